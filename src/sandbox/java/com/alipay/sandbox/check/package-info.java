/** Examines a shop from outside: pays small orders as its buyer, and sends it what a thief or a bad day would. */
package com.alipay.sandbox.check;
