package com.alipay.sandbox.cli;

import com.alipay.config.Configuration;
import com.alipay.diagnosis.signature.SigningAccount;
import com.alipay.sandbox.diagnosis.AccountLookup;
import com.alipay.sandbox.diagnosis.DiagnosisRequestParser;
import com.alipay.sandbox.diagnosis.MessageType;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.text.InvalidValueException;
import java.util.List;
import java.util.Optional;

/** Provides the account of one configuration file, if there is one. */
record ConfiguredAccount(Optional<Configuration> configuration) implements AccountLookup {
    @Override
    public SigningAccount account(DiagnosisRequestParser form, MessageType kind, Parameters params) {
        SigningAccount configured = configuration
                .map(it -> SigningAccount.of(it.merchant()))
                .orElseThrow(() -> new InvalidValueException("value.no-key"));
        return form.over(configured);
    }

    @Override
    public boolean tellsCharset() {
        return configuration.isPresent();
    }

    @Override
    public List<SigningAccount> others(String partner) {
        return List.of();
    }
}
