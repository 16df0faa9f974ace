package com.alipay.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.diagnosis.site.CheckStatus;
import com.alipay.diagnosis.site.CheckStatus.State;
import com.alipay.diagnosis.site.SiteCheck;
import com.alipay.diagnosis.site.SiteDiagnoser.CheckResult;
import com.alipay.i18n.Text;
import com.alipay.orders.persistence.NotificationDao.NotificationRecord;
import com.alipay.orders.persistence.NotificationDao.Repeats;
import com.alipay.orders.rules.MessageSource;
import com.alipay.orders.rules.Order;
import com.alipay.orders.rules.PaymentMode;
import com.alipay.orders.rules.ProcessingStatus;
import com.alipay.orders.rules.TradeStatus;
import com.alipay.orders.rules.VerificationStatus;
import com.alipay.protocol.PayService;
import com.alipay.web.SiteDiagnosis;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the test chapter's page has seen of an order of 0.01 yuan, and what it says is next. */
class TestPageTest {
    private static final Instant NOW = Instant.parse("2011-03-15T02:00:00Z");
    private static final String KEY_WRONG =
            "{\"state\":\"FOUND\",\"points\":[{\"code\":\"KEY_MISTYPED\",\"detail\":\"\"}]}";

    private static Order order(TradeStatus status, PaymentMode mode, Instant paid, Instant shipped, Instant finished) {
        return new Order(
                "A1",
                PayService.values()[0],
                "seller@example.com",
                "测试",
                "",
                new BigDecimal("0.01"),
                1,
                BigDecimal.ZERO,
                List.of(),
                status,
                "",
                "",
                mode,
                null,
                null,
                null,
                null,
                null,
                NOW,
                paid,
                shipped,
                finished,
                null,
                1);
    }

    private static final Order UNPAID = order(TradeStatus.WAIT_BUYER_PAY, PaymentMode.UNKNOWN, null, null, null);

    private static NotificationRecord message(
            MessageSource source, VerificationStatus verdict, String answer, String diagnosis) {
        return new NotificationRecord(
                7,
                NOW,
                source.code(),
                ProcessingStatus.ADVANCED.code(),
                "",
                Optional.empty(),
                null,
                null,
                "A1",
                "",
                "TRADE_FINISHED",
                "n1",
                answer,
                verdict.code(),
                "UTF-8",
                "shop-1",
                "",
                Duration.ZERO,
                diagnosis,
                Repeats.NONE);
    }

    private static final List<NotificationRecord> BOTH = List.of(
            message(MessageSource.NOTIFY_URL, VerificationStatus.GENUINE, "success", null),
            message(MessageSource.RETURN_URL, VerificationStatus.GENUINE, "page", null));

    private static Optional<SiteDiagnosis> diagnosed(SiteCheck check, State state) {
        return Optional.of(new SiteDiagnosis(
                NOW, Duration.ZERO, List.of(new CheckResult(check, new CheckStatus(state, Text.NONE)))));
    }

    private static List<String> missing(TestPage page) {
        return page.steps().stream()
                .filter(TestPage.Step::missing)
                .map(TestPage.Step::code)
                .toList();
    }

    @Test
    void ofAnUnpaidOrderOnlyTheOrderWasSeen() {
        TestPage page = TestPage.of(UNPAID, List.of(), Optional.empty());
        assertThat(missing(page))
                .containsExactly("paid", "returned", "notified", "answered", "shipped", "confirmed", "logged");
        assertThat(page.next().in(Locale.CHINESE)).contains("确认无误，付款");
        assertThat(page.complete()).isFalse();
    }

    @Test
    void anInstantPaymentNeedsNoShipping() {
        Order paid = order(TradeStatus.TRADE_FINISHED, PaymentMode.INSTANT, NOW, null, NOW);
        TestPage page = TestPage.of(paid, BOTH, diagnosed(SiteCheck.LOG_WRITABLE, State.PASSED));
        assertThat(page.steps())
                .filteredOn(step -> step.state().equals("UNNEEDED"))
                .hasSize(2);
        assertThat(missing(page)).isEmpty();
        assertThat(page.complete()).isTrue();
    }

    @Test
    void anEscrowTradeIsShippedAndConfirmed() {
        Order paid = order(TradeStatus.WAIT_SELLER_SEND_GOODS, PaymentMode.ESCROW, NOW, null, null);
        TestPage page = TestPage.of(paid, BOTH, diagnosed(SiteCheck.LOG_WRITABLE, State.PASSED));
        assertThat(missing(page)).containsExactly("shipped", "confirmed");
        assertThat(page.next().in(Locale.CHINESE)).contains("通知支付宝已发货");

        Order shipped = order(TradeStatus.WAIT_BUYER_CONFIRM_GOODS, PaymentMode.ESCROW, NOW, NOW, null);
        assertThat(TestPage.of(shipped, BOTH, Optional.empty()).next().in(Locale.CHINESE))
                .contains("确认收货");
    }

    @Test
    void aMessageThatWasNotVerifiedIsSaidWithItsCause() {
        NotificationRecord refused =
                message(MessageSource.NOTIFY_URL, VerificationStatus.SIGNATURE_DIFFERS, "fail", KEY_WRONG);
        Order paid = order(TradeStatus.TRADE_FINISHED, PaymentMode.INSTANT, NOW, null, NOW);
        TestPage page = TestPage.of(paid, List.of(BOTH.get(1), refused), Optional.empty());
        assertThat(missing(page)).containsExactly("notified", "answered", "logged");
        assertThat(page.next().in(Locale.CHINESE)).contains("没有通过验证", "安全校验码（key）里有一个字符写错了");
    }

    /** The page writes success, and a byte order mark goes ahead of it. */
    @Test
    void successWithMoreBytesIsNotExactlySuccess() {
        Order paid = order(TradeStatus.TRADE_FINISHED, PaymentMode.INSTANT, NOW, null, NOW);
        TestPage page = TestPage.of(paid, BOTH, diagnosed(SiteCheck.NOTIFY_URL_BOM, State.FAILED));
        assertThat(missing(page)).containsExactly("answered", "logged");
        assertThat(page.next().in(Locale.CHINESE)).contains("前后还输出了别的内容");
    }

    @Test
    void aClosedTradeIsBegunAnew() {
        Order closed = order(TradeStatus.TRADE_CLOSED, PaymentMode.UNKNOWN, null, null, null);
        assertThat(TestPage.of(closed, List.of(), Optional.empty()).next().in(Locale.CHINESE))
                .contains("重新下一笔");
    }
}
