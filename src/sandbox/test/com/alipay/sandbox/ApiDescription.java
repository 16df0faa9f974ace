package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@code openapi.json}, and whether an answer is as it says. */
final class ApiDescription {
    private static final String PREFIX = "/sandbox/api/";
    private static final URI BASE = URI.create("https://sandbox.example/openapi.json");

    static final ApiDescription PUBLISHED = read();

    private final JsonObject document;
    private final Validator validator =
            new ValidatorFactory().withJsonNodeFactory(new GsonNode.Factory()).createValidator();
    private final Map<String, URI> registered = new ConcurrentHashMap<>();

    private ApiDescription(JsonObject document) {
        this.document = document;
        validator.registerSchema(BASE, new Gson().toJson(document));
    }

    /** As {@code GET trades/{trade_no}}. */
    List<String> routes() {
        List<String> routes = new ArrayList<>();
        paths().entrySet()
                .forEach(path -> path.getValue().getAsJsonObject().keySet().stream()
                        .filter(member -> !member.equals("parameters"))
                        .forEach(method -> routes.add(method.toUpperCase(Locale.ROOT) + " "
                                + path.getKey().substring(PREFIX.length()))));
        return routes;
    }

    /** Fails unless the answer's status, type and content are described for its route; an unknown address must answer 404. */
    void check(HttpResponse<byte[]> answer) {
        String path = answer.uri().getPath();
        Optional<String> template =
                paths().keySet().stream().filter(each -> matches(each, path)).findFirst();
        String method = answer.request().method().toLowerCase(Locale.ROOT);
        JsonObject schema = template.filter(
                        each -> paths().getAsJsonObject(each).has(method))
                .map(each -> described(each, method, answer))
                .orElseGet(() -> unknown(answer));
        Validator.Result result =
                validator.validate(registered(schema), new String(answer.body(), StandardCharsets.UTF_8));
        assertThat(result.getErrors())
                .as("%s %s answers %s as described", method, path, answer.statusCode())
                .extracting(error -> error.getInstanceLocation() + " " + error.getError())
                .isEmpty();
    }

    /** The schema of that answer. */
    private JsonObject described(String template, String method, HttpResponse<byte[]> answer) {
        String status = String.valueOf(answer.statusCode());
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        JsonObject responses =
                paths().getAsJsonObject(template).getAsJsonObject(method).getAsJsonObject("responses");
        assertThat(responses.keySet()).as("statuses of %s %s", method, template).contains(status);
        JsonObject content = responses.getAsJsonObject(status).getAsJsonObject("content");
        assertThat(content.keySet())
                .as("types of %s %s %s", method, template, status)
                .contains(type);
        return content.getAsJsonObject(type).getAsJsonObject("schema");
    }

    private static JsonObject unknown(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as("%s is not described", answer.uri()).isIn(400, 404);
        JsonObject problem = new JsonObject();
        problem.addProperty("$ref", "#/components/schemas/Problem");
        return problem;
    }

    /** With references that lead into the document. */
    private URI registered(JsonObject schema) {
        return registered.computeIfAbsent(
                new Gson().toJson(schema),
                text -> validator.registerSchema(text.replace("\"#/components/", "\"" + BASE + "#/components/")));
    }

    private static boolean matches(String template, String path) {
        return path.matches(template.replace(".", "\\.").replaceAll("\\{[^}]+}", "[^/]+"));
    }

    private JsonObject paths() {
        return document.getAsJsonObject("paths");
    }

    private static ApiDescription read() {
        try (InputStream file = Sandbox.class.getResourceAsStream("openapi.json")) {
            return new ApiDescription(JsonParser.parseString(new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
