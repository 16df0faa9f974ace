package com.alipay.orders.rules;

import com.alipay.i18n.Messages;
import com.alipay.i18n.Text;
import com.alipay.protocol.VerificationResult;
import java.text.MessageFormat;
import java.text.ParsePosition;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * The reason of a decision as a value: the case, the value in the message and the value in the order. The log and the JSON show
 * it in English, the pages in the reader's language with what to do. The database stores the three parts, so that an improved text applies to
 * old messages as well.
 *
 * @param actual the value in the message, "" where the case needs none
 * @param expected the value in the order, likewise
 * @tutorial 双功能 4.2, 4.4 / 担保 5.2, 5.4
 */
public record DecisionReason(Code code, String actual, String expected) {

    private static final Messages MESSAGES = Messages.of(DecisionReason.class);

    /** The cases. The names are stable: programs compare them. */
    public enum Code {
        // Held: verified, but different from what was agreed. A person decides.

        /** The buyer paid another total. {@code @tutorial 双功能 4.2 / 担保 5.2} */
        AMOUNT(true),
        /** Another total; the message says that a coupon was used. */
        COUPON(true),
        /** Another total; the message says that the seller changed the price at Alipay. */
        PRICE_ADJUSTED(true),
        /** Another total than the one accepted before by the rules or by a person. */
        NOT_THE_ACCEPTED_TOTAL(true),
        AMOUNT_ABSENT(true),
        AMOUNT_UNREADABLE(true),
        /** The money went to another account, according to the message. */
        OTHER_SELLER(true),
        SELLER_ABSENT(true),
        /** Another seller number than in the order's earlier messages. It need not be the partner's. */
        OTHER_SELLER_ID(true),
        /** The message is for another partner. */
        OTHER_PARTNER(true),
        /** A second trade for the order: the buyer may have paid twice. */
        OTHER_TRADE_NO(true),
        TRADE_NO_ABSENT(true),
        TRADE_NO_TOO_LONG(true),
        LOGISTICS_NOT_OFFERED(true),
        /** The order was closed unpaid, and was paid afterwards. */
        PAID_AFTER_CLOSED(true),
        /** {@code @tutorial 双功能 4.4 / 担保 5.4} */
        REFUND_OF_UNPAID(true),
        /** The payment is older than a refund that waits for a decision. {@code @tutorial 双功能 4.4 / 担保 5.4} */
        PAID_BEFORE_REFUND(true),
        /** Either an old message about the refund, or a new application. {@code @tutorial 双功能 4.4 / 担保 5.4} */
        REFUND_ORDER_UNKNOWN(true),
        /** {@code @tutorial 双功能 4.4 / 担保 5.4} */
        NO_SUCH_WAY(true),
        NO_ORDER(true),

        /** It is unknown whether the merchant's listener did its work. */
        LISTENER_ENDED_TRANSACTION(true),

        // Held: about the result of a batch of refunds.

        REFUND_OF_ESCROW(true),
        REFUND_TOO_LARGE(true),
        REFUND_BATCH_DIFFERS(true),

        // Verified, and no decision is needed.
        REFUND_BATCH,
        REFUND_BANK_REFUSED,
        REFUND_REFUSED,
        MOVED,
        REFUND_MOVED,
        ALREADY_THERE,
        LATE,
        NOTED,
        LATE_REFUND,
        OVERTAKEN,
        ID_APPLIED,
        ID_WITH_OTHER_STATUS,
        STATUS_UNKNOWN,
        STATUS_ABSENT,

        OTHER_SERVICE,
        NOT_SUCCESSFUL,

        // Results of the verification of a message.
        GENUINE,
        SIGNATURE_DIFFERS,
        NOT_CONFIRMED,
        GATEWAY_UNREACHABLE,
        INCOMPLETE,
        UNREADABLE,
        /** The whole step was rolled back, because the merchant's listener or the database failed. */
        ROLLED_BACK;

        private final boolean held;

        Code() {
            this(false);
        }

        Code(boolean held) {
            this.held = held;
        }

        /** Returns a few words for a list, such as {@code 金额不符}; empty for a case that is not held. */
        public Text title() {
            return held ? MESSAGES.message("reason." + name() + ".title") : Text.NONE;
        }

        /** Returns whether a message with this reason waits for a person. */
        public boolean isHeld() {
            return held;
        }

        /** Returns the code of this name, compared with case; empty for any other word and for null. */
        public static Optional<Code> of(String name) {
            for (Code code : values()) {
                if (code.name().equals(name)) {
                    return Optional.of(code);
                }
            }
            return Optional.empty();
        }
    }

    public DecisionReason {
        actual = actual == null ? "" : actual;
        expected = expected == null ? "" : expected;
    }

    /** Creates the reason of a case without values. */
    public static DecisionReason of(Code code) {
        return new DecisionReason(code, "", "");
    }

    /** Creates the reason for the result of a verification. */
    public static DecisionReason of(VerificationResult result) {
        return result.fold(
                genuine -> of(Code.GENUINE),
                differs -> of(Code.SIGNATURE_DIFFERS),
                not -> of(Code.NOT_CONFIRMED, not.responseTxt()),
                unreachable -> of(Code.GATEWAY_UNREACHABLE, unreachable.why()),
                incomplete -> of(Code.INCOMPLETE, String.join(", ", incomplete.missing())),
                unreadable -> of(Code.UNREADABLE, unreadable.reason()));
    }

    /** Creates the reason of a case that needs the value in the message. */
    public static DecisionReason of(Code code, String actual) {
        return new DecisionReason(code, actual, "");
    }

    /** Returns one sentence without a full stop; in Chinese, statuses are shown with the vendor's word and its meaning. */
    public Text sentence() {
        return MESSAGES.message("reason." + code, shown(actual), shown(expected));
    }

    /** Returns what the merchant has to check and do; empty where there is nothing to do. */
    public Text remedy() {
        String key = "reason." + code + ".remedy";
        return MESSAGES.contains(key) ? MESSAGES.message(key) : Text.NONE;
    }

    /** Returns the English sentence, for the log, the JSON and the database. */
    @Override
    public String toString() {
        return sentence().in(Locale.ENGLISH);
    }

    private static Text shown(String value) {
        return language -> language.equals(Locale.CHINESE) ? inChinese(value) : value;
    }

    private static String inChinese(String value) {
        return TradeStatus.of(value)
                .map(TradeStatus::meaning)
                .or(() -> RefundStatus.of(value).map(RefundStatus::meaning))
                .or(() -> OrderEventType.of(value).map(OrderEventType::meaning))
                .map(meaning -> meaning.in(Locale.CHINESE) + " " + value)
                .orElseGet(() -> recognise(value).in(Locale.CHINESE));
    }

    /** Returns the text of the keys {@code found.} that has these English words; the words as they are if there is none. */
    private static Text recognise(String english) {
        return MESSAGES.keys(Locale.ENGLISH).stream()
                .filter(key -> key.startsWith("found."))
                .sorted(Comparator.comparing((String key) -> MESSAGES.pattern(Locale.ENGLISH, key))
                        .reversed())
                .flatMap(key -> arguments(key, english).map(found -> (Text) MESSAGES.message(key, found)).stream())
                .findFirst()
                .orElseGet(() -> Text.of(english));
    }

    private static Optional<Object[]> arguments(String key, String english) {
        ParsePosition position = new ParsePosition(0);
        Object[] found = new MessageFormat(MESSAGES.pattern(Locale.ENGLISH, key), Locale.ROOT).parse(english, position);
        return found != null && position.getIndex() == english.length() ? Optional.of(found) : Optional.empty();
    }
}
