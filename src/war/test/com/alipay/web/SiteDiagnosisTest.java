package com.alipay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteDiagnosisTest {
    @TempDir
    Path folder;

    /** The address of notify_url keeps silent, so that the first examination is still going on when the second operator asks. */
    @Test
    void nobodyIsToldAboutTheOtherOperatorsPassword() throws IOException, LifecycleException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Map<String, String> settings = MerchantServer.settings(folder);
            settings.put("notify_url", "http://127.0.0.1:" + silent.getLocalPort() + "/alipay/notify_url.jsp");
            settings.put("gateway", "https://gateway.invalid/gateway.do");
            settings.put("verify_gateway", "https://gateway.invalid/notify_query.do");
            try (MerchantServer server = MerchantServer.start(folder, settings)) {
                CompletableFuture<String> careless = state(server, "admin:admin");
                try (Socket asked = silent.accept()) {
                    CompletableFuture<String> careful = state(server, "careful:Xk29-long-and-random");
                    assertThat(asked.isConnected()).isTrue();
                    assertThat(careful.join()).isEqualTo("passed");
                    assertThat(careless.join()).isEqualTo("failed");
                }
            }
        }
    }

    private static CompletableFuture<String> state(MerchantServer server, String login) {
        return server.http()
                .sendAsync(server.request("admin/api/doctor", login).build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(answer -> password(
                        JsonParser.parseString(answer.body()).getAsJsonObject().getAsJsonArray("checks")));
    }

    private static String password(JsonArray checks) {
        for (JsonElement check : checks) {
            if (check.getAsJsonObject().get("code").getAsString().equals("KNOWN_PASSWORD")) {
                return check.getAsJsonObject().get("state").getAsString();
            }
        }
        throw new AssertionError("the doctor does not look at the password");
    }
}
