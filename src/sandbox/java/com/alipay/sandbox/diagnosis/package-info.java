/**
 * Why a signature was refused, a message not confirmed: the sandbox's window on the merchant's {@code com.alipay.diagnosis}. Nothing that
 * signs, parses or decides in this sandbox uses either.
 */
package com.alipay.sandbox.diagnosis;
