package com.alipay.sandbox.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.sandbox.fault.Fault;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The library's interface, over HTTP, with a shop that acknowledges everything. */
class AlipaySandboxTest {
    private static final SandboxMerchant MERCHANT = SandboxMerchant.of(
                    "2088000000000777", "0123456789abcdef0123456789abcdef", "tea@example.com")
            .withAdvancedInstant();

    private static AlipaySandbox sandbox;
    private static HttpServer shop;
    private static SandboxOrder order;

    @BeforeAll
    static void start() throws IOException {
        sandbox = AlipaySandbox.start(MERCHANT);
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 7);
            exchange.getResponseBody().write("success".getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        shop.start();
        String url = "http://localhost:" + shop.getAddress().getPort();
        order = SandboxOrder.of("T1", "10")
                .merchant(sandbox.merchant())
                .notifyUrl(url + "/notify")
                .returnUrl(url + "/return");
    }

    @BeforeEach
    void reset() {
        sandbox.reset();
    }

    @AfterAll
    static void stop() {
        sandbox.close();
        sandbox.close();
        shop.stop(0);
    }

    @Test
    void anEscrowTradeIsPaidShippedAndConfirmed() {
        assertThat(sandbox.pay(order).status()).isEqualTo("WAIT_SELLER_SEND_GOODS");
        assertThat(sandbox.trade("T1").returnUrl())
                .startsWith("http://localhost:")
                .contains("/return?");
        assertThat(sandbox.ship("T1").status()).isEqualTo("WAIT_BUYER_CONFIRM_GOODS");
        assertThat(sandbox.confirm("T1").status()).isEqualTo("TRADE_FINISHED");
        assertThat(sandbox.deliveries("T1"))
                .allMatch(SandboxDelivery::acknowledged)
                .extracting(SandboxDelivery::tradeStatus)
                .endsWith("WAIT_SELLER_SEND_GOODS", "WAIT_BUYER_CONFIRM_GOODS", "TRADE_FINISHED");
        assertThat(sandbox.journal()).extracting(SandboxJournalEntry::kind).contains("PAYMENT", "NOTIFICATION", "API");
    }

    @Test
    void refundsGoTheWayOfTheTrade() {
        sandbox.pay(order);
        assertThat(sandbox.refund("T1").refundStatus()).isEqualTo("REFUND_SUCCESS");
        assertThat(sandbox.trade("T1").status()).isEqualTo("TRADE_CLOSED");

        sandbox.reset();
        sandbox.open(order.payRequest());
        assertThat(sandbox.payInstantly("T1").status()).isEqualTo("TRADE_SUCCESS");
        sandbox.refund("T1", new BigDecimal("4.00"));
        assertThat(sandbox.refund("T1").status()).isEqualTo("TRADE_CLOSED");
    }

    @Test
    void theClockConfirmsTheReceipt() {
        sandbox.pay(order);
        sandbox.ship("T1");
        sandbox.advance(Duration.ofDays(10));

        assertThat(sandbox.trade("T1").status()).isEqualTo("TRADE_FINISHED");
    }

    @Test
    void aFaultShowsInTheDelivery() {
        sandbox.fault(Fault.NOTICE_LOST, 1, "T1");
        sandbox.pay(order);

        assertThat(sandbox.deliveries("T1"))
                .anySatisfy(lost -> assertThat(lost.acknowledged()).isFalse());
        SandboxDelivery lost = sandbox.deliveries("T1").stream()
                .filter(each -> !each.acknowledged())
                .findFirst()
                .orElseThrow();
        assertThat(sandbox.resend(lost).answer()).isEqualTo("success");
    }

    @Test
    void whatIsRefusedSaysWhy() {
        SandboxMerchant stranger = SandboxMerchant.of("2088000000000777", "another", "tea@example.com");
        assertThatThrownBy(() -> sandbox.pay(order.merchant(stranger)))
                .isInstanceOfSatisfying(
                        SandboxException.class,
                        refused -> assertThat(refused.code()).isEqualTo("ILLEGAL_SIGN"));
        assertThatThrownBy(() -> sandbox.ship("T1"))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("T1");
        sandbox.pay(order);
        assertThatThrownBy(() -> sandbox.confirm("T1"))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("send_goods");
    }

    @Test
    void aRunningOneIsOperatedFromOutside() {
        try (AlipaySandbox other = AlipaySandbox.at(sandbox.addresses().url() + "/")) {
            other.pay(order);
        }
        assertThat(sandbox.trades()).extracting(SandboxTrade::outTradeNo).containsExactly("T1");
    }
}
