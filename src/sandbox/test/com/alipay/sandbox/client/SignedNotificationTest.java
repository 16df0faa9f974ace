package com.alipay.sandbox.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.protocol.FormCodec;
import com.alipay.sandbox.protocol.Md5Signer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Messages made without a sandbox. */
class SignedNotificationTest {
    private static final SandboxOrder ORDER = SandboxOrder.of("T1", "0.1");
    private static final Md5Signer SIGNER = new Md5Signer(SandboxMerchant.demo().key());

    private static Map<String, String> read(SignedNotification message, Charset charset) {
        Map<String, String> parameters = new TreeMap<>();
        FormCodec.decode(message.body().getBytes(StandardCharsets.US_ASCII), charset)
                .forEach(each -> parameters.put(each.getKey(), each.getValue()));
        return parameters;
    }

    @Test
    void itIsSignedInItsCharset() {
        Charset gbk = Charset.forName("GBK");
        Map<String, String> message =
                read(SignedNotification.paid(ORDER).without("notify_id").gbk(), gbk);

        assertThat(message)
                .containsEntry("out_trade_no", "T1")
                .containsEntry("total_fee", "0.10")
                .containsEntry("subject", "测试订单")
                .containsEntry("trade_status", "WAIT_SELLER_SEND_GOODS")
                .doesNotContainKey("notify_id");
        assertThat(SIGNER.accepts(message, gbk)).isTrue();
        assertThat(SIGNER.accepts(message, StandardCharsets.UTF_8)).isFalse();
    }

    @Test
    void whatIsChangedAfterSigningDoesNotFit() {
        assertThat(SIGNER.accepts(
                        read(SignedNotification.paid(ORDER).with("total_fee", "9.00"), StandardCharsets.UTF_8),
                        StandardCharsets.UTF_8))
                .isTrue();
        assertThat(SIGNER.accepts(
                        read(SignedNotification.paid(ORDER).tampered("total_fee", "9.00"), StandardCharsets.UTF_8),
                        StandardCharsets.UTF_8))
                .isFalse();
        assertThat(SIGNER.accepts(
                        read(SignedNotification.paid(ORDER).key("another"), StandardCharsets.UTF_8),
                        StandardCharsets.UTF_8))
                .isFalse();
    }

    @Test
    void everyKindHasItsStatus() {
        assertThat(SignedNotification.shipped(ORDER).parameters())
                .containsEntry("trade_status", "WAIT_BUYER_CONFIRM_GOODS");
        assertThat(SignedNotification.finished(ORDER).parameters()).containsEntry("trade_status", "TRADE_FINISHED");
        assertThat(SignedNotification.closed(ORDER).parameters()).containsEntry("trade_status", "TRADE_CLOSED");
        assertThat(SignedNotification.paidInstantly(ORDER).parameters())
                .containsEntry("trade_status", "TRADE_FINISHED");
    }
}
