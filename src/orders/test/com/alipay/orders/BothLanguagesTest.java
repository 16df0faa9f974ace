package com.alipay.orders;

import com.alipay.gateway.DetectedBy;
import com.alipay.gateway.GatewayError;
import com.alipay.i18n.Languages;
import com.alipay.i18n.Messages;
import com.alipay.i18n.Text;
import com.alipay.orders.persistence.DatabaseConfigurationException;
import com.alipay.orders.rules.HistoryEvent;
import com.alipay.orders.rules.MessageSource;
import com.alipay.orders.rules.OrderCreationResult;
import com.alipay.orders.rules.PaymentMode;
import com.alipay.orders.rules.ProcessingStatus;
import com.alipay.orders.rules.RefundStatus;
import com.alipay.orders.rules.TradeStatus;
import com.alipay.orders.rules.VerificationStatus;
import com.alipay.services.PaymentRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read is there in both languages; the texts of the rules are checked in {@code DecisionReasonTest}. */
class BothLanguagesTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                GatewayError.class,
                OrderAdminService.class,
                PaymentRequest.class,
                DatabaseConfigurationException.class
            })
    void everyTextIsThereInBothLanguages(Class<?> type) {
        Languages.check(
                Messages.of(type),
                Map.of(
                        "agent", "a parameter",
                        "discount", "a parameter",
                        "listener", "part of the key order_listener",
                        "caching_sha2_password", "a name of MySQL's",
                        "verify", "part of a value"));
    }

    @Test
    void everyCodeHasItsLabel() {
        List<? extends Enum<?>> codes = Stream.<Enum<?>[]>of(
                        TradeStatus.values(),
                        RefundStatus.values(),
                        HistoryEvent.values(),
                        ProcessingStatus.values(),
                        MessageSource.values(),
                        PaymentMode.values(),
                        OrderCreationResult.Kind.values(),
                        DetectedBy.Stage.values(),
                        VerificationStatus.values())
                .flatMap(Stream::of)
                .toList();
        Languages.said(
                codes.stream().<Text>map(Messages::label).toList(), "TRADE_DATA_MATCH_ERROR", "TRADE_NOT_ALLOWED_PAY");
    }
}
