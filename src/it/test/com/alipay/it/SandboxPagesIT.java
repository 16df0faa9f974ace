package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** Every page of the local Alipay that buyer and seller see, in the browser they have, with two pictures of each. */
class SandboxPagesIT {
    private static final String SUBJECT = "诺基亚 N8 手机（黑色，含耳机和充电器）";

    @AutoClose
    private static Chromium chromium;

    @AutoClose
    private static LocalAlipay alipay;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
        alipay = LocalAlipay.startAdvanced("pages");
    }

    @Test
    void aBuyerSeesTheCashierAndIsToldWhatIsMissing() throws IOException {
        order(LocalAlipay.DUAL, "PAGES-1");
        assertThat(chromium.element("#total").getText()).isEqualTo("348.00");
        chromium.photograph("sandbox-cashier-dual");
        WebElement other = chromium.element("#logistics-1");
        other.click();
        assertThat(chromium.element("#total").getText()).isEqualTo("338.00");
        assertThat(chromium.element("#freight").getText()).isEqualTo("0.00");

        chromium.type("[name=contact]", "guest@example.org");
        chromium.follow("#pay-guest");
        assertThat(chromium.element("#bank-advice").getText()).isNotEmpty();
        assertThat(chromium.element("#total").getText()).isEqualTo("338.00");
        chromium.photograph("sandbox-cashier-advice");

        chromium.element("[name=bank]").click();
        chromium.scripts(false);
        try {
            chromium.follow("#pay-guest");
            assertThat(chromium.element("#amount").getText()).isEqualTo("338.00");
            chromium.photograph("sandbox-paid");
        } finally {
            chromium.scripts(true);
        }
    }

    @Test
    void eachServiceHasItsOwnCashier() throws IOException {
        order(LocalAlipay.ESCROW, "PAGES-2");
        assertThat(chromium.text()).contains("担保交易").doesNotContain("请选择交易方式");
        chromium.photograph("sandbox-cashier-escrow");
        order("create_direct_pay_by_user", "PAGES-3");
        assertThat(chromium.text()).contains("即时到账").doesNotContain("请选择物流方式");
        chromium.photograph("sandbox-cashier-direct");
    }

    @Test
    void bothSidesSeeWhatTheyCanDoFromTheFirstStepToTheRefund() throws IOException {
        order(LocalAlipay.DUAL, "PAGES-4");
        chromium.follow("#login");
        String trade = alipay.page("trades/") + chromium.element("#trade-no").getText();
        chromium.open(trade);
        chromium.photograph("sandbox-trade-unpaid");
        chromium.follow("#continue");
        chromium.follow("#pay");
        chromium.element("#amount");
        chromium.open(trade);
        chromium.photograph("sandbox-trade-paid");
        chromium.follow("#send_goods");
        chromium.element("#confirm_goods");
        chromium.photograph("sandbox-trade-shipped");
        chromium.follow("#extend_timeout");
        chromium.follow("#apply_refund");
        chromium.element("#refuse_refund");
        chromium.photograph("sandbox-trade-refund");
        chromium.follow("#agree_refund");
        assertThat(chromium.element("#refund-status").getText()).isEqualTo("REFUND_SUCCESS");
        chromium.photograph("sandbox-trade-refunded");
        chromium.open(alipay.page("trades"));
        chromium.photograph("sandbox-trades");
    }

    @Test
    void aSellerConfirmsABatchOfRefunds() throws IOException, InterruptedException {
        order("create_direct_pay_by_user", "PAGES-5");
        String trade_no = alipay.pay("PAGES-5", "instant").get("trade_no").getAsString();
        chromium.open(alipay.gateway() + "?" + alipay.refund(trade_no).text());
        chromium.element("#confirm-refund");
        chromium.photograph("sandbox-refund");
        chromium.follow("#confirm-refund");
        assertThat(chromium.element("table").getText()).contains("SUCCESS");
        chromium.photograph("sandbox-refund-done");
    }

    @Test
    void whoeverIntegratesFindsAddressesDeliveriesAndFaults() throws IOException, InterruptedException {
        RawForm form = LocalAlipay.payRequest(LocalAlipay.DUAL, "PAGES-8", StandardCharsets.UTF_8)
                .with("notify_url", PlacedOrder.escaped(alipay.page("nobody")));
        chromium.open(alipay.gateway() + "?" + alipay.furnished(form, SUBJECT).text());
        alipay.pay("PAGES-8", "escrow");
        alipay.settle();
        chromium.open(alipay.page(""));
        assertThat(chromium.element("#connect").getText()).contains("PHP", "ASP.NET", "Ruby", "Java");
        chromium.photograph("sandbox-home");
        chromium.open(alipay.page("deliveries"));
        assertThat(chromium.text()).contains("WAIT_SELLER_SEND_GOODS", "HTTP 404");
        chromium.photograph("sandbox-deliveries");
        String id = alipay.deliveries("PAGES-8").get(0).get("id").getAsString();
        chromium.open(alipay.page("deliveries/" + id));
        assertThat(chromium.element("#delivery-" + id).getText()).contains("notify_id", "下次重发");
        chromium.photograph("sandbox-delivery");
        chromium.open(alipay.page("faults"));
        chromium.follow("#set-OTHER_SELLER");
        assertThat(chromium.text()).contains("OTHER_SELLER");
        chromium.photograph("sandbox-faults");
        chromium.follow("#clear-all");
        chromium.element("#none");
    }

    @Test
    void whatIsWrongIsSaidOnAPage() throws IOException {
        RawForm form = LocalAlipay.payRequest(LocalAlipay.DUAL, "PAGES-6", StandardCharsets.UTF_8);
        chromium.open(alipay.gateway() + "?"
                + form.signed(StandardCharsets.UTF_8, Shop.KEY)
                        .with("price", "0.02")
                        .text());
        isSaid("ILLEGAL_SIGN", "sign", "安全校验码");
        assertThat(chromium.element("#diagnosis").getText()).contains("原因不明");
        chromium.photograph("sandbox-error-sign");
        refused(form.with("price", "1,000.00"));
        isSaid("ILLEGAL_FEE_PARAM", "price", "逗号");
        chromium.photograph("sandbox-error");
        refused(form.without("logistics_payment"));
        isSaid("ILLEGAL_LOGISTICS_FORMAT", "logistics_payment", "写全");
        chromium.photograph("sandbox-error-logistics");
        chromium.open(alipay.page("cashier/0"));
        assertThat(chromium.element("#code").getText()).isEqualTo("EXTERFACE_INVOKE_CONTEXT_EXPIRED");
        chromium.photograph("sandbox-error-expired");
        chromium.open(alipay.page("trades/0"));
        chromium.photograph("sandbox-not-found");
    }

    private static void refused(RawForm form) {
        chromium.open(alipay.gateway() + "?"
                + form.signed(StandardCharsets.UTF_8, Shop.KEY).text());
    }

    /** The page names code, parameter, usual cause, remedy and the tutorials' section. */
    private static void isSaid(String code, String parameter, String cause) {
        assertThat(chromium.element("#code").getText()).isEqualTo(code);
        assertThat(chromium.element("#parameter").getText()).isEqualTo(parameter);
        assertThat(chromium.element("#cause").getText()).contains(cause);
        assertThat(chromium.element("#remedy").getText()).isNotEmpty();
        assertThat(chromium.element("#section").getText()).isEqualTo("双功能 4.1 / 担保 5.1");
    }

    @Test
    void whyASignatureIsNotRightIsSaidAndShown() throws IOException {
        RawForm form = LocalAlipay.payRequest(LocalAlipay.DUAL, "PAGES-7", StandardCharsets.UTF_8)
                .with("price", "0.1")
                .signed(StandardCharsets.UTF_8, Shop.KEY)
                .with("price", "0.10");
        chromium.open(alipay.gateway() + "?" + form.text());
        assertThat(chromium.element("#diagnosis .cause").getDomAttribute("data-code"))
                .isEqualTo("AMOUNT_REWRITTEN");
        assertThat(chromium.element("#difference mark").getText()).contains("0");
        chromium.photograph("sandbox-error-explained");

        chromium.follow("#explain");
        chromium.type("[name=signed_text]", "price=0.1");
        chromium.follow("#examine");
        assertThat(chromium.element("#own").getText()).contains("price");
        chromium.photograph("sandbox-explain");
        chromium.open(alipay.page("explain"));
        chromium.element("[name=message]");
        chromium.photograph("sandbox-explain-empty");
    }

    /** Two ways of shipping, 338 yuan and a long name: the browser arrives at the cashier. */
    private static void order(String service, String out_trade_no) {
        RawForm form = LocalAlipay.payRequest(service, out_trade_no, StandardCharsets.UTF_8);
        chromium.open(alipay.gateway() + "?" + alipay.furnished(form, SUBJECT).text());
        chromium.arrivesAt(alipay.page("cashier/"));
    }
}
