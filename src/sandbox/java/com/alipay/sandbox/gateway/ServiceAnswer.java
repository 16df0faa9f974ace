package com.alipay.sandbox.gateway;

import com.alipay.sandbox.error.ErrorCode;
import com.alipay.sandbox.error.Refusal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a service for servers answers, before it is written as XML. */
sealed interface ServiceAnswer {
    /** Done, and there is nothing to tell. */
    record Done() implements ServiceAnswer {}

    /** Done; the one object under {@code <response>} and its children. */
    record Told(String object, SortedMap<String, String> children) implements ServiceAnswer {}

    record Refused(Refusal refusal) implements ServiceAnswer {}

    /** Children with an empty value are left out. */
    static ServiceAnswer told(String object, Map<String, String> children) {
        SortedMap<String, String> present = new TreeMap<>(children);
        present.values().removeIf(String::isEmpty);
        return new Told(object, present);
    }

    static ServiceAnswer refused(ErrorCode code, String parameter, String detail) {
        return new Refused(Refusal.of(code, parameter, detail));
    }
}
