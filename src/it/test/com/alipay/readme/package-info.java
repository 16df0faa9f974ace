/**
 * Holds README.md to its word. What it tells a reader to copy stands in fenced blocks behind comments such as
 * {@code <!-- copy: bare kit -->}; the tests take the blocks from the page itself, so that page and proof cannot drift apart.
 */
package com.alipay.readme;
