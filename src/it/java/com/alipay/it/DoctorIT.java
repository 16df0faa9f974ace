package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The doctor of a site that runs: on each Tomcat, in each charset, beside a local Alipay. */
@ExtendWith(Benches.class)
class DoctorIT {
    static Stream<Site> sites() {
        return Site.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void aSiteInGoodOrderHasNothingToMend(Site site) throws IOException, InterruptedException {
        String json =
                new String(Http.getAsAdmin(site.shop().page("admin/api/doctor")).body(), StandardCharsets.UTF_8);
        List<JsonObject> checks =
                JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("checks").asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .toList();
        assertThat(checks)
                .filteredOn(check -> Shop.text(check, "state").equals("failed"))
                .extracting(check -> Shop.text(check, "code"))
                .isSubsetOf("LAST_NOTIFICATION");
        assertThat(checks)
                .filteredOn(check -> Shop.text(check, "state").equals("passed"))
                .extracting(check -> Shop.text(check, "code"))
                .contains(
                        "NOTIFY_URL_EXACT",
                        "NOTIFY_URL_COOKIE",
                        "RETURN_URL_FRIENDLY",
                        "CHARSET_ROUND_TRIP",
                        "GATEWAY_VERIFIES",
                        "OWN_PORT",
                        "DATABASE_MIGRATED");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void thePageShowsEveryCheckInTheSitesCharset(Site site) throws IOException, InterruptedException {
        String html =
                new String(Http.getAsAdmin(site.shop().page("admin/doctor.jsp")).body(), site.charset());
        assertThat(html).contains("<h1>诊断</h1>", "id=\"NOTIFY_URL_EXACT\"", "双功能 4.2 A / 担保 5.2 A", "正常");
        assertThat(Http.get(site.shop().page("admin/api/doctor")).statusCode()).isEqualTo(401);
    }
}
