/**
 * Diagnoses why a signature was refused or a message not confirmed, with the merchant's {@code com.alipay.diagnosis}. No code
 * that signs, parses or decides in this sandbox uses either package.
 */
package com.alipay.sandbox.diagnosis;
