package com.alipay.sandbox.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Gives the tests of a class a local Alipay. It starts once in a JVM, before the first such test, and forgets everything before
 * each test; a failed test prints its journal. Tests that share it never run at the same time.
 *
 * <p>A constructor or a method may have a parameter of the type {@link com.alipay.sandbox.client.AlipaySandbox}, {@link
 * com.alipay.sandbox.client.SandboxAddresses} or {@link com.alipay.sandbox.client.SandboxMerchant}. The shop's settings may name
 * the system properties {@code alipay.sandbox.url}, {@code alipay.sandbox.gateway} and {@code alipay.sandbox.verify_gateway}.
 *
 * <p>The sandbox serves the built-in merchant on any free port. JUnit's configuration parameters {@code alipay.sandbox.partner},
 * {@code alipay.sandbox.key}, {@code alipay.sandbox.seller_email} and {@code alipay.sandbox.port}, for instance in {@code
 * junit-platform.properties}, name another merchant and port.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(AlipaySandboxExtension.class)
@ResourceLock("com.alipay.sandbox")
public @interface AlipaySandboxTest {}
