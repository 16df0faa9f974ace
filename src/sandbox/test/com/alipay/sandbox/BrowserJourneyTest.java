package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.security.RecordedBrowser;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.htmlunit.BrowserVersion;
import org.htmlunit.Page;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlRadioButtonInput;
import org.htmlunit.html.HtmlTextInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A buyer and a seller who click, with and without JavaScript. */
class BrowserJourneyTest {
    /** How the success page waits from one number of its countdown to the next. */
    private static final String A_SECOND = "}, 1000);";

    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.ordinary();

    private static final Client client = sandbox.client();
    private final FakeMerchant merchant = sandbox.openShop();
    private final WebClient browser = RecordedBrowser.of(new WebClient(BrowserVersion.CHROME));

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void aBuyerPaysInGbkAndIsSentBackWithoutJavaScript() throws IOException {
        browser.getOptions().setJavaScriptEnabled(false);
        HtmlPage cashier = cashier(PayForm.dual("W1").with("_input_charset", "gbk"));
        assertThat(text(cashier, "subject")).isEqualTo("诺基亚 N8");
        assertThat(text(cashier, "total")).isEqualTo("338.00");
        assertThat(cashier.asNormalizedText()).contains("本地模拟，不是支付宝", "卖家承担运费，运费不计入总价");
        assertThat(cashier.<HtmlRadioButtonInput>getHtmlElementById("mode-escrow")
                        .isChecked())
                .isTrue();

        HtmlForm form = cashier.getHtmlElementById("cashier");
        cashier.<HtmlRadioButtonInput>getHtmlElementById("logistics-1").click();
        cashier.<HtmlRadioButtonInput>getHtmlElementById("mode-instant").click();
        form.<HtmlTextInput>getInputByName("receive_name").setValue("李四");
        HtmlPage paid = cashier.getHtmlElementById("pay").click();

        assertThat(paid.asNormalizedText()).contains("您已成功付款 328.00 元");
        Page back = paid.getHtmlElementById("return").click();
        assertThat(back.getUrl().toString())
                .startsWith(merchant.returnUrl() + "?")
                .contains("trade_status=TRADE_FINISHED", "receive_name=%C0%EE%CB%C4");
    }

    @Test
    void theSuccessPageGoesBackByItself() throws IOException {
        browser.getOptions().setJavaScriptEnabled(false);
        HtmlPage cashier = cashier(PayForm.escrow("W2"));
        HtmlPage paid = cashier.getHtmlElementById("pay").click();
        assertThat(text(paid, "countdown")).isEqualTo("5");
        assertThat(Client.text(client.get("/sandbox.js"))).contains(A_SECOND);
        browser.getOptions().setJavaScriptEnabled(true);
        browser.setScriptPreProcessor((page, script, name, line, element) -> script.replace(A_SECOND, "}, 1);"));
        paid.refresh();
        browser.waitForBackgroundJavaScript(60_000);

        assertThat(browser.getCurrentWindow().getEnclosedPage().getUrl().toString())
                .contains("trade_status=WAIT_SELLER_SEND_GOODS");
    }

    @Test
    void loginAloneLeavesTheTradeUnpaidAndTheSellerCanCloseIt() throws IOException {
        HtmlPage cashier = cashier(PayForm.dual("W3"));
        HtmlPage loggedIn = cashier.getHtmlElementById("login").click();
        String tradeNo = text(loggedIn, "trade-no");
        assertThat(loggedIn.getElementById("login")).isNull();

        HtmlPage trade = browser.getPage(sandbox.url() + "/trades/" + tradeNo);
        assertThat(text(trade, "status")).isEqualTo("WAIT_BUYER_PAY");
        assertThat(trade.getElementById("send_goods")).isNull();
        HtmlPage closed = trade.getHtmlElementById("close").click();
        assertThat(text(closed, "status")).isEqualTo("TRADE_CLOSED");
    }

    @Test
    void sellerShipsBuyerConfirmsAndTheLogShowsEveryNotification() throws IOException {
        HtmlPage paid = cashier(PayForm.escrow("W4")).getHtmlElementById("pay").click();
        HtmlPage trade = browser.getPage(sandbox.url() + "/trades/" + text(paid, "trade-no"));
        assertThat(trade.getElementById("confirm_goods")).isNull();
        HtmlPage shipped = trade.getHtmlElementById("send_goods").click();
        HtmlPage confirmed = shipped.getHtmlElementById("confirm_goods").click();
        assertThat(text(confirmed, "status")).isEqualTo("TRADE_FINISHED");

        // An advance by nothing waits for what is under way.
        client.api("clock", "advance=PT0S");
        HtmlPage log = browser.getPage(sandbox.url() + "/deliveries");
        assertThat(log.asNormalizedText()).contains("WAIT_BUYER_PAY", "TRADE_FINISHED", "success", "W");
        long latest = client.list("deliveries").get(0).get("id").getAsLong();
        HtmlPage resent = log.getHtmlElementById("resend-" + latest).click();
        assertThat(resent.getElementById("delivery-" + (latest + 1))).isNotNull();
    }

    @Test
    void aBuyerGetsAPartOfTheMoneyBackAndSeesOnlyLegalButtons() throws IOException {
        browser.getOptions().setJavaScriptEnabled(false);
        HtmlPage paid = cashier(PayForm.escrow("W5")).getHtmlElementById("pay").click();
        HtmlPage trade = browser.getPage(sandbox.url() + "/trades/" + text(paid, "trade-no"));
        HtmlPage shipped = trade.getHtmlElementById("send_goods").click();
        HtmlElement apply = shipped.getHtmlElementById("apply_refund");
        assertThat(apply.getTextContent()).isEqualTo("申请退款");
        HtmlForm form = apply.getEnclosingForm();
        form.<HtmlTextInput>getInputByName("refund_fee").setValue("1000");
        HtmlPage refused = apply.click();
        assertThat(refused.asNormalizedText()).contains("没有申请退款");

        HtmlForm better = refused.getHtmlElementById("apply_refund").getEnclosingForm();
        better.<HtmlTextInput>getInputByName("refund_fee").setValue("8.00");
        better.getSelectByName("goods_received").setSelectedAttribute("T", true);
        HtmlPage applied = refused.getHtmlElementById("apply_refund").click();
        assertThat(text(applied, "refund-status")).isEqualTo("WAIT_SELLER_AGREE");
        assertThat(applied.getElementById("confirm_goods")).isNull();
        assertThat(applied.getElementById("refuse_refund")).isNotNull();
        assertThat(applied.getElementById("withdraw_refund")).isNotNull();
        HtmlPage agreed = applied.getHtmlElementById("agree_refund").click();

        assertThat(text(agreed, "status")).isEqualTo("TRADE_FINISHED");
        assertThat(text(agreed, "refund-status")).isEqualTo("REFUND_SUCCESS");
        assertThat(agreed.asNormalizedText()).contains("已退给买家 8.00 元", "没有可以做的操作");
    }

    @Test
    void aSellerChangesThePriceOfAnUnpaidTrade() throws IOException {
        HtmlPage loggedIn =
                cashier(PayForm.dual("W6")).getHtmlElementById("login").click();
        HtmlPage trade = browser.getPage(sandbox.url() + "/trades/" + text(loggedIn, "trade-no"));
        HtmlElement adjust = trade.getHtmlElementById("adjust_price");
        adjust.getEnclosingForm().<HtmlTextInput>getInputByName("total_fee").setValue("300.00");
        HtmlPage adjusted = adjust.click();

        assertThat(adjusted.asNormalizedText()).contains("300.00 元", "卖家改价 -38.00");
    }

    private HtmlPage cashier(PayForm form) throws IOException {
        PayForm order = form.with("subject", "诺基亚 N8")
                .with("notify_url", merchant.notifyUrl())
                .with("return_url", merchant.returnUrl())
                .with("logistics_type_1", "EMS")
                .with("logistics_fee_1", "25.00")
                .with("logistics_payment_1", "SELLER_PAY");
        String address = sandbox.url() + "/gateway.do?" + order.body();
        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(address)).isTrue();
        return browser.getPage(URI.create(address).toURL());
    }

    private static String text(HtmlPage page, String id) {
        HtmlElement element = page.getHtmlElementById(id);
        return element.getTextContent().strip();
    }
}
