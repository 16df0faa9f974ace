/**
 * Checks the README and the documents behind it. What they tell a reader to copy stands in fenced blocks behind comments such as
 * {@code <!-- copy: bare kit -->}; the tests take the blocks from the page itself, so that page and test cannot differ.
 */
package com.alipay.readme;
