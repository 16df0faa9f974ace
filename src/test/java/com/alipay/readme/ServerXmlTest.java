package com.alipay.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Catalina;
import org.apache.catalina.valves.RemoteIpValve;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Tomcat that both READMEs advise for a server that strangers reach. */
class ServerXmlTest {
    private static final String BLOCK = "server.xml: in front of strangers";

    @TempDir
    Path base;

    @AfterEach
    void forget() {
        List.of("catalina.base", "catalina.home", "catalina.useNaming").forEach(System::clearProperty);
    }

    @Test
    void itStartsAndEverySettingIsOne() throws IOException {
        Files.createDirectories(base.resolve("webapps"));
        Path file = Files.createDirectories(base.resolve("conf")).resolve("server.xml");
        Files.writeString(
                file,
                "<Server port=\"-1\">"
                        + Readme.english().block(BLOCK).replace("port=\"8080\"", "port=\"0\" address=\"127.0.0.1\"")
                        + "</Server>");
        System.setProperty("catalina.base", base.toString());
        System.setProperty("catalina.home", base.toString());
        Catalina catalina = new Catalina();
        catalina.setParentClassLoader(ServerXmlTest.class.getClassLoader());
        catalina.setUseNaming(false);
        catalina.setUseShutdownHook(false);
        catalina.setConfigFile(file.toString());
        catalina.load();
        catalina.start();
        try {
            Service service = catalina.getServer().findServices()[0];
            Connector connector = service.findConnectors()[0];
            assertThat(connector.getState()).isEqualTo(LifecycleState.STARTED);
            assertThat(connector.getLocalPort()).isPositive();
            assertThat(connector.getMaxPostSize()).isEqualTo(262_144);
            assertThat(connector.getMaxParameterCount()).isEqualTo(1000);
            assertThat(List.of(
                            connector.getProperty("connectionTimeout"),
                            connector.getProperty("keepAliveTimeout"),
                            connector.getProperty("maxConnections"),
                            connector.getProperty("acceptCount"),
                            connector.getProperty("maxThreads"),
                            connector.getProperty("maxHttpRequestHeaderSize"),
                            connector.getProperty("maxSwallowSize")))
                    .containsExactly(5000, 15_000, 2000, 100, 200, 8192, 262_144);
            assertThat(service.getContainer().findChildren()[0].getPipeline().getValves())
                    .hasAtLeastOneElementOfType(RemoteIpValve.class);
        } finally {
            catalina.stop();
        }
    }
}
