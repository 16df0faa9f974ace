package com.alipay.diagnosis.site;

import java.util.Optional;

/**
 * What came of a form that was posted to an address as Alipay posts its notifications.
 *
 * @param answer what was answered
 * @param arrival how it arrived in this process; empty when it did not: somebody else answered, or nobody
 * @param here whether the address is one of this machine
 */
public record CallbackProbeResult(HttpProbeResult answer, Optional<RequestArrival> arrival, boolean here) {}
