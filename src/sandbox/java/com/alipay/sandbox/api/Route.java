package com.alipay.sandbox.api;

import com.alipay.sandbox.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * One operation of the API.
 *
 * @param path below {@code /sandbox/api/}, variable parts in braces: {@code trades/{trade_no}}
 */
record Route(String method, String path, BiFunction<ApiHandler, ApiRequest, HttpResponse> answer) {
    /** Returns the variable parts of that address by name; empty if the address does not match. */
    Optional<Map<String, String>> match(String[] address) {
        String[] parts = path.split("/");
        Map<String, String> variables = new TreeMap<>();
        boolean matches = parts.length == address.length;
        for (int i = 0; matches && i < parts.length; i++) {
            if (parts[i].startsWith("{")) {
                variables.put(parts[i].substring(1, parts[i].length() - 1), address[i]);
            } else {
                matches = parts[i].equals(address[i]);
            }
        }
        return matches ? Optional.of(variables) : Optional.empty();
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
