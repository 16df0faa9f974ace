package com.alipay.sandbox.cli;

import com.alipay.i18n.Language;
import com.alipay.sandbox.SandboxOptions;
import com.alipay.sandbox.check.CheckReport;
import com.alipay.sandbox.check.CheckReport.Format;
import com.alipay.sandbox.check.CheckResult;
import com.alipay.sandbox.check.CheckTarget;
import com.alipay.sandbox.check.CheckTexts;
import com.alipay.sandbox.check.OrderBooks;
import com.alipay.sandbox.check.ShopCheck;
import com.alipay.sandbox.check.ShopChecks;
import com.alipay.sandbox.check.ShopExaminer;
import com.alipay.sandbox.check.TestShopProof;
import com.alipay.sandbox.config.SandboxConfig;
import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.persistence.TempDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Examines a shop, in any language, with a sandbox of its own. */
@Command(
        name = "check",
        header = "Examine a shop: pay small orders, and send it what a thief or a bad day would.",
        description = "%nStarts a sandbox, to whose gateway the shop's program has to point, and forgets it afterwards."
                + " No real payment takes place. Use a test shop: its orders stay.",
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing failed", "1:a check failed", "2:an option is of no use"},
        footer = {
            "%nExample:",
            "  java -jar alipay-sandbox.jar check --partner 2088000000000001 --key 0123456789abcdef0123456789abcdef \\",
            "    --notify-url http://localhost:8080/notify.php --return-url http://localhost:8080/return.php \\",
            "    --order-url http://localhost:8080/buy.php --order-field price=0.02 \\",
            "    --order-status-command 'php status.php {out_trade_no}'"
        })
final class CheckCommand implements Callable<Integer> {
    @Option(
            names = "--notify-url",
            required = true,
            paramLabel = "URL",
            description = "The shop's notify_url, as its requests name it.")
    private String notifyUrl;

    @Option(
            names = "--return-url",
            required = true,
            paramLabel = "URL",
            description = "The shop's return_url, as its requests name it.")
    private String returnUrl;

    @Option(
            names = "--order-url",
            paramLabel = "URL",
            description =
                    "A page that leads a buyer to the gateway: through its form, a redirect or a link. Without it the"
                            + " requests are made here, for orders that the shop does not know, or for those of --order-number.")
    private String orderUrl;

    @Option(
            names = "--order-field",
            paramLabel = "NAME=VALUE",
            description = "What to fill into a field of that page; may be given more than once.")
    private Map<String, String> orderFields = Map.of();

    @Option(
            names = "--order-number",
            paramLabel = "NUMBER",
            split = ",",
            description = "Without --order-url: unpaid orders of the shop, about 45 of the same price.")
    private List<String> orderNumbers = List.of();

    @Option(
            names = "--price",
            paramLabel = "YUAN",
            defaultValue = "0.01",
            description = "Without --order-url: the price of these orders, 0.01 unless told otherwise.")
    private String price;

    @Option(
            names = "--order-status-command",
            paramLabel = "COMMAND",
            description =
                    "A program that prints what the shop's books say of the order {out_trade_no}: a status such as unpaid,"
                            + " paid, shipped, finished, closed or a trade_status, then how often it was carried out: paid 1. Or JSON"
                            + " with status and delivered. Nothing for an order that is not there.")
    private String statusCommand;

    @Option(
            names = "--order-status-url",
            paramLabel = "URL",
            description = "An address that answers the same, with {out_trade_no} in it.")
    private String statusUrl;

    @Option(
            names = "--allow-remote",
            description =
                    "Allow a --host or a shop that others can reach. A shop on another machine has to show a token on"
                            + " /alipay-check.txt first; the refusal says which.")
    private boolean allowRemote;

    @Option(
            names = "--format",
            paramLabel = "text|json|junit|html",
            defaultValue = "text",
            description = "The format of the report, text unless told otherwise.")
    private Format format;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the report into this file, in UTF-8, and print a summary.")
    private Path output;

    @Mixin
    private StartOptions sandbox;

    @Mixin
    private LanguageOption lang;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        SandboxConfig settings = sandbox.settings(spec.commandLine());
        try (TempDirectory work = TempDirectory.create()) {
            SandboxOptions options = sandbox.of(settings, work.path());
            MerchantAccount merchant = options.merchants().all().get(0);
            refuseWhatCannotBe(options);
            refuseStrangers(options, merchant);
            CheckReport report = new CheckReport(notifyUrl, examine(target(merchant), options), lang.language());
            write(report);
            return report.isGood() ? 0 : 1;
        }
    }

    private List<CheckResult> examine(CheckTarget target, SandboxOptions options) {
        try (ShopExaminer examiner = ShopExaminer.open(target, options)) {
            PrintWriter err = spec.commandLine().getErr();
            Language language = lang.language();
            err.println(CheckTexts.of("console.gateway", examiner.gateway()).in(language.locale()));
            err.flush();
            List<CheckResult> results = examiner.examine(progress(err));
            if (System.console() != null) {
                err.print("\r" + " ".repeat(50) + "\r");
                err.flush();
            }
            return results;
        }
    }

    /** Returns what rewrites one line of a terminal, and writes nothing into a file. */
    private static Consumer<ShopCheck> progress(PrintWriter err) {
        if (System.console() == null) {
            return check -> {};
        }
        int all = ShopChecks.ALL.size();
        return check -> {
            err.printf("\r[%2d/%d] %-40s", ShopChecks.ALL.indexOf(check) + 1, all, check.code());
            err.flush();
        };
    }

    private CheckTarget target(MerchantAccount merchant) {
        return new CheckTarget(
                merchant,
                merchant.usualCharset(),
                notifyUrl,
                returnUrl,
                Optional.ofNullable(orderUrl),
                orderFields,
                orderNumbers,
                price,
                Optional.ofNullable(statusCommand)
                        .map(OrderBooks::command)
                        .or(() -> Optional.ofNullable(statusUrl).map(OrderBooks::address)));
    }

    private void write(CheckReport report) throws IOException {
        EncodingAwareWriter console = EncodingAwareWriter.of(spec.commandLine(), lang.language());
        String text = report.in(format);
        if (output == null) {
            text.lines().forEach(console::say);
        } else {
            Files.writeString(output, text, StandardCharsets.UTF_8);
            console.say(report.summary().in(lang.language().locale()));
        }
        console.flush();
    }

    private void refuseWhatCannotBe(SandboxOptions options) {
        addresses()
                .forEach(each -> refuse(
                        origin(each).isEmpty(),
                        "(" + each + ") is no address: give one with http:// or https:// and a host"));
        refuse(statusCommand != null && statusUrl != null, "--order-status-command and --order-status-url: give one");
        refuse(
                Stream.of(statusCommand, statusUrl).anyMatch(each -> each != null && !each.contains(OrderBooks.NUMBER)),
                "--order-status needs " + OrderBooks.NUMBER + " where the order's number belongs");
        refuse(!price.matches("\\d{1,6}\\.\\d\\d"), "--price (" + price + ") is no amount: write it as 0.01");
        refuse(options.data().isPresent(), "--data is of no use here: the checks forget everything");
    }

    /** Refuses a shop that is not on this machine, unless it shows that it is the user's own test shop. */
    private void refuseStrangers(SandboxOptions options, MerchantAccount merchant) {
        Set<String> remote = new LinkedHashSet<>();
        addresses()
                .filter(each -> !TestShopProof.isHere(URI.create(each).getHost()))
                .forEach(each -> remote.add(origin(each)));
        boolean open = !options.address().isLoopbackAddress();
        refuse(
                !allowRemote && (open || !remote.isEmpty()),
                (open ? "--host" : String.join(", ", remote))
                        + " is not this machine alone: add --allow-remote if it is your test shop");
        refuse(
                !remote.isEmpty() && isPublished(merchant),
                "--partner and --key are missing: a shop on another machine needs a key that others do not know");
        for (String origin : remote) {
            refuse(
                    !TestShopProof.isShown(origin, merchant.key()),
                    TestShopProof.page(origin) + " does not show that this is your test shop: put this text there: "
                            + TestShopProof.token(origin, merchant.key()));
        }
    }

    private static boolean isPublished(MerchantAccount merchant) {
        return SandboxConfig.demo().merchants().all().stream()
                .anyMatch(demo -> demo.key().equals(merchant.key()));
    }

    private Stream<String> addresses() {
        return Stream.of(notifyUrl, returnUrl, orderUrl, statusUrl)
                .filter(each -> each != null)
                .map(each -> each.replace(OrderBooks.NUMBER, "1"));
    }

    /** Returns scheme, host and port; the empty string for something else. */
    private static String origin(String address) {
        try {
            URI uri = URI.create(address);
            boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return isWeb && uri.getHost() != null ? uri.getScheme() + "://" + uri.getHost() + port : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private void refuse(boolean wrong, String message) {
        if (wrong) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
