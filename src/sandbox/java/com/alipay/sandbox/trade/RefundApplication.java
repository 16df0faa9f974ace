package com.alipay.sandbox.trade;

import com.alipay.sandbox.text.InvalidValueException;
import java.math.BigDecimal;

/**
 * The buyer's refund application.
 *
 * @param amount yuan
 * @param goodsReceived whether the buyer has received the goods
 * @param goesBack whether they are to be returned; only received goods can be
 */
public record RefundApplication(BigDecimal amount, boolean goodsReceived, boolean goesBack) {
    public RefundApplication {
        if (goesBack && !goodsReceived) {
            throw new InvalidValueException("value.return-goods");
        }
    }
}
