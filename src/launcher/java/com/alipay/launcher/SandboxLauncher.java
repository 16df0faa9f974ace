package com.alipay.launcher;

import com.alipay.sandbox.Sandbox;
import com.alipay.sandbox.SandboxOptions;
import com.alipay.sandbox.http.EmbeddedTomcat;
import com.alipay.sandbox.notification.NotificationProfile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Runs {@code mvn -Psandbox}: merchant and sandbox in one foreground process, until Ctrl-C.
 *
 * <p>System properties: {@code charset} ({@code utf-8} or {@code gbk}), {@code merchant.port}, {@code sandbox.port},
 * {@code instant} ({@code ordinary} or {@code advanced}: refundable instant payments), {@code profile} (how the merchant is
 * notified, see {@link NotificationProfile#named}), {@code sandbox.data} (the file that keeps the sandbox's state),
 * {@code sandbox.allowed-hosts} (host names beside localhost, separated by commas). The merchant's data stays under
 * {@code target/sandbox/<charset>/} and is loaded again at the next start.
 */
public final class SandboxLauncher {
    private SandboxLauncher() {}

    public static void main(String[] args) throws InterruptedException {
        EmbeddedTomcat.logWarningsOnly();
        String charset = charset();
        Path project = Path.of(System.getProperty("project", "")).toAbsolutePath();
        Path data = project.resolve("target").resolve("sandbox").resolve(charset);
        DemoConfig settings = DemoConfig.read(project);

        SandboxOptions options = SandboxOptions.forMerchant(settings.merchant())
                .withPort(port("sandbox.port", 8090))
                .withAllowedHosts(allowedHosts())
                .withNotifications(profile())
                .withWork(data.resolve("work"));
        SandboxOptions kept = Optional.ofNullable(System.getProperty("sandbox.data"))
                .map(file -> options.withData(Path.of(file)))
                .orElse(options);
        Sandbox sandbox = Sandbox.start(isAdvanced() ? kept.withAdvancedInstant() : kept);
        MerchantServer merchant = startMerchant(settings, project, data, charset, sandbox);

        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(merchant, sandbox, stopped), "stop"));
        tell(port("merchant.port", 8080), sandbox.url(), charset);
        stopped.await();
    }

    private static MerchantServer startMerchant(
            DemoConfig settings, Path project, Path data, String charset, Sandbox sandbox) {
        int port = port("merchant.port", 8080);
        Path config = data.resolve("sandbox.properties");
        settings.with(charset, port, sandbox.port()).writeTo(config);
        System.setProperty("alipay.config", config.toString());
        try {
            return MerchantServer.start(project, data.resolve("catalina"), port);
        } catch (RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    private static void stop(MerchantServer merchant, Sandbox sandbox, CountDownLatch stopped) {
        merchant.close();
        sandbox.close();
        System.out.println("Stopped.");
        stopped.countDown();
    }

    private static void tell(int merchantPort, String sandboxUrl, String charset) {
        System.out.println();
        System.out.println("  Merchant  http://localhost:" + merchantPort + "/alipay/   (" + charset + ")");
        System.out.println(
                "  Orders    http://localhost:" + merchantPort + "/alipay/admin/   user admin, password admin");
        System.out.println("  Sandbox   " + sandboxUrl + "/   a local simulation, no real payment takes place");
        System.out.println();
        System.out.println(
                "  Open the merchant, fill in what to pay for and send the form: the cashier opens. Pay there");
        System.out.println(
                "  as a demo buyer and wait to be sent back. Then ship the order under " + sandboxUrl + "/trades");
        System.out.println("  and watch the notifications under " + sandboxUrl + "/deliveries.");
        System.out.println("  Ctrl-C stops both.");
        System.out.println();
    }

    private static String charset() {
        String name = System.getProperty("charset", "utf-8");
        if (!name.equals("utf-8") && !name.equals("gbk")) {
            throw new IllegalArgumentException(
                    "charset (" + name + ") must be utf-8 or gbk: mvn -Psandbox -Dcharset=gbk");
        }
        return name;
    }

    private static boolean isAdvanced() {
        String kind = System.getProperty("instant", "ordinary");
        if (!kind.equals("ordinary") && !kind.equals("advanced")) {
            throw new IllegalArgumentException(
                    "instant (" + kind + ") must be ordinary or advanced: mvn -Psandbox -Dinstant=advanced");
        }
        return kind.equals("advanced");
    }

    private static Set<String> allowedHosts() {
        return Pattern.compile(",")
                .splitAsStream(System.getProperty("sandbox.allowed-hosts", ""))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    private static NotificationProfile profile() {
        String name = System.getProperty("profile", NotificationProfile.OPEN_PLATFORM.name());
        return NotificationProfile.named(name)
                .orElseThrow(() -> new IllegalArgumentException("profile (" + name + ") is unknown: "
                        + NotificationProfile.advice() + ", mvn -Psandbox -Dprofile=v1.0"));
    }

    private static int port(String property, int otherwise) {
        String text = System.getProperty(property, String.valueOf(otherwise));
        if (!text.matches("\\d{1,5}")) {
            throw new IllegalArgumentException(property + " (" + text + ") must be a port: -D" + property + "=8091");
        }
        return Integer.parseInt(text);
    }
}
