package com.alipay.sandbox.people;

import com.alipay.sandbox.SandboxOptions;
import com.alipay.sandbox.account.Account;
import com.alipay.sandbox.account.DemoMerchant;
import com.alipay.sandbox.account.MerchantAccount;
import com.alipay.sandbox.account.ServerService;
import com.alipay.sandbox.clock.ChinaTime;
import com.alipay.sandbox.clock.SandboxClock;
import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.http.Call;
import com.alipay.sandbox.http.Handler;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.http.Templates;
import com.alipay.sandbox.notifier.NotificationProfile;
import com.alipay.sandbox.trade.PayService;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code /}: what this is, for whom it is set up, how to point an integration here, and what it does not imitate. */
public final class HomePage implements Handler {
    private final Templates templates;
    private final SandboxOptions options;
    private final String publicKey;
    private final SandboxClock clock;
    private final Supplier<String> url;
    private final Snippets snippets;

    /** A merchant as the page shows it: without its key. */
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
        /** Whether the buyer may pay instantly, so that the kind of contract matters. */
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
     * @param publicKey what merchants with {@code sign_type=RSA} check with
     * @param url where this sandbox listens, known once it has started
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
    public Reply handle(Call call) {
        return Reply.html(templates.render(
                "home",
                Map.of(
                        "merchants", shops(),
                        "publicKey", publicKey,
                        "faults", Fault.values(),
                        "snippets", snippets.all(),
                        "retries",
                                RetryPicture.of(
                                        options.notifications().otherwise().ladder()),
                        "demo", DemoMerchant.ACCOUNT.partner(),
                        "demoKey", DemoMerchant.KEY,
                        "now", ChinaTime.format(clock.now()),
                        "url", url.get())));
    }

    private List<Shop> shops() {
        return options.merchants().all().stream()
                .map(merchant -> Shop.of(merchant, options.notifications().of(merchant.partner())))
                .toList();
    }
}
