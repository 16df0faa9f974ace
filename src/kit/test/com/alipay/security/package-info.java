/**
 * No key, and no signature that would have made an unverified message valid, may stand in anything that a run of the tests leaves
 * behind: what was answered is recorded, and {@link com.alipay.security.SecretLeakScan} searches it at the end with every log, database and
 * report.
 */
package com.alipay.security;
