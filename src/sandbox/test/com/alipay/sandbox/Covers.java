package com.alipay.sandbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which rows of the coverage table a test proves over HTTP: {@code service single_trade_query}, {@code code ILLEGAL_SIGN}, or a
 * step such as {@code WAIT_BUYER_PAY -> TRADE_CLOSED by close}. {@link CoverageTest} knows all rows, and no other name.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Covers {
    /** Names of rows. */
    String[] value() default {};

    /** The test's own method source, whose first argument is the code that the gateway must answer; empty if there is none. */
    String codesOf() default "";

    /** A static method that derives names of rows from the arguments the test runs with; empty if there is none. */
    String rowsOf() default "";
}
