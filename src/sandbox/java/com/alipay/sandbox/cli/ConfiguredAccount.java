package com.alipay.sandbox.cli;

import com.alipay.config.Configuration;
import com.alipay.diagnosis.Account;
import com.alipay.sandbox.explain.BadInquiry;
import com.alipay.sandbox.explain.InquiryForm;
import com.alipay.sandbox.explain.Kind;
import com.alipay.sandbox.explain.KnownAccounts;
import com.alipay.sandbox.wire.Parameters;
import java.util.List;
import java.util.Optional;

/** The account of one configuration file, if there is one. */
record ConfiguredAccount(Optional<Configuration> configuration) implements KnownAccounts {
    @Override
    public Account account(InquiryForm form, Kind kind, Parameters params) {
        Account configured = configuration
                .map(it -> Account.of(it.merchant()))
                .orElseThrow(() -> new BadInquiry(
                        "there is no key: give --key, --key-file or --config",
                        "没有安全校验码：请写 --key、--key-file 或 --config"));
        return form.over(configured);
    }

    @Override
    public boolean tellsCharset() {
        return configuration.isPresent();
    }

    @Override
    public List<Account> others(String partner) {
        return List.of();
    }
}
