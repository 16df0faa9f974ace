package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an operator reads on the doctor's page: of the sandbox run, of a WAR without a configuration, and of one with five mistakes. */
class DoctorPagesIT {
    @AutoClose
    private static Chromium chromium;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
    }

    /** Opens the page of that site, logged in, and takes its pictures. */
    private static void look(String url, String picture) throws IOException {
        chromium.open(url.replace("http://", "http://admin:admin@") + "/admin/doctor.jsp");
        chromium.element("#passed");
        assertThat(chromium.repeatedIds()).isEmpty();
        chromium.photograph(picture);
    }

    @Test
    void theSandboxRunIsInOrder() throws IOException, InterruptedException {
        try (SandboxRun run = SandboxRun.start("doctor-sandbox")) {
            look(run.url(), "doctor-sandbox");
            assertThat(chromium.element("#summary").getText()).isEqualTo("没有发现会影响付款或通知的问题；1 项提醒。");
            assertThat(chromium.element("#LAST_NOTIFICATION").getText())
                    .as("nobody has paid yet")
                    .contains("提醒：最近一次通知", "请做一笔 0.01 元的付款");
            DoctorFindings findings = DoctorFindings.of(run.url());
            assertThat(findings.codes("failed")).containsExactly("LAST_NOTIFICATION");
            assertThat(findings.codes("unknown")).isEmpty();
            chromium.open(run.url().replace("http://", "http://admin:admin@") + "/admin/errors.jsp");
            assertThat(chromium.element("#ILLEGAL_SIGN").getText()).contains("help_id", "签名");
            assertThat(chromium.repeatedIds()).isEmpty();
            chromium.photograph("errors");
        }
    }

    @Test
    void aWarWithoutAConfigurationSaysWhereItGoes() throws IOException, InterruptedException {
        try (RealTomcat tomcat = RealTomcat.prepare(TomcatVersion.TOMCAT_10, "doctor-unconfigured")
                .withAdmin()) {
            Path hosts = Files.writeString(tomcat.base().resolve("hosts"), "127.0.0.1 localhost\n");
            // Nobody of these tests speaks to Alipay: its name is unknown there.
            tomcat.withOptions("-Djdk.net.hosts.file=" + hosts).deploy("alipay").start();
            look(tomcat.url("alipay"), "doctor-unconfigured");
            assertThat(chromium.element("#CONFIGURATION").getText())
                    .contains(
                            "有误：配置文件",
                            "没有找到配置文件",
                            tomcat.base().resolve("conf/alipay.properties").toString(),
                            "由谁处理：商户配置");
            assertThat(chromium.text()).as("the first card").containsSubsequence("有误：配置文件", "有误：");
            assertThat(DoctorFindings.of(tomcat.url("alipay")).codes("failed"))
                    .containsExactlyInAnyOrder("CONFIGURATION", "GATEWAY_NAME", "KNOWN_PASSWORD", "LAST_NOTIFICATION");
        }
    }

    @Test
    void fiveMistakesAreFiveFindings() throws IOException, InterruptedException {
        try (LocalAlipay alipay = LocalAlipay.start("alipay-of-mistakes");
                RealTomcat tomcat = RealTomcat.prepare(TomcatVersion.TOMCAT_11, "doctor-mistakes")
                        .withAdmin()) {
            Path webapp = tomcat.base().resolve("webapps/alipay");
            Folders.unzip(Build.war(), webapp);
            readFormsAhead(webapp.resolve("WEB-INF/web.xml"));
            replace(webapp.resolve("notify_url.jsp"), "session=\"false\"", "session=\"true\"");
            Map<String, String> settings = Shop.settings(tomcat.url("alipay"), StandardCharsets.UTF_8, alipay);
            settings.put("key", Shop.KEY.substring(1));
            settings.put("return_url", tomcat.url("alipay") + "/return.jsp");
            settings.put("log_path", tomcat.base().resolve("conf/server.xml").toString());
            tomcat.configure("alipay", settings).start();

            look(tomcat.url("alipay"), "doctor-mistakes");

            DoctorFindings findings = DoctorFindings.of(tomcat.url("alipay"));
            assertThat(findings.codes("failed"))
                    .as("and nobody has paid yet")
                    .containsExactlyInAnyOrder(
                            "PARTNER_AND_KEY",
                            "RETURN_URL_FRIENDLY",
                            "FILTERS_AHEAD",
                            "NOTIFY_URL_COOKIE",
                            "LOG_WRITABLE",
                            "LAST_NOTIFICATION");
            assertThat(findings.seen("FILTERS_AHEAD")).isEqualTo("org.apache.catalina.filters.RequestDumperFilter");
            assertThat(findings.seen("NOTIFY_URL_COOKIE")).isEqualTo("JSESSIONID");
            assertThat(findings.seen("RETURN_URL_FRIENDLY")).isEqualTo("HTTP 404");
            assertThat(findings.json().toString()).doesNotContain(Shop.KEY.substring(1));
            assertThat(chromium.element("#summary").getText()).startsWith("有 4 项会影响付款或通知，请先处理；2 项提醒、");
            assertThat(chromium.element("#FILTERS_AHEAD").getText())
                    .contains("请把编码过滤器移到最前", "看到的：org.apache.catalina.filters.RequestDumperFilter");
        }
    }

    /** A filter of the container's that writes every parameter into a log, ahead of all others. */
    private static void readFormsAhead(Path webXml) throws IOException {
        replace(webXml, "  <!-- One charset for the whole site.", """
                  <filter>
                    <filter-name>Dumper</filter-name>
                    <filter-class>org.apache.catalina.filters.RequestDumperFilter</filter-class>
                  </filter>
                  <filter-mapping>
                    <filter-name>Dumper</filter-name>
                    <url-pattern>/*</url-pattern>
                  </filter-mapping>
                  <!-- One charset for the whole site.""");
    }

    private static void replace(Path file, String old, String replacement) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, replacement), StandardCharsets.UTF_8);
    }
}
