package com.alipay.sandbox.api;

import java.util.Map;

/**
 * One call of the API, read.
 *
 * @param path the variable parts of the address, by name
 * @param form the members of the JSON object, or the parameters of query and form
 */
record ApiRequest(Map<String, String> path, Map<String, String> form) {
    /** The empty string if it was not sent. */
    String get(String name) {
        return form.getOrDefault(name, "");
    }
}
