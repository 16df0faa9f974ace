package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.security.RecordedBrowser;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import org.htmlunit.BrowserVersion;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlRadioButtonInput;
import org.htmlunit.html.HtmlSelect;
import org.htmlunit.html.HtmlTextInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cashier and the trades page as buyer and seller use them, without scripts: 双功能 3.2, 3.3 / 担保 4.2, 4.3. */
class CashierTest {
    private Sandbox sandbox;
    private Client client;
    private WebClient browser;

    @BeforeEach
    void open() {
        sandbox = Sandbox.start(SandboxOptions.forMerchant(PayForm.PARTNER, PayForm.KEY, PayForm.SELLER));
        client = new Client(sandbox);
        browser = RecordedBrowser.of(new WebClient(BrowserVersion.CHROME));
        browser.getOptions().setJavaScriptEnabled(false);
        browser.getOptions().setCssEnabled(false);
        browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
    }

    @AfterEach
    void close() {
        browser.close();
        sandbox.close();
    }

    @Test
    void theCashierShowsWhatTheTutorialsFigureShows() throws IOException {
        HtmlPage page = cashier(PayForm.dual("C1")
                .with("body", "黑色")
                .with("quantity", "2")
                .with("discount", "-6.00")
                .with("show_url", "http://shop.example.com/goods.jsp"));

        assertThat(text(page, "subject")).isEqualTo("测试订单");
        assertThat(text(page, "body")).isEqualTo("黑色");
        assertThat(text(page, "payee")).isEqualTo(PayForm.SELLER);
        assertThat(text(page, "price")).isEqualTo("328.00 元");
        assertThat(text(page, "quantity")).isEqualTo("2");
        assertThat(text(page, "discount")).isEqualTo("-6.00");
        assertThat(text(page, "freight")).isEqualTo("10.00");
        assertThat(text(page, "total")).isEqualTo("660.00");
        assertThat(page.getHtmlElementById("detail").getAttribute("href"))
                .isEqualTo("http://shop.example.com/goods.jsp");
        assertThat(page.asNormalizedText()).contains("会员付款", "非会员，用网上银行付款", "中国工商银行", "上海银行");
    }

    @Test
    void whoeverHasNoAccountPaysThroughABankUnderAnAddressOfHis() throws IOException {
        HtmlPage page = cashier(PayForm.dual("G1"));
        fill(page, "contact", "guest@example.org");
        bank(page, "招商银行");
        HtmlPage paid = page.getHtmlElementById("pay-guest").click();

        assertThat(paid.asNormalizedText()).contains("您已成功付款 338.00 元");
        JsonObject trade = client.list("trades").get(0);
        assertThat(trade.get("buyer_email").getAsString()).isEqualTo("guest@example.org");
        assertThat(trade.get("trade_status").getAsString()).isEqualTo("WAIT_SELLER_SEND_GOODS");
    }

    @Test
    void theAddressOfWhoeverIsChosenIsFilledInUnlessSomebodyHasTypedAnother() throws IOException {
        browser.getOptions().setJavaScriptEnabled(true);
        HtmlPage page = cashier(PayForm.dual("F1").with("receive_mobile", "13600000000"));
        choose(page, "buyer2@example.com");
        assertThat(field(page, "receive_name").getValue()).isEqualTo("李四");
        assertThat(field(page, "receive_zip").getValue()).isEqualTo("310013");
        assertThat(field(page, "receive_mobile").getValue())
                .as("what the merchant sent")
                .isEqualTo("13600000000");
        choose(page, "buyer@example.com");
        assertThat(field(page, "receive_name").getValue()).isEqualTo("张三");
        fill(page, "receive_name", "王五");
        choose(page, "buyer2@example.com");
        assertThat(field(page, "receive_name").getValue()).isEqualTo("王五");
        assertThat(field(page, "receive_zip").getValue()).isEqualTo("200062");
    }

    /** poor@example.com has one yuan: what a bank pays is not taken from it, and not missing there afterwards. */
    @Test
    void whatSomebodyPaysThroughABankIsNotTakenFromAnAccountOfThatName() throws IOException {
        HtmlPage page = cashier(PayForm.dual("G2"));
        fill(page, "contact", "poor@example.com");
        bank(page, "中国工商银行");
        HtmlPage paid = page.getHtmlElementById("pay-guest").click();
        assertThat(paid.asNormalizedText()).contains("您已成功付款 338.00 元");
        assertThat(client.list("trades").get(0).get("bank").getAsString()).isEqualTo("中国工商银行");
        client.submit(PayForm.direct("G3").with("total_fee", "1.00"));

        assertThat(client.api("pay", "out_trade_no=G3&buyer=poor@example.com").has("trade_no"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "contact, no address, contact-advice",
        "contact, '', contact-advice",
        "bank, '', bank-advice",
        "receive_name, '', receive_name-advice",
        "receive_address, '', receive_address-advice",
        "receive_mobile, 138, receive_mobile-advice",
        "receive_phone, 0123456789012345678901234567890, receive_phone-advice",
        "receive_zip, 2000六2, receive_zip-advice"
    })
    void whatIsTypedWrongIsToldBesideTheFieldAndTheRestIsKept(String field, String value, String advice)
            throws IOException {
        HtmlPage page = cashier(PayForm.dual("A1"));
        fill(page, "contact", "guest@example.org");
        fill(page, "receive_name", "李四");
        page.<HtmlRadioButtonInput>getHtmlElementById("mode-instant").setChecked(true);
        if (!field.equals("bank")) {
            bank(page, "招商银行");
            fill(page, field, value);
        }
        HtmlPage again = page.getHtmlElementById("pay-guest").click();

        assertThat(again.getWebResponse().getStatusCode()).isEqualTo(400);
        assertThat(text(again, advice)).isNotEmpty();
        assertThat(again.<HtmlRadioButtonInput>getHtmlElementById("mode-instant")
                        .isChecked())
                .isTrue();
        if (!field.equals("receive_name")) {
            assertThat(field(again, "receive_name").getValue()).isEqualTo("李四");
        }
        assertThat(client.list("trades")).isEmpty();
    }

    @Test
    void whoWasChosenStaysChosenWhenSomethingHasToBeCorrected() throws IOException {
        HtmlPage page = cashier(PayForm.escrow("K1"));
        HtmlForm form = page.getHtmlElementById("cashier");
        form.<HtmlRadioButtonInput>getInputByValue("buyer2@example.com").setChecked(true);
        fill(page, "receive_zip", "六");
        HtmlPage again = page.getHtmlElementById("pay").click();
        fill(again, "receive_zip", "310013");
        again.getHtmlElementById("pay").click();

        assertThat(client.list("trades").get(0).get("buyer_email").getAsString())
                .isEqualTo("buyer2@example.com");
    }

    @Test
    void aPersonMovesTheClockOnTheTradesPages() throws IOException {
        HtmlPage loggedIn =
                cashier(PayForm.dual("W1")).getHtmlElementById("login").click();
        HtmlPage trade = browser.getPage(sandbox.url() + "/trades/" + text(loggedIn, "trade-no"));
        trade.<HtmlSelect>getElementByName("advance").setSelectedAttribute("P15D", true);
        HtmlPage later = trade.getHtmlElementById("advance").click();

        assertThat(text(later, "status")).isEqualTo("TRADE_CLOSED");
        assertThat(client.post("/clock", "advance=soon").statusCode()).isEqualTo(400);
        assertThat(client.post("/clock", "advance=-PT1H").statusCode()).isEqualTo(400);
        assertThat(client.get("/clock").headers().firstValue("Location")).hasValue("/trades");
        assertThat(browser.<HtmlPage>getPage(sandbox.url() + "/trades").getElementById("advance"))
                .isNotNull();
    }

    @Test
    void anyAccountNameLogsIn() throws IOException {
        HtmlPage page = cashier(PayForm.escrow("L1"));
        page.<HtmlRadioButtonInput>getHtmlElementById("buyer-other").setChecked(true);
        HtmlPage refused = page.getHtmlElementById("pay").click();
        assertThat(text(refused, "buyer-advice")).contains("账户名");
        fill(refused, "other_buyer", "13912345678");
        refused.getHtmlElementById("pay").click();

        assertThat(client.list("trades").get(0).get("buyer_email").getAsString())
                .isEqualTo("13912345678");
    }

    @Test
    void anAddressThatTheMerchantSentIsNotAskedForAndHalfOfOneIsFilledIn() throws IOException {
        HtmlPage whole = cashier(PayForm.escrow("R1").with("receive_name", "王五").with("receive_address", "北京"));
        HtmlPage half = cashier(PayForm.escrow("R2").with("receive_name", "王五"));

        assertThat(text(whole, "address")).isEqualTo("王五，北京");
        assertThat(whole.getElementsByName("receive_name")).isEmpty();
        assertThat(field(half, "receive_name").getValue()).isEqualTo("王五");
    }

    @Test
    void anUnpaidTradeIsContinuedFromTheTradesPageByItsBuyerAlone() throws IOException {
        HtmlPage loggedIn =
                cashier(PayForm.dual("U1")).getHtmlElementById("login").click();
        HtmlPage trade = browser.getPage(sandbox.url() + "/trades/" + text(loggedIn, "trade-no"));
        assertThat(trade.asNormalizedText()).contains("买家可以做的", "卖家可以做的");
        assertThat(trade.getElementById("close")).isNotNull();
        assertThat(trade.getElementById("adjust_price")).isNotNull();
        HtmlPage cashier = trade.getHtmlElementById("continue").click();

        assertThat(cashier.getElementById("buyer-other")).isNull();
        assertThat(cashier.getElementById("pay-guest")).isNull();
        HtmlPage paid = cashier.getHtmlElementById("pay").click();
        assertThat(paid.asNormalizedText()).contains("您已成功付款");
        HtmlPage after = browser.getPage(sandbox.url() + "/trades/" + text(paid, "trade-no"));
        assertThat(after.getElementById("continue")).isNull();
    }

    @Test
    void theBuyerMayCancelAnUnpaidTradeToo() throws IOException {
        HtmlPage loggedIn =
                cashier(PayForm.dual("U2")).getHtmlElementById("login").click();
        HtmlPage trade = browser.getPage(sandbox.url() + "/trades/" + text(loggedIn, "trade-no"));
        HtmlPage closed = trade.getHtmlElementById("close-buyer").click();

        assertThat(text(closed, "status")).isEqualTo("TRADE_CLOSED");
        assertThat(closed.asNormalizedText()).contains("没有可以做的操作");
    }

    @Test
    void theSellerGivesTheBuyerMoreTimeAndTheReceiptIsConfirmedThen() {
        client.submit(PayForm.escrow("T1"));
        String tradeNo = client.api("pay", "out_trade_no=T1").get("trade_no").getAsString();
        client.api("trades/" + tradeNo + "/send_goods", "");
        client.api("trades/" + tradeNo + "/extend_timeout", "days=7");
        assertThat(client.post("/sandbox/api/trades/" + tradeNo + "/extend_timeout", "days=8")
                        .statusCode())
                .isEqualTo(400);
        client.api("clock", "advance=P16DT23H59M");
        assertThat(status(tradeNo)).isEqualTo("WAIT_BUYER_CONFIRM_GOODS");
        client.api("clock", "advance=PT1M");

        assertThat(status(tradeNo)).isEqualTo("TRADE_FINISHED");
    }

    private String status(String tradeNo) {
        return client.api("trades/" + tradeNo).get("trade_status").getAsString();
    }

    private HtmlPage cashier(PayForm form) throws IOException {
        return browser.getPage(
                URI.create(sandbox.url() + "/gateway.do?" + form.body()).toURL());
    }

    private static void bank(HtmlPage page, String name) {
        HtmlForm form = page.getHtmlElementById("cashier");
        form.<HtmlRadioButtonInput>getInputByValue(name).setChecked(true);
    }

    private static void choose(HtmlPage page, String buyer) throws IOException {
        page.<HtmlForm>getHtmlElementById("cashier")
                .<HtmlRadioButtonInput>getInputByValue(buyer)
                .click();
    }

    private static void fill(HtmlPage page, String name, String value) {
        field(page, name).setValue(value);
    }

    private static HtmlTextInput field(HtmlPage page, String name) {
        return page.<HtmlForm>getHtmlElementById("cashier").getInputByName(name);
    }

    private static String text(HtmlPage page, String id) {
        HtmlElement element = page.getHtmlElementById(id);
        return element.getTextContent().strip();
    }
}
