package com.alipay.diagnosis.site;

import static com.alipay.diagnosis.site.SiteCheck.Severity.ERROR;
import static com.alipay.diagnosis.site.SiteCheck.Severity.INFORMATION;
import static com.alipay.diagnosis.site.SiteCheck.Severity.WARNING;
import static com.alipay.protocol.ResponsibleParty.SERVER;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.diagnosis.site.ConnectionResult.Stage;
import com.alipay.i18n.Text;
import com.alipay.protocol.ResponsibleParty;
import java.util.function.Function;

/**
 * The checks that the tutorials recommend when orders are not updated, in their order: the pages (A to G), then the server (A to
 * E). The texts of a check are shown when it fails.
 *
 * @tutorial 双功能 4.2 / 担保 5.2
 */
public enum SiteCheck implements DiagnosticCode {
    CONFIGURATION(
            ERROR,
            ResponsibleParty.CONFIGURATION,
            "双功能 2.1, 4.2 A / 担保 3.2, 5.2 A",
            it -> it.settings().others()),
    PARTNER_AND_KEY(
            ERROR,
            ResponsibleParty.CONFIGURATION,
            "双功能 4.2 A / 担保 5.2 A",
            it -> it.settings().account()),
    NOTIFY_URL_REACHABLE(ERROR, SERVER, "双功能 4.2 B / 担保 5.2 B", SiteSnapshot::notifyReachable),
    NOTIFY_URL_PUBLIC(ERROR, ResponsibleParty.CONFIGURATION, "双功能 4.2 B / 担保 5.2 B", SiteSnapshot::notifyPublic),
    NOTIFY_URL_STATUS(ERROR, SERVER, "双功能 4.2 B / 担保 5.2 B", SiteSnapshot::notifyStatus),
    RETURN_URL_PUBLIC(WARNING, ResponsibleParty.CONFIGURATION, "双功能 4.2 B / 担保 5.2 B", SiteSnapshot::returnPublic),
    RETURN_URL_FRIENDLY(ERROR, SERVER, "双功能 4.2 B / 担保 5.2 B", it -> it.returnPage(PageChecks::friendly)),
    ADDRESSES(
            ERROR,
            ResponsibleParty.CONFIGURATION,
            "双功能 4.2 C / 担保 5.2 C",
            it -> it.settings().addresses()),
    SETTINGS_ADVICE(
            WARNING,
            ResponsibleParty.CONFIGURATION,
            "双功能 4.2 A, C / 担保 5.2 A, C",
            it -> it.settings().advice()),
    CHARSET(
            ERROR,
            ResponsibleParty.CONFIGURATION,
            "双功能 4.2 D / 担保 5.2 D",
            it -> it.settings().charset()),
    CHARSET_ROUND_TRIP(ERROR, SERVER, "双功能 4.2 D / 担保 5.2 D", SiteSnapshot::charsetRoundTrip),
    PAGE_CHARSET(WARNING, SERVER, "双功能 4.2 D / 担保 5.2 D", SiteSnapshot::pageCharsets),
    CONTAINER_URI_ENCODING(INFORMATION, SERVER, "双功能 4.2 D / 担保 5.2 D", SiteSnapshot::uriEncoding),
    FILTERS_AHEAD(ERROR, SERVER, "双功能 4.2 D / 担保 5.2 D", SiteSnapshot::filters),
    NOTIFY_URL_POST(ERROR, SERVER, "双功能 4.2 B, C / 担保 5.2 B, C", SiteSnapshot::notifyPost),
    NOTIFY_URL_FORBIDDEN(ERROR, SERVER, "双功能 4.2 B, C / 担保 5.2 B, C", SiteSnapshot::notifyForbidden),
    NOTIFY_URL_EXACT(ERROR, SERVER, "双功能 3.4, 4.2 F / 担保 4.4, 5.2 F", it -> it.notifyAnswer(PageChecks::exactlyFail)),
    NOTIFY_URL_BOM(ERROR, SERVER, "双功能 4.2 F / 担保 5.2 F", it -> it.notifyAnswer(PageChecks::byteOrderMark)),
    NOTIFY_URL_MARKUP(ERROR, SERVER, "双功能 4.2 F / 担保 5.2 F", it -> it.notifyAnswer(PageChecks::markup)),
    NOTIFY_URL_COOKIE(ERROR, SERVER, "双功能 4.2 G / 担保 5.2 G", it -> it.notifyAnswer(PageChecks::cookie)),
    NOTIFY_URL_REDIRECT(ERROR, SERVER, "双功能 4.2 G / 担保 5.2 G", SiteSnapshot::notifyRedirect),
    PROXY_HOST(WARNING, SERVER, "双功能 4.2 G / 担保 5.2 G", SiteSnapshot::proxyHost),
    LOG_WRITABLE(WARNING, SERVER, "双功能 3.5, 4.2 A / 担保 4.5, 5.2 A", SiteSnapshot::logFolder),
    GATEWAY_NAME(ERROR, SERVER, "双功能 4.2 B / 担保 5.2 B", it -> it.gateway().came(Stage.NAME)),
    GATEWAY_PORT(ERROR, SERVER, "双功能 4.2 C, D / 担保 5.2 C, D", it -> it.gateway().came(Stage.PORT)),
    GATEWAY_TLS(ERROR, SERVER, "双功能 4.2 D / 担保 5.2 D", it -> it.gateway().came(Stage.TLS)),
    GATEWAY_VERIFIES(
            ERROR, SERVER, "双功能 4.2 C, D / 担保 5.2 C, D", it -> it.gateway().verifies()),
    SOURCE_ADDRESSES(INFORMATION, SERVER, "双功能 4.2 B / 担保 5.2 B", it -> SiteSnapshot.sourceAddresses()),
    OWN_PORT(ERROR, SERVER, "双功能 4.2 D / 担保 5.2 D", SiteSnapshot::portOwner),
    LAST_NOTIFICATION(
            WARNING, SERVER, "双功能 4.2, 4.3 / 担保 5.2, 5.3", it -> it.ledger().lastNotification()),
    LAST_REFUSAL(ERROR, SERVER, "双功能 4.2 A, D / 担保 5.2 A, D", SiteSnapshot::lastRefusal),
    SERVER_MOVED(
            WARNING,
            ResponsibleParty.CONFIGURATION,
            "双功能 4.2 E / 担保 5.2 E",
            it -> it.ledger().moved()),
    CLOCK(WARNING, SERVER, "双功能 4.2 E / 担保 5.2 E", it -> it.gateway().clock()),
    CONTAINER_VERSION(WARNING, SERVER, "", SiteSnapshot::container),
    DATABASE_SUPPORTED(ERROR, ResponsibleParty.CONFIGURATION, "", SiteSnapshot::databaseSupported),
    DATABASE_REACHABLE(ERROR, SERVER, "", SiteSnapshot::databaseReachable),
    DATABASE_MIGRATED(ERROR, SERVER, "", SiteSnapshot::databaseMigrated),
    DATABASE_WRITABLE(ERROR, SERVER, "双功能 4.2 A / 担保 5.2 A", SiteSnapshot::databaseWritable),
    DATABASE_DISK(ERROR, SERVER, "双功能 4.2 A / 担保 5.2 A", SiteSnapshot::databaseDisk),
    DATABASE_SAME(ERROR, SERVER, "", SiteSnapshot::databaseSame),
    DATABASE_DURABLE(WARNING, SERVER, "", SiteSnapshot::databaseDurable),
    KNOWN_PASSWORD(ERROR, ResponsibleParty.CONFIGURATION, "", SiteSnapshot::knownPassword),
    SANDBOX_IN_PRODUCTION(ERROR, ResponsibleParty.CONFIGURATION, "", SiteSnapshot::sandboxInProduction);

    /** How serious a failed check is. */
    public enum Severity {
        /** Payments or notifications cannot work. */
        ERROR,
        /** Should be fixed. */
        WARNING,
        /** For information only. */
        INFORMATION
    }

    private final Severity severity;
    private final ResponsibleParty responsible;
    private final String section;
    private final Function<SiteSnapshot, CheckStatus> evaluate;

    SiteCheck(
            Severity severity,
            ResponsibleParty responsible,
            String section,
            Function<SiteSnapshot, CheckStatus> evaluate) {
        this.severity = severity;
        this.responsible = responsible;
        this.section = section;
        this.evaluate = evaluate;
    }

    public Severity severity() {
        return severity;
    }

    /** Returns the heading of the check. */
    public Text title() {
        return MESSAGES.message("check." + name() + ".title");
    }

    @Override
    public ResponsibleParty responsible() {
        return responsible;
    }

    @Override
    public String section() {
        return section;
    }

    @Override
    public Text sentence() {
        return MESSAGES.message("check." + name());
    }

    CheckStatus evaluate(SiteSnapshot surroundings) {
        return evaluate.apply(surroundings);
    }
}
