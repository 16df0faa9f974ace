/**
 * What to do when it does not work: the tutorials' chapters about trouble (双功能 4 / 担保 5) as data and code. Everything here works
 * on what it is given; asking the network, the database or the disk is left to whoever gives it.
 */
package com.alipay.diagnosis;
