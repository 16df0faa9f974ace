package com.alipay.sandbox.cli;

import com.alipay.sandbox.Sandbox;
import com.alipay.sandbox.config.SandboxConfig;
import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.persistence.TempDirectory;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a sandbox and runs until the process is terminated. */
@Command(
        name = "java -jar alipay-sandbox.jar",
        header = "A local Alipay: gateway, cashier, notifications, trade management. No real payment takes place.",
        description = "%nWithout options it serves three demo merchants on http://localhost:8090/.",
        sortOptions = false,
        subcommands = {
            CheckCommand.class,
            ExplainCommand.class,
            DoctorCommand.class,
            ReconcileCommand.class,
            CompletionCommand.class
        },
        mixinStandardHelpOptions = false,
        versionProvider = Version.class,
        footer = {
            "%nEvery option can be set in the environment as well: ALIPAY_SANDBOX_PORT for --port,",
            "ALIPAY_SANDBOX_SELLER_EMAIL for --seller-email. The command line comes first.",
            "%nExamples:",
            "  java -jar alipay-sandbox.jar --partner 2088000000000001 --key 0123456789abcdef0123456789abcdef",
            "  java -jar alipay-sandbox.jar --print-config > shops.properties",
            "  java -jar alipay-sandbox.jar --config shops.properties --port 8091"
        })
final class StartCommand implements Callable<Integer> {
    @Mixin
    private StartOptions options;

    @Option(
            names = "--print-config",
            description = "Print the demo configuration, every key explained, in UTF-8, and end.")
    private boolean printConfig;

    @Mixin
    private HelpOption help;

    @Option(names = "--version", versionHelp = true, description = "Print the version and end.")
    private boolean version;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (printConfig) {
            // Exactly the file's bytes, whatever the console's charset is.
            System.out.writeBytes(SandboxConfig.example().getBytes(StandardCharsets.UTF_8));
            System.out.flush();
            return 0;
        }
        SandboxConfig settings = options.settings(spec.commandLine());
        try (TempDirectory work = TempDirectory.create()) {
            Sandbox sandbox = Sandbox.start(options.of(settings, work.path()));
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(sandbox, work, out, stopped), "stop"));
            if (options.isVerbose()) {
                sandbox.onJournal(entry -> say(out, JournalLine.of(entry)));
            }
            tell(out, sandbox.url(), settings);
            sandbox.tlsUrl()
                    .ifPresent(url -> say(
                            out,
                            "  TLS       " + url + "/gateway.do   trust " + sandbox.url()
                                    + "/sandbox_certificate.pem"));
            options.writePort(sandbox.port());
            say(out, "READY " + sandbox.url() + "/");
            stopped.await();
        }
        return 0;
    }

    private static void say(PrintWriter out, String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }

    private static void stop(Sandbox sandbox, TempDirectory work, PrintWriter out, CountDownLatch stopped) {
        sandbox.close();
        work.close();
        out.println("Stopped.");
        out.flush();
        stopped.countDown();
    }

    private static void tell(PrintWriter out, String url, SandboxConfig settings) {
        out.println();
        out.println("  Sandbox   " + url + "/   a local simulation, no real payment takes place");
        out.println("  Gateway   " + url + "/gateway.do");
        for (MerchantAccount merchant : settings.merchants().all()) {
            out.println("  Merchant  partner " + merchant.partner() + ", seller_email "
                    + merchant.seller().email());
        }
        out.println();
        out.println("  No shop yet? Open " + url + "/ and pay a demonstration order.");
        out.println("  Open " + url + "/ in a browser: it says which addresses of your shop's program to change. Then");
        out.println(
                "  place an order in your shop: the cashier opens. Pay there as a demo buyer, ship the order under");
        out.println("  " + url + "/trades and watch the notifications under " + url + "/deliveries.");
        out.println("  Ctrl-C stops.");
        out.println();
        out.flush();
    }
}
