/**
 * Diagnosis of failures: the tutorials' troubleshooting chapters (双功能 4 / 担保 5) as data and code. The classes work only on the
 * data they are given; access to network, database and disk goes through interfaces that the caller implements.
 */
package com.alipay.diagnosis;
