package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our merchant on a real Tomcat passes every check of {@code java -jar alipay-sandbox.jar check}. */
class ShopCheckIT {
    @TempDir
    Path folder;

    static Stream<Charset> charsets() {
        return Stream.of(TestEnvironment.GBK, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("charsets")
    void ourMerchantPassesEveryCheck(Charset charset) throws IOException, InterruptedException {
        int port = Ports.free();
        String gateway = "http://localhost:" + port;
        try (RealTomcat tomcat = RealTomcat.prepare(TomcatVersion.TOMCAT_11, "checked-" + charset.name())
                .withAdmin()) {
            String url = tomcat.url("checked");
            Map<String, String> settings =
                    Shop.settings(url, charset, gateway + "/gateway.do", gateway + "/trade/notify_query.do");
            settings.put("log_path", tomcat.base().resolve("log").toString());
            tomcat.deploy("checked", settings);
            tomcat.start();
            SandboxProcess check = SandboxProcess.run(
                    folder,
                    "check",
                    "--lang",
                    "en",
                    "--port",
                    String.valueOf(port),
                    "--partner",
                    Shop.PARTNER,
                    "--key",
                    Shop.KEY,
                    "--seller-email",
                    Shop.SELLER,
                    "--notify-url",
                    url + "/notify_url.jsp",
                    "--return-url",
                    url + "/return_url.jsp",
                    "--order-url",
                    url + "/index.jsp",
                    "--order-status-url",
                    url.replace("//", "//admin:admin@") + "/admin/api/orders/{out_trade_no}",
                    "--output",
                    "report.txt");

            int code = check.exitCode();
            String report = Files.readString(folder.resolve("report.txt"));
            assertThat(code).as(report).isZero();
            assertThat(check.output()).contains(", 0 failed, 0 not tested, ");
        }
    }
}
