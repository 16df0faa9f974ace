package com.alipay.orders.rules;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.config.MerchantConfig;
import com.alipay.protocol.Notification.NotificationLog;
import com.alipay.protocol.VerificationResult;
import com.alipay.protocol.VerificationResult.GatewayUnreachable;
import com.alipay.protocol.VerificationResult.SignatureMismatch;
import com.alipay.util.AlipayNotify;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The protocol's worked example of a refund's result, whose sign was computed with Python's hashlib. */
class RefundNotificationTest {
    private static final String POSTED = "batch_no=20110320001&notify_id=fedcba9876543210fedcba98765432107g"
            + "&notify_time=2011-03-20+09%3A00%3A00&notify_type=batch_refund_notify"
            + "&result_details=2011031500000002%5E0.01%5ESUCCESS&success_num=1"
            + "&sign=396f69de9df52de71e01e873da6d66fb&sign_type=MD5";

    /** A gateway at which nobody listens: the signature is judged before it is asked. */
    private static final MerchantConfig MERCHANT = MerchantConfig.of(Map.of(
            "partner",
            "2088000000000001",
            "key",
            "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m",
            "gateway",
            "http://localhost:1/gateway.do"));

    private static VerificationResult check(String posted) {
        return new AlipayNotify(MERCHANT, NotificationLog.NONE).verifyMessage(posted.getBytes(US_ASCII));
    }

    @Test
    void theWorkedExamplesSignatureMatchesAndItsResultIsRead() {
        VerificationResult result = check(POSTED);

        assertThat(result).isInstanceOf(GatewayUnreachable.class);
        assertThat(BatchRefundResult.read(result.notification()).orElseThrow().items())
                .singleElement()
                .isInstanceOf(BatchRefundResult.Item.Refunded.class);
    }

    @Test
    void aChangedAmountDiffers() {
        assertThat(check(POSTED.replace("0.01", "0.02"))).isInstanceOf(SignatureMismatch.class);
    }
}
