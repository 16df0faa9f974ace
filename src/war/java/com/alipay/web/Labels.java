package com.alipay.web;

import com.alipay.config.Violation;
import com.alipay.gateway.GatewayError;
import com.alipay.i18n.Language;
import com.alipay.i18n.Message;
import com.alipay.i18n.Messages;
import com.alipay.i18n.Reader;
import com.alipay.i18n.Text;
import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.rules.DecisionReason;
import com.alipay.orders.rules.HistoryEvent;
import com.alipay.orders.rules.MessageSource;
import com.alipay.orders.rules.ProcessingStatus;
import com.alipay.orders.rules.RefundStatus;
import com.alipay.orders.rules.TradeStatus;
import com.alipay.orders.rules.VerificationStatus;
import com.alipay.util.UtilDate;
import com.alipay.web.admin.OrderPage;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the admin pages say, in the language of their reader. A value without a label is shown unchanged.
 *
 * @param language Chinese or English
 */
public record Labels(Locale language) {
    /** Processing status of a message, in the order of the selection list. */
    public static final List<ProcessingStatus> OUTCOMES = List.of(
            ProcessingStatus.HELD,
            ProcessingStatus.FAILED,
            ProcessingStatus.REFUSED,
            ProcessingStatus.RECEIVED,
            ProcessingStatus.ADVANCED,
            ProcessingStatus.NOTED,
            ProcessingStatus.REPEAT,
            ProcessingStatus.LATE,
            ProcessingStatus.IGNORED,
            ProcessingStatus.DISMISSED);

    /** Verification status of verified messages, in the order of the selection list. */
    public static final List<VerificationStatus> VERIFIED_STATUSES = List.of(
            VerificationStatus.GENUINE, VerificationStatus.NOT_CONFIRMED, VerificationStatus.GATEWAY_UNREACHABLE);

    /** Verification status of unverified messages, in the order of the selection list. */
    public static final List<VerificationStatus> UNVERIFIED_STATUSES =
            List.of(VerificationStatus.SIGNATURE_DIFFERS, VerificationStatus.INCOMPLETE, VerificationStatus.UNREADABLE);

    /** For the pages that buyers see. */
    public static final Labels CHINESE = new Labels(Locale.CHINESE);

    private static final Messages MESSAGES = Messages.of(Labels.class);
    private static final Pattern CODE = Pattern.compile("\\b[A-Z]+(?:_[A-Z]+)+\\b");

    /** Returns the labels for who sent this request; see {@link Reader}. */
    public static Labels of(HttpServletRequest request) {
        return of(Reader.of(request).language());
    }

    static Labels of(Language language) {
        return new Labels(Locale.forLanguageTag(language.code()));
    }

    /** Returns a text that is put into a language later. */
    public static Message message(String key, Object... arguments) {
        return MESSAGES.message(key, arguments);
    }

    /** Returns what is wrong with a value; the remedy has the key with {@code .remedy}. */
    public static Violation finding(String name, String value, String key, Object... arguments) {
        return Violation.error(name, value, message(key, arguments));
    }

    /** Returns the language for the attribute {@code lang} of a page. */
    public String tag() {
        return language.equals(Locale.CHINESE) ? "zh-CN" : "en";
    }

    public String text(String key, Object... arguments) {
        return MESSAGES.text(language, key, arguments);
    }

    public String show(Text text) {
        return text.in(language);
    }

    /** Returns the texts with commas between them; "" for none. */
    public String list(List<String> texts) {
        return texts.stream()
                .reduce((before, next) -> text("list", before, next))
                .orElse("");
    }

    /** Returns the text with a full stop; "" for "". */
    public String sentence(String text) {
        return text.isEmpty() ? "" : text("sentence", text);
    }

    /** Returns problem and remedy, for display beside a form field. */
    public String advice(Violation finding) {
        return text("advice", finding.problem(), finding.remedy());
    }

    /** Returns the label of the page or other source from which a message came. */
    public String source(String source) {
        return MessageSource.of(source).map(it -> show(it.meaning())).orElse(source);
    }

    /** Returns the label of a processing status. */
    public String outcome(String outcome) {
        return ProcessingStatus.of(outcome).map(it -> show(it.meaning())).orElse(outcome);
    }

    /** Returns the label of a verification status; "" for "". */
    public String verificationStatus(String status) {
        return Stream.of(VerificationStatus.values())
                .filter(it -> it.code().equals(status))
                .findFirst()
                .map(it -> show(it.meaning()))
                .orElse(status);
    }

    /** Returns the label followed by the code that integrators search for, such as {@code 重复（REPEAT）}. */
    public String withCode(String meaning, String code) {
        return meaning.equals(code) ? code : text("label.code", meaning, code);
    }

    /** Returns the label of an event in an order's history. */
    public String event(String event) {
        return HistoryEvent.of(event).map(it -> show(it.meaning())).orElse(event);
    }

    /** Returns the vendor's status with its meaning, such as {@code 交易完成 TRADE_FINISHED}; "" for none. */
    public String tradeStatus(String name) {
        return TradeStatus.of(name)
                .map(it -> text("status.code", it.meaning(), name))
                .orElse(name);
    }

    /** Returns the vendor's status with its meaning. */
    public String refundStatus(String name) {
        return name.isEmpty()
                ? text("refund_status.none")
                : RefundStatus.of(name)
                        .map(it -> text("status.code", it.meaning(), name))
                        .orElse(name);
    }

    /** Returns a note of the history; a code of the gateway or of a decision is followed by its meaning. */
    public String note(String note) {
        return CODE.matcher(note)
                .replaceAll(code -> meaning(code.group())
                        .map(it -> withCode(code.group(), show(it)))
                        .orElse(code.group())
                        .replace("$", "\\$"));
    }

    private static Optional<Text> meaning(String code) {
        return GatewayError.of(code)
                .map(GatewayError::meaning)
                .or(() -> Optional.of("note." + code).filter(MESSAGES::contains).map(Labels::message));
    }

    /** Returns how often a message arrived, when last, and the result of the last delivery; "" if it arrived once. */
    public String repeats(NotificationDao.NotificationRecord entry) {
        if (entry.deliveries() == 1) {
            return "";
        }
        NotificationDao.Repeats repeats = entry.repeats();
        String said = text("repeats", entry.deliveries(), UtilDate.format(entry.last_received_at()));
        if (repeats.outcome() != null) {
            said = text("repeats.result", said, withCode(outcome(repeats.outcome()), repeats.outcome()));
        }
        return repeats.answer() == null || repeats.answer().isEmpty()
                ? said
                : text("repeats.answer", said, repeats.answer());
    }

    /** Returns the reason of the decision about a message, what to do while it is held, and what an operator did about it. */
    public String reason(NotificationDao.NotificationRecord entry) {
        boolean waits = entry.operator() == null || entry.held();
        String why = entry.why().map(reason -> reason(reason, waits)).orElse(entry.reason());
        if (entry.operator() == null) {
            return why;
        }
        String note = OrderPage.orEmpty(entry.note());
        return note.isBlank()
                ? text("reason.query", why, entry.operator())
                : text("reason.person", why, entry.operator(), note);
    }

    private String reason(DecisionReason reason, boolean waits) {
        return reason.remedy().isEmpty() || !waits
                ? show(reason.sentence())
                : text("reason.next", reason.sentence(), reason.remedy());
    }
}
