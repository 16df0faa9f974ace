package com.alipay.it;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real nginx or Apache as Debian packages it, with a configuration and a folder of its own, on loopback. */
final class ReverseProxy implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(10);

    /** Which program, and how it is told to pass requests on. {@code PORT} is the server's. */
    enum Kind {
        /** As the documentation of nginx begins: the server is told the proxy's name for it. */
        NGINX_BARE("nginx", "proxy_pass http://127.0.0.1:PORT;"),
        /** With the parameters that Debian puts into {@code /etc/nginx/proxy_params}. */
        NGINX_DEBIAN("nginx", """
                proxy_set_header Host $http_host;
                proxy_set_header X-Real-IP $remote_addr;
                proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                proxy_set_header X-Forwarded-Proto $scheme;
                proxy_pass http://127.0.0.1:PORT;
                """),
        /** As it is copied most: the port gets lost. */
        NGINX_HOST("nginx", "proxy_set_header Host $host; proxy_pass http://127.0.0.1:PORT;"),
        APACHE_BARE("apache2", "ProxyPass / http://127.0.0.1:PORT/"),
        APACHE_HOST("apache2", "ProxyPreserveHost On\nProxyPass / http://127.0.0.1:PORT/");

        private final String program;
        private final String lines;

        Kind(String program, String lines) {
            this.program = program;
            this.lines = lines;
        }

        private Path executable() {
            return Path.of("/usr/sbin", program);
        }

        boolean isInstalled() {
            boolean installed = Files.isExecutable(executable());
            if (!installed) {
                System.err.println("NOT TESTED: " + program + ". Install " + program + " to test it here.");
            }
            return installed;
        }
    }

    private static final String NGINX = """
            daemon off;
            master_process off;
            pid FOLDER/pid;
            error_log FOLDER/error.log;
            events {}
            http {
              access_log off;
              client_body_temp_path FOLDER/body;
              proxy_temp_path FOLDER/proxy;
              fastcgi_temp_path FOLDER/fastcgi;
              uwsgi_temp_path FOLDER/uwsgi;
              scgi_temp_path FOLDER/scgi;
              server {
                listen 127.0.0.1:OWN;
                location / {
                  LINES
                }
              }
            }
            """;

    private static final String APACHE = """
            ServerRoot FOLDER
            ServerName localhost
            Listen 127.0.0.1:OWN
            PidFile FOLDER/pid
            ErrorLog FOLDER/error.log
            DefaultRuntimeDir FOLDER
            LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
            LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
            LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
            LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
            User #USER
            Group #USER
            LINES
            """;

    private final Process process;
    private final int port;

    private ReverseProxy(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one in front of that port. */
    static ReverseProxy start(Kind kind, int target) throws IOException, InterruptedException {
        int port = Ports.free();
        Path folder = Folders.fresh(Build.folder("proxy-" + kind)).toAbsolutePath();
        // A shop's site is not served by root.
        int user = Files.getOwner(folder).getName().equals("root") ? 65534 : 0;
        String lines = kind.lines.replace("PORT", Integer.toString(target));
        String text = (kind.program.equals("nginx") ? NGINX : APACHE)
                .replace("FOLDER", folder.toString())
                .replace("OWN", Integer.toString(port))
                .replace("USER", Integer.toString(user))
                .replace("LINES", lines);
        Path configuration = folder.resolve("proxy.conf");
        Files.writeString(configuration, text, StandardCharsets.UTF_8);
        List<String> command = kind.program.equals("nginx")
                ? List.of(kind.executable().toString(), "-p", folder.toString(), "-c", configuration.toString())
                : List.of(kind.executable().toString(), "-DFOREGROUND", "-f", configuration.toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("console.log").toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("APACHE_"));
        ReverseProxy proxy = new ReverseProxy(builder.start(), port);
        Runtime.getRuntime().addShutdownHook(new Thread(proxy.process.toHandle()::destroy));
        proxy.awaitReady(folder);
        return proxy;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    private void awaitReady(Path folder) throws IOException, InterruptedException {
        long end = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!isListening()) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                process.destroy();
                throw new IOException("the proxy did not start: "
                        + Files.readString(folder.resolve("console.log"))
                        + Arrays.toString(folder.toFile().list()));
            }
        }
    }

    private boolean isListening() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
