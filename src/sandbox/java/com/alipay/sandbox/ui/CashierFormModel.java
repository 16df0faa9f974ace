package com.alipay.sandbox.ui;

import com.alipay.i18n.Text;
import com.alipay.sandbox.gateway.GatewayRefusal;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.trade.Receiver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Values of the cashier's form fields.
 *
 * @param values by the field's name, every field of the page
 * @param wrong the field that has to be corrected, empty if none
 * @param advice what to do about it
 */
record CashierFormModel(Map<String, String> values, String wrong, Optional<Text> advice) {
    private static final List<String> FIELDS = List.of(
            "buyer",
            "other_buyer",
            "contact",
            "bank",
            "mode",
            "logistics",
            "receive_name",
            "receive_address",
            "receive_zip",
            "receive_phone",
            "receive_mobile");

    CashierFormModel {
        Map<String, String> given = values;
        values = FIELDS.stream().collect(Collectors.toMap(field -> field, field -> given.getOrDefault(field, "")));
    }

    /** Returns the initial form, with the known shipping address, so that a tester need not type it. */
    static CashierFormModel firstTime(Receiver known) {
        return new CashierFormModel(
                Map.of(
                        "receive_name", known.name(),
                        "receive_address", known.address(),
                        "receive_zip", known.zip(),
                        "receive_phone", known.phone(),
                        "receive_mobile", known.mobile()),
                "",
                Optional.empty());
    }

    /** Returns the form with the buyer's input after a refusal. */
    static CashierFormModel again(Parameters form, GatewayRefusal refusal) {
        return new CashierFormModel(form.asMap(), refusal.parameter(), Optional.of(refusal.detail()));
    }
}
