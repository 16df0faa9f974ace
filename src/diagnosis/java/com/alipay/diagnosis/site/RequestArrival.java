package com.alipay.diagnosis.site;

import java.util.List;
import java.util.Optional;

/**
 * How a form arrived in this process, behind the encoding filter.
 *
 * @param precedingFilters class names of the filters before the encoding filter, the outermost first
 * @param bodyAvailable whether its body was still unread
 * @param uriEncoding the charset in which the container decodes query strings; empty if it is not one of the usual ones
 * @param host the header Host as it arrived; "" if there was none
 */
public record RequestArrival(
        List<String> precedingFilters, boolean bodyAvailable, Optional<String> uriEncoding, String host) {
    public RequestArrival {
        precedingFilters = List.copyOf(precedingFilters);
    }
}
