package com.alipay.diagnosis;

/** Everything the doctor of the configuration may ask. */
public record Probes(NetworkProbe network, ServerProbe server, DatabaseProbe database, LedgerProbe ledger) {}
