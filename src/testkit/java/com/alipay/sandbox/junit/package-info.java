/** The sandbox as an extension of JUnit 5 and 6. Stable as {@link com.alipay.sandbox.client} is. */
package com.alipay.sandbox.junit;
