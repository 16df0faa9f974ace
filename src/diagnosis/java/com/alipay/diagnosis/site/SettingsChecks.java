package com.alipay.diagnosis.site;

import static com.alipay.diagnosis.DiagnosticCode.MESSAGES;

import com.alipay.config.Configuration;
import com.alipay.config.MerchantConfig;
import com.alipay.config.Violation;
import com.alipay.i18n.Text;
import java.util.Set;
import java.util.function.Predicate;

/** Sorts the problems that start-up found in the settings by the tutorials' questions. */
record SettingsChecks(Configuration configuration) {
    private static final Set<String> ACCOUNT = Set.of("partner", "key", "sign_type", "rsa_private_key");
    private static final Set<String> ADDRESSES =
            Set.of("notify_url", "return_url", "show_url", "gateway", "verify_gateway");
    private static final String CHARSET = "input_charset";
    /** Key of the start-up's database problems; the site diagnosis checks the database itself. */
    private static final String DATABASE = "db.url";
    /** Key of the problem that the configuration file is missing or unreadable. */
    private static final String NO_FILE = "alipay_config";

    CheckStatus account() {
        return errors(
                ACCOUNT::contains, merchant().partner() + ", " + merchant().sign_type());
    }

    CheckStatus addresses() {
        return errors(ADDRESSES::contains, "");
    }

    /** Reports gb2312, which works as GBK, as information only. */
    CheckStatus charset() {
        CheckStatus errors = errors(CHARSET::equals, merchant().input_charset());
        Text advice = found(it -> !it.isError() && it.key().equals(CHARSET));
        return errors.state() == CheckStatus.State.PASSED && !advice.isEmpty() ? CheckStatus.told(advice) : errors;
    }

    /** Returns the errors that no other check covers, a missing file first. */
    CheckStatus others() {
        Text found = found(it -> it.isError()
                && !ACCOUNT.contains(it.key())
                && !ADDRESSES.contains(it.key())
                && !Set.of(CHARSET, DATABASE).contains(it.key()));
        return found.isEmpty() ? CheckStatus.passed(configuration.source()) : CheckStatus.failed(found);
    }

    /** Returns the warnings about the settings. */
    CheckStatus advice() {
        Text found = found(it -> !it.isError() && !it.key().equals(CHARSET));
        return CheckStatus.passedIf(found.isEmpty(), found);
    }

    private MerchantConfig merchant() {
        return configuration.merchant();
    }

    private CheckStatus errors(Predicate<String> names, String good) {
        if (configuration.findings().stream().anyMatch(it -> it.key().equals(NO_FILE))) {
            return CheckStatus.unknown(NO_FILE);
        }
        Text found = found(it -> it.isError() && names.test(it.key()));
        return found.isEmpty() ? CheckStatus.passed(good) : CheckStatus.failed(found);
    }

    private Text found(Predicate<Violation> which) {
        return configuration.findings().stream()
                .filter(which)
                .map(Violation::text)
                .reduce((one, other) -> MESSAGES.message("summary.also", one, other))
                .orElse(Text.NONE);
    }
}
