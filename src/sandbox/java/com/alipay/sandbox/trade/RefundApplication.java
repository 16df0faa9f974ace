package com.alipay.sandbox.trade;

import java.math.BigDecimal;

/**
 * What a buyer asks for.
 *
 * @param amount yuan
 * @param goodsReceived whether the goods have come
 * @param goesBack whether they are to be returned; only goods that have come can be
 */
public record RefundApplication(BigDecimal amount, boolean goodsReceived, boolean goesBack) {
    public RefundApplication {
        if (goesBack && !goodsReceived) {
            throw new IllegalArgumentException(
                    "return_goods (T) needs goods_received=T: what has not come cannot go back");
        }
    }
}
