package com.alipay.diagnosis.site;

import java.util.List;
import java.util.Optional;

/**
 * How a form arrived in this process, behind the encoding filter.
 *
 * @param precedingFilters the filters that had it before the encoding filter, by class, the outermost first
 * @param bodyAvailable whether its body was still there
 * @param uriEncoding the charset in which the container itself reads query strings; empty when that is none of the usual ones
 */
public record RequestArrival(List<String> precedingFilters, boolean bodyAvailable, Optional<String> uriEncoding) {
    public RequestArrival {
        precedingFilters = List.copyOf(precedingFilters);
    }
}
