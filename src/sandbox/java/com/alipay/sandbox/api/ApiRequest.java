package com.alipay.sandbox.api;

import java.util.Map;

/**
 * One parsed API call.
 *
 * @param path the variable parts of the address, by name
 * @param form the members of the JSON object, or the parameters of query and form
 */
record ApiRequest(Map<String, String> path, Map<String, String> form) {
    /** Returns the value; the empty string if it was not sent. */
    String get(String name) {
        return form.getOrDefault(name, "");
    }
}
