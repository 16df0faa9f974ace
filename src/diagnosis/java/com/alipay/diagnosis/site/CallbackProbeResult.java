package com.alipay.diagnosis.site;

import java.util.Optional;

/**
 * The result of posting a form to an address as Alipay posts its notifications.
 *
 * @param answer the HTTP response
 * @param arrival how the form arrived in this process; empty if it did not: another process answered, or none
 * @param here whether the address belongs to this machine
 */
public record CallbackProbeResult(HttpProbeResult answer, Optional<RequestArrival> arrival, boolean here) {}
