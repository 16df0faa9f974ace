package com.alipay.diagnosis.site;

import com.alipay.config.Configuration;
import com.alipay.config.MerchantConfig;
import com.alipay.protocol.Violation;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What start-up has found about the settings, sorted by the tutorials' questions. */
record SettingsChecks(Configuration configuration) {
    private static final Set<String> ACCOUNT = Set.of("partner", "key", "sign_type", "rsa_private_key");
    private static final Set<String> ADDRESSES =
            Set.of("notify_url", "return_url", "show_url", "gateway", "verify_gateway");
    private static final String CHARSET = "input_charset";
    /** What start-up reports of the database, which the doctor asks by himself. */
    private static final String DATABASE = "db.url";
    /** What is reported when there is no file of settings, or none that can be read. */
    private static final String NO_FILE = "alipay_config";

    CheckStatus account() {
        return errors(
                ACCOUNT::contains, merchant().partner() + ", " + merchant().sign_type());
    }

    CheckStatus addresses() {
        return errors(ADDRESSES::contains, "");
    }

    /** gb2312 works, as GBK: that is told, and nothing has to be mended. */
    CheckStatus charset() {
        CheckStatus errors = errors(CHARSET::equals, merchant().input_charset());
        String advice = found(it -> !it.isError() && it.key().equals(CHARSET));
        return errors.state() == CheckStatus.State.PASSED && !advice.isEmpty() ? CheckStatus.told(advice) : errors;
    }

    /** The errors that no other check is about, a missing file first. */
    CheckStatus others() {
        String found = found(it -> it.isError()
                && !ACCOUNT.contains(it.key())
                && !ADDRESSES.contains(it.key())
                && !Set.of(CHARSET, DATABASE).contains(it.key()));
        return found.isEmpty() ? CheckStatus.passed(configuration.source()) : CheckStatus.failed(found);
    }

    /** What the settings could say better. */
    CheckStatus advice() {
        String found = found(it -> !it.isError() && !it.key().equals(CHARSET));
        return CheckStatus.passedIf(found.isEmpty(), found);
    }

    private MerchantConfig merchant() {
        return configuration.merchant();
    }

    private CheckStatus errors(Predicate<String> names, String good) {
        if (configuration.findings().stream().anyMatch(it -> it.key().equals(NO_FILE))) {
            return CheckStatus.unknown(NO_FILE);
        }
        String found = found(it -> it.isError() && names.test(it.key()));
        return found.isEmpty() ? CheckStatus.passed(good) : CheckStatus.failed(found);
    }

    private String found(Predicate<Violation> which) {
        List<Violation> findings =
                configuration.findings().stream().filter(which).toList();
        return Violation.join(findings);
    }
}
