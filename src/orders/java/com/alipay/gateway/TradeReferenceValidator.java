package com.alipay.gateway;

import com.alipay.i18n.Messages;
import com.alipay.services.ParameterValidator;
import com.alipay.services.ParameterValidator.Shape;
import java.nio.charset.Charset;
import java.util.Map;

/** Validates the parameters of the two services that take only a reference to a trade: query and close. */
final class TradeReferenceValidator {
    private static final Messages MESSAGES = Messages.of(TradeReferenceValidator.class);

    private static final Map<String, Shape> SHAPES = Map.of(
            "trade_no",
            ParameterValidator.TRADE_NO,
            "trade_role",
            Shape.of("[BSD]", MESSAGES.message("trade_role.form")));

    private static final Map<String, Integer> LENGTHS = Map.of("out_trade_no", 64, "out_order_no", 64);

    private TradeReferenceValidator() {}

    /** @throws com.alipay.services.InvalidRequestException with all problems */
    static Map<String, String> query(Map<String, String> parameters, Charset charset) {
        ParameterValidator check = new ParameterValidator(parameters);
        if (check.value("trade_no").isBlank()) {
            check.required("out_trade_no", MESSAGES.message("query.absent"));
        }
        return common(check, charset);
    }

    /** @throws com.alipay.services.InvalidRequestException with all problems */
    static Map<String, String> close(Map<String, String> parameters, Charset charset) {
        ParameterValidator check = new ParameterValidator(parameters);
        if (check.value("trade_no").isBlank()) {
            check.required("out_order_no", MESSAGES.message("close.absent"));
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
