package com.alipay.sandbox.ui;

import com.alipay.sandbox.SandboxOptions;
import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.RequestHandler;
import com.alipay.sandbox.http.Templates;
import com.alipay.sandbox.merchant.Account;
import com.alipay.sandbox.merchant.DemoMerchant;
import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.merchant.ServerService;
import com.alipay.sandbox.notification.NotificationProfile;
import com.alipay.sandbox.scheduling.ChinaTime;
import com.alipay.sandbox.scheduling.SandboxClock;
import com.alipay.sandbox.trade.PayService;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Serves {@code /}: what the sandbox is, which merchants it serves, how to connect an integration, and what it does not imitate.
 */
public final class HomePage implements RequestHandler {
    private final Templates templates;
    private final SandboxOptions options;
    private final String publicKey;
    private final SandboxClock clock;
    private final Supplier<String> url;
    private final Snippets snippets;

    /** A merchant on the page, without its key. */
    public record Shop(
            String partner,
            List<Account> sellers,
            List<PayService> services,
            List<ServerService> serverServices,
            boolean advanced,
            boolean md5,
            boolean rsa,
            String profile,
            String charset) {
        /** Returns whether the buyer may pay instantly, so that the kind of contract matters. */
        public boolean choosesInstant() {
            return services.contains(PayService.DUAL);
        }

        static Shop of(MerchantAccount merchant, NotificationProfile profile) {
            return new Shop(
                    merchant.partner(),
                    merchant.sellers().toList(),
                    merchant.contract().services().stream().sorted().toList(),
                    merchant.contract().serverServices().stream().sorted().toList(),
                    merchant.contract().advancedInstant(),
                    !merchant.key().isEmpty(),
                    merchant.rsaKey().isPresent(),
                    profile.name(),
                    merchant.usualCharset().name());
        }
    }

    /**
     * @param publicKey the key with which merchants with {@code sign_type=RSA} verify
     * @param url the sandbox's address, known once it has started
     */
    public HomePage(
            Templates templates,
            SandboxOptions options,
            String publicKey,
            SandboxClock clock,
            Supplier<String> url,
            Snippets snippets) {
        this.templates = templates;
        this.options = options;
        this.publicKey = publicKey;
        this.clock = clock;
        this.url = url;
        this.snippets = snippets;
    }

    @Override
    public HttpResponse handle(HttpRequest call) {
        return templates.page(
                "home",
                Map.of(
                        "merchants", shops(),
                        "publicKey", publicKey,
                        "faults", Fault.values(),
                        "snippets", snippets.all(),
                        "retries",
                                RetryDiagram.of(
                                        options.notifications().otherwise().ladder()),
                        "demo", DemoMerchant.ACCOUNT.partner(),
                        "demoKey", DemoMerchant.KEY,
                        "now", ChinaTime.format(clock.now()),
                        "url", url.get()));
    }

    private List<Shop> shops() {
        return options.merchants().all().stream()
                .map(merchant -> Shop.of(merchant, options.notifications().of(merchant.partner())))
                .toList();
    }
}
