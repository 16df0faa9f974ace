package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The journal in a real browser: what was refused, and why, without a reload and without scripts. */
class SandboxJournalIT {
    @AutoClose
    private static Chromium chromium;

    @AutoClose
    private static LocalAlipay alipay;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
        alipay = LocalAlipay.start("journal");
    }

    @Test
    void aRefusedRequestAndItsCauseComeUpByThemselves() throws IOException, InterruptedException {
        accepted("JOURNAL-1");
        chromium.open(alipay.page("journal"));
        chromium.waitUntil("return !document.getElementById('live').hidden");
        long begin = System.nanoTime();
        refused("JOURNAL-2");
        chromium.waitUntil("var text = document.getElementById('journal').textContent;"
                + " return text.includes('ILLEGAL_FEE_PARAM') && text.includes('JOURNAL-2') && text.includes('price')");
        System.out.printf(
                "JOURNAL a refused request was on the open page after %d ms%n",
                Duration.ofNanos(System.nanoTime() - begin).toMillis());
        chromium.photograph("sandbox-journal");
    }

    @Test
    void withoutScriptsTheSameIsThereByReloadingAndOneClickExplainsIt() throws IOException, InterruptedException {
        refused("JOURNAL-3");
        chromium.scripts(false);
        try {
            chromium.open(alipay.page("journal?refused=1"));
            assertThat(chromium.text()).contains("JOURNAL-3", "ILLEGAL_FEE_PARAM", "price");
            chromium.follow("#journal a.failed");
            assertThat(chromium.text()).contains("1,000.00", "怎么办");
            chromium.photograph("sandbox-journal-request");
        } finally {
            chromium.scripts(true);
        }
    }

    private static void accepted(String out_trade_no) throws IOException, InterruptedException {
        alipay.accept(alipay.furnished(form(out_trade_no), LocalAlipay.SUBJECT));
        alipay.pay(out_trade_no, "escrow");
    }

    private static void refused(String out_trade_no) throws IOException, InterruptedException {
        Http.get(alipay.gateway() + "?"
                + form(out_trade_no)
                        .with("price", "1,000.00")
                        .signed(StandardCharsets.UTF_8, Shop.KEY)
                        .text());
    }

    private static RawForm form(String out_trade_no) {
        return LocalAlipay.payRequest(LocalAlipay.DUAL, out_trade_no, StandardCharsets.UTF_8);
    }
}
