/**
 * What only real parts can show: the finished WAR in unpacked Tomcats, each in a process of its own, with the local Alipay
 * beside it, over HTTP, in the hands of HtmlUnit and Chromium.
 */
package com.alipay.it;
