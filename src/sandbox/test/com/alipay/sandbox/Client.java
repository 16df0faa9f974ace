package com.alipay.sandbox;

import com.alipay.sandbox.protocol.FormCodec;
import com.alipay.security.ResponseRecorder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A browser without a screen, and a script: talks to one sandbox. Follows no redirect. Every answer of the API must be as its
 * description says.
 */
final class Client {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Supplier<String> url;
    private final String languages;

    /** @param url asked for with every request: the sandbox may not have started yet */
    Client(Supplier<String> url) {
        this(url, "");
    }

    private Client(Supplier<String> url, String languages) {
        this.url = url;
        this.languages = languages;
    }

    Client(Sandbox sandbox) {
        this(sandbox::url);
    }

    /** The same for a reader of those languages, as in {@code Accept-Language}. */
    Client reading(String accepted) {
        return new Client(url, accepted);
    }

    HttpResponse<byte[]> submit(PayForm form) {
        return post("/gateway.do" + form.query(), form.body());
    }

    /** As curl posts an array of fields for PHP. */
    HttpResponse<byte[]> submitParts(PayForm form) {
        ResponseRecorder.RUN.sent(form.body());
        StringBuilder parts = new StringBuilder();
        for (Map.Entry<String, String> field :
                FormCodec.decode(form.body().getBytes(StandardCharsets.US_ASCII), form.charset())) {
            parts.append("--25b0d6\r\nContent-Disposition: form-data; name=\"")
                    .append(field.getKey())
                    .append("\"\r\n\r\n")
                    .append(field.getValue())
                    .append("\r\n");
        }
        return send(HttpRequest.newBuilder(URI.create(url.get() + "/gateway.do" + form.query()))
                .header("Content-Type", "multipart/form-data; boundary=25b0d6")
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        parts.append("--25b0d6--\r\n").toString().getBytes(form.charset()))));
    }

    /** Brings the order to the cashier and logs its buyer in, no more; answers the number of the trade that begins. */
    String login(PayForm form) {
        String cashier = submit(form).headers().firstValue("Location").orElseThrow();
        String seal = text(get(cashier)).replaceAll("(?s).*name=\"seal\" value=\"([0-9a-f]+)\".*", "$1");
        post(cashier, "step=login&buyer=buyer@example.com&seal=" + seal);
        api("clock", "advance=PT0S");
        return list("trades").get(0).get("trade_no").getAsString();
    }

    /** With the page the browser says it comes from. */
    HttpResponse<byte[]> submitFrom(String referer, PayForm form) {
        ResponseRecorder.RUN.sent(form.body());
        return send(HttpRequest.newBuilder(URI.create(url.get() + "/gateway.do" + form.query()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Referer", referer)
                .POST(HttpRequest.BodyPublishers.ofString(form.body())));
    }

    HttpResponse<byte[]> method(String method, String path) {
        return send(HttpRequest.newBuilder(URI.create(url.get() + path))
                .method(method, HttpRequest.BodyPublishers.noBody()));
    }

    HttpResponse<byte[]> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url.get() + path)).GET());
    }

    HttpResponse<byte[]> post(String path, String form) {
        ResponseRecorder.RUN.sent(form);
        return send(HttpRequest.newBuilder(URI.create(url.get() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    HttpResponse<byte[]> postJson(String path, String json) {
        return send(HttpRequest.newBuilder(URI.create(url.get() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<byte[]> delete(String path) {
        return send(HttpRequest.newBuilder(URI.create(url.get() + path)).DELETE());
    }

    JsonObject api(String path, String form) {
        return json(post("/sandbox/api/" + path, form)).getAsJsonObject();
    }

    JsonObject api(String path) {
        return json(get("/sandbox/api/" + path)).getAsJsonObject();
    }

    List<JsonObject> list(String path) {
        JsonArray array = json(get("/sandbox/api/" + path)).getAsJsonArray();
        List<JsonObject> objects = new ArrayList<>();
        array.forEach(each -> objects.add(each.getAsJsonObject()));
        return objects;
    }

    static JsonElement json(HttpResponse<byte[]> response) {
        return JsonParser.parseString(text(response));
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder builder) {
        if (!languages.isEmpty()) {
            builder.header("Accept-Language", languages);
        }
        HttpRequest request = builder.build();
        ResponseRecorder.RUN.sent(request.uri());
        try {
            HttpResponse<byte[]> answer =
                    ResponseRecorder.RUN.received(http.send(request, HttpResponse.BodyHandlers.ofByteArray()));
            if (answer.uri().getPath().startsWith("/sandbox/api/")) {
                ApiDescription.PUBLISHED.check(answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
