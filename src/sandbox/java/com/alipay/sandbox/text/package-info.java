/** What people read, in Chinese and English: sentences are values until a page or an answer is written. */
package com.alipay.sandbox.text;
