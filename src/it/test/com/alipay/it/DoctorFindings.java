package com.alipay.it;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What {@code admin/api/doctor} of a site answers. */
record DoctorFindings(JsonObject json) {
    static DoctorFindings of(String url) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = Http.getAsAdmin(url + "/admin/api/doctor");
        if (answer.statusCode() != 200) {
            throw new AssertionError("the doctor answered " + answer.statusCode());
        }
        return new DoctorFindings(JsonParser.parseString(new String(answer.body(), StandardCharsets.UTF_8))
                .getAsJsonObject());
    }

    private List<JsonObject> checks() {
        return Shop.objects(json.getAsJsonArray("checks"));
    }

    /** The codes of the checks that ended so: {@code passed}, {@code failed}, {@code unknown} or {@code told}. */
    List<String> codes(String state) {
        return checks().stream()
                .filter(check -> Shop.text(check, "state").equals(state))
                .map(check -> Shop.text(check, "code"))
                .toList();
    }

    /** What that check saw. */
    String seen(String code) {
        return checks().stream()
                .filter(check -> Shop.text(check, "code").equals(code))
                .map(check -> Shop.text(check, "detail"))
                .findFirst()
                .orElseThrow();
    }
}
