package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.sandbox.api.ApiHandler;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The description of the API says what the API does: {@link Client} holds every answer of every test against it. */
class ApiDescriptionTest {
    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.ordinary();

    private static final Client client = sandbox.client();

    static Stream<String> routes() {
        return ApiHandler.routes().stream();
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionIsARoute() {
        assertThat(ApiDescription.PUBLISHED.routes()).containsExactlyInAnyOrderElementsOf(ApiHandler.routes());
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyRouteIsServedAndAnswersAsDescribed(String route) {
        String path = "/sandbox/api/" + route.replaceAll(".* ", "").replaceAll("\\{[^}]+}", "1");
        String answer = Client.text(
                switch (route.replaceAll(" .*", "")) {
                    case "GET" -> client.get(path);
                    case "DELETE" -> client.delete(path);
                    default -> client.post(path, "");
                });

        assertThat(answer).doesNotContain("; there is [");
    }

    @Test
    void theSandboxServesIt() {
        assertThat(client.api("openapi.json").get("openapi").getAsString()).startsWith("3.");
    }

    @Test
    void anAnswerThatIsNotAsDescribedIsFound() {
        var other = client.get("/trades");

        assertThatThrownBy(() -> ApiDescription.PUBLISHED.check(other)).isInstanceOf(AssertionError.class);
    }
}
