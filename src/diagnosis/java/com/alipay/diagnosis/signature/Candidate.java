package com.alipay.diagnosis.signature;

/**
 * A hypothesis in which one mistake has been undone, and where that mistake was.
 *
 * @param detail the parameter or charset; "" if there is nothing to add. Never a value of the message, a key or a signature
 */
record Candidate(SigningHypothesis reading, String detail) {}
