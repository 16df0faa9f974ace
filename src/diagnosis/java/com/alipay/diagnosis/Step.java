package com.alipay.diagnosis;

/**
 * One mistake taken back: the reading without it, and where it was.
 *
 * @param detail the parameter, the charset; "" where there is nothing to add. Never a value of the message, a key or a signature
 */
record Step(Reading reading, String detail) {}
