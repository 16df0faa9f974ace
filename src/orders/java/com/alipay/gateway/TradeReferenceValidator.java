package com.alipay.gateway;

import com.alipay.services.ParameterValidator;
import com.alipay.services.ParameterValidator.Shape;
import java.nio.charset.Charset;
import java.util.Map;

/** Validates the parameters of the two services that take only a reference to a trade: query and close. */
final class TradeReferenceValidator {
    private static final Map<String, Shape> SHAPES = Map.of(
            "trade_no",
            ParameterValidator.TRADE_NO,
            "trade_role",
            Shape.of("[BSD]", "只能是 B（买家取消）、S（卖家取消）或 D（货到付款超时）", "改成 S"));

    private static final Map<String, Integer> LENGTHS = Map.of("out_trade_no", 64, "out_order_no", 64);

    private TradeReferenceValidator() {}

    /** @throws com.alipay.services.InvalidRequestException with all problems */
    static Map<String, String> query(Map<String, String> parameters, Charset charset) {
        ParameterValidator check = new ParameterValidator(parameters);
        if (check.value("trade_no").isBlank()) {
            check.required("out_trade_no", "没有说明查询哪一笔交易", "填写 trade_no（支付宝交易号，更快）或 out_trade_no（商户订单号）");
        }
        return common(check, charset);
    }

    /** @throws com.alipay.services.InvalidRequestException with all problems */
    static Map<String, String> close(Map<String, String> parameters, Charset charset) {
        ParameterValidator check = new ParameterValidator(parameters);
        if (check.value("trade_no").isBlank()) {
            check.required(
                    "out_order_no", "没有说明关闭哪一笔交易", "填写 trade_no（支付宝交易号，更快）或 out_order_no（商户订单号，这个接口里不叫 out_trade_no）");
        }
        return common(check, charset);
    }

    private static Map<String, String> common(ParameterValidator check, Charset charset) {
        check.characters(charset);
        check.lengths(LENGTHS);
        check.shapes(SHAPES);
        return check.checked();
    }
}
