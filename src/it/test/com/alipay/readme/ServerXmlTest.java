package com.alipay.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Server;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Catalina;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.tomcat.util.digester.Digester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.SAXException;

/** The Tomcat that the document for operators advises for a server that anybody can reach. */
class ServerXmlTest {
    private static final String BLOCK = "server.xml: open to the internet";

    @TempDir
    Path base;

    @Test
    void itStartsAndEverySettingIsOne() throws Exception {
        Files.createDirectories(base.resolve("webapps"));
        Path file = Files.createDirectories(base.resolve("conf")).resolve("server.xml");
        Files.writeString(
                file,
                "<Server port=\"-1\">"
                        + Readme.operate().block(BLOCK).replace("port=\"8080\"", "port=\"0\" address=\"127.0.0.1\"")
                        + "</Server>");
        Server server = new ConfiguredCatalina().read(file);
        server.setCatalinaHome(base.toFile());
        server.setCatalinaBase(base.toFile());
        server.start();
        try {
            Service service = server.findServices()[0];
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
            server.stop();
            server.destroy();
        }
    }

    /** Reads a server.xml without Bootstrap, which keeps the folder of the first Tomcat of this JVM. */
    private static final class ConfiguredCatalina extends Catalina {
        Server read(Path file) throws IOException, SAXException {
            setParentClassLoader(ServerXmlTest.class.getClassLoader());
            Digester digester = createStartDigester();
            digester.push(this);
            digester.parse(file.toFile());
            getServer().setCatalina(this);
            return getServer();
        }
    }
}
