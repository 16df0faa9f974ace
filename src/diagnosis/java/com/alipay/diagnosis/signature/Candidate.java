package com.alipay.diagnosis.signature;

/**
 * One mistake taken back: the reading without it, and where it was.
 *
 * @param detail the parameter, the charset; "" where there is nothing to add. Never a value of the message, a key or a signature
 */
record Candidate(SigningHypothesis reading, String detail) {}
