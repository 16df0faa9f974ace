package com.alipay.sandbox.gateway;

import com.alipay.i18n.Text;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Result of a server service, before it is written as XML. */
sealed interface ServiceResponse {
    /** Success without data. */
    record Done() implements ServiceResponse {}

    /** Success with data: the one object under {@code <response>} and its children. */
    record Data(String object, SortedMap<String, String> children) implements ServiceResponse {}

    record Refused(GatewayRefusal refusal) implements ServiceResponse {}

    /** Returns a success; children with an empty value are left out. */
    static ServiceResponse told(String object, Map<String, String> children) {
        SortedMap<String, String> present = new TreeMap<>(children);
        present.values().removeIf(String::isEmpty);
        return new Data(object, present);
    }

    static ServiceResponse refused(GatewayErrorCode code, String parameter, Text detail) {
        return new Refused(GatewayRefusal.of(code, parameter, detail));
    }
}
