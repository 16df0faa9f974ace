package com.alipay.sandbox;

import com.alipay.sandbox.protocol.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a merchant has been told, as {@code trade_status/refund_status}, in the order of its arrival. */
record RecordedNotifications(FakeMerchant merchant) {
    List<String> lines() {
        return notices().stream()
                .map(notice -> notice.get("trade_status")
                        + (notice.has("refund_status") ? "/" + notice.get("refund_status") : ""))
                .toList();
    }

    List<Parameters> notices() {
        return merchant.received().stream()
                .map(each -> each.in(StandardCharsets.UTF_8))
                .toList();
    }

    Parameters last() {
        return notices().get(notices().size() - 1);
    }

    /** Forgets what has arrived so far. */
    RecordedNotifications fresh() {
        merchant.received().clear();
        return this;
    }
}
