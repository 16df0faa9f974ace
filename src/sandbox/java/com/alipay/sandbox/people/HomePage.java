package com.alipay.sandbox.people;

import com.alipay.sandbox.account.MerchantAccount;
import com.alipay.sandbox.clock.ChinaTime;
import com.alipay.sandbox.clock.SandboxClock;
import com.alipay.sandbox.http.Call;
import com.alipay.sandbox.http.Handler;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.http.Templates;
import java.util.Map;
import java.util.function.Supplier;

/** {@code /}: what this is, for whom it is set up, how to point an integration here, and what it does not imitate. */
public final class HomePage implements Handler {
    private final Templates templates;
    private final MerchantAccount merchant;
    private final SandboxClock clock;
    private final Supplier<String> url;

    /** @param url where this sandbox listens, known once it has started */
    public HomePage(Templates templates, MerchantAccount merchant, SandboxClock clock, Supplier<String> url) {
        this.templates = templates;
        this.merchant = merchant;
        this.clock = clock;
        this.url = url;
    }

    @Override
    public Reply handle(Call call) {
        return Reply.html(templates.render(
                "home",
                Map.of(
                        "partner", merchant.partner(),
                        "keyHint", merchant.keyHint(),
                        "seller", merchant.seller(),
                        "services", merchant.contract().services(),
                        "serverServices",
                                merchant.contract().serverServices().stream()
                                        .sorted()
                                        .toList(),
                        "advanced", merchant.contract().advancedInstant(),
                        "now", ChinaTime.format(clock.now()),
                        "url", url.get())));
    }
}
