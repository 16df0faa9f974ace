package com.alipay.diagnosis.verification;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.diagnosis.signature.SigningAccount;
import com.alipay.diagnosis.site.ConnectionResult;
import com.alipay.diagnosis.site.ConnectionResult.Stage;
import com.alipay.diagnosis.site.HostNames;
import com.alipay.diagnosis.site.NetworkProbe;
import com.alipay.i18n.Text;
import com.alipay.protocol.ChinaTime;
import com.alipay.protocol.Notification;
import com.alipay.protocol.NotifyVerifyClient;
import com.alipay.protocol.VerificationResult;
import com.alipay.protocol.VerificationResult.VerifyResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Diagnoses why a message with a valid signature was not confirmed. Causes shown by facts come first; those that cannot be
 * checked from here are listed as possible, never as the cause.
 *
 * @tutorial 双功能 4.2 / 担保 5.2
 */
public final class NotifyIdDiagnoser {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /**
     * One possible cause.
     *
     * @param seen true if the facts show it; false if nothing contradicts it
     * @param detail such as the age of the message; may be empty
     */
    public record PossibleCause(NotifyIdFailure trouble, boolean seen, Text detail) {
        /** Creates a cause with a name, or what another program said, as its detail. */
        public PossibleCause(NotifyIdFailure trouble, boolean seen, String detail) {
            this(trouble, seen, Text.of(detail));
        }

        /** Returns the sentence, marked as possible unless the facts show it. */
        public Text sentence() {
            Text sentence = DiagnosticCode.withDetail(trouble.sentence(), detail);
            return seen ? sentence : DiagnosticCode.MESSAGES.message("possibly", sentence);
        }
    }

    /**
     * The facts of the verification call.
     *
     * @param asked the called address, including partner and all parameters
     * @param gateway the payment gateway
     * @param at when the call was made
     * @param confirmedBefore whether this notify_id has been confirmed before
     */
    public record VerifyCall(String partner, URI asked, URI gateway, Instant at, boolean confirmedBefore) {}

    /** How {@link NotifyVerifyClient} says that the gateway answered another status than 200. */
    private static final Pattern STATUS = Pattern.compile("HTTP ([1-9][0-9]{2})");

    private final NetworkProbe network;

    public NotifyIdDiagnoser(NetworkProbe network) {
        this.network = network;
    }

    /** Returns the causes of a verification result, the most certain first; empty if the notify_id is not what failed. */
    public List<PossibleCause> examine(VerificationResult verdict, VerifyCall question) {
        return verdict.fold(
                genuine -> List.of(),
                differs -> List.of(),
                not -> notConfirmed(not, question),
                unreachable -> unreachable(unreachable, question),
                incomplete -> List.of(),
                unreadable -> List.of());
    }

    private static List<PossibleCause> notConfirmed(VerificationResult.NotifyIdRejected verdict, VerifyCall question) {
        List<PossibleCause> found = new ArrayList<>();
        if (verdict.answer() == VerifyResponse.OTHER) {
            found.add(new PossibleCause(NotifyIdFailure.ANOTHER_PROGRAM_ANSWERS, true, ""));
        }
        if (!question.partner().matches(SigningAccount.PARTNER)) {
            found.add(new PossibleCause(NotifyIdFailure.WRONG_PARTNER, true, ""));
        }
        if (HostNames.isLocal(question.asked()) != HostNames.isLocal(question.gateway())) {
            found.add(new PossibleCause(NotifyIdFailure.SANDBOX_AND_PRODUCTION_MIXED, true, ""));
        }
        if (verdict.answer() != VerifyResponse.FALSE) {
            return found;
        }
        age(verdict.notification(), question, found);
        if (question.confirmedBefore()) {
            found.add(new PossibleCause(NotifyIdFailure.ALREADY_CONFIRMED, true, ""));
        }
        if (found.isEmpty()) {
            if (HostNames.isPrivate(question.gateway())) {
                found.add(new PossibleCause(NotifyIdFailure.SANDBOX_CLOCK_MOVED, false, ""));
            }
            if (!verdict.notification().text("seller_id").equals(question.partner())) {
                found.add(new PossibleCause(NotifyIdFailure.WRONG_PARTNER, false, ""));
            }
            found.add(new PossibleCause(NotifyIdFailure.ALREADY_CONFIRMED, false, ""));
            found.add(new PossibleCause(NotifyIdFailure.SANDBOX_AND_PRODUCTION_MIXED, false, ""));
        }
        return found;
    }

    private static void age(Notification notice, VerifyCall question, List<PossibleCause> found) {
        ChinaTime.parse(notice.text("notify_time"))
                .map(sent -> Duration.between(sent, question.at()))
                .filter(age -> age.compareTo(MINUTE) > 0)
                .ifPresent(age -> found.add(new PossibleCause(
                        NotifyIdFailure.OLDER_THAN_A_MINUTE,
                        true,
                        DiagnosticCode.MESSAGES.message("seconds", age.toSeconds()))));
    }

    private List<PossibleCause> unreachable(VerificationResult.GatewayUnreachable verdict, VerifyCall question) {
        if (verdict.why().equals(NotifyVerifyClient.TOO_MANY)
                || verdict.why().equals(NotifyVerifyClient.ASKED_ALREADY)) {
            return List.of(new PossibleCause(NotifyIdFailure.TOO_MANY_AT_ONCE, true, ""));
        }
        if (question.asked().getHost() == null) {
            return List.of(new PossibleCause(NotifyIdFailure.ADDRESS_MALFORMED, true, ""));
        }
        OptionalInt status = status(verdict.why());
        if (status.isPresent()) {
            return List.of(new PossibleCause(turnedAway(status.getAsInt()), true, verdict.why()));
        }
        ConnectionResult reach = network.reach(question.asked());
        NotifyIdFailure trouble = !reach.came(Stage.NAME)
                ? NotifyIdFailure.NAME_NOT_RESOLVED
                : !reach.came(Stage.PORT)
                        ? NotifyIdFailure.PORT_CLOSED
                        : !reach.came(Stage.TLS) ? NotifyIdFailure.TLS_FAILED : NotifyIdFailure.NO_ANSWER_IN_TIME;
        // A connection that opens now may have been down when the call was made.
        return List.of(new PossibleCause(trouble, trouble != NotifyIdFailure.NO_ANSWER_IN_TIME, reach.detail()));
    }

    /** Returns the cause for an HTTP error: the gateway is down or overloaded, otherwise a wrong address or a proxy. */
    private static NotifyIdFailure turnedAway(int status) {
        return status >= 500 || status == 408 || status == 425 || status == 429
                ? NotifyIdFailure.GATEWAY_OUT_OF_SERVICE
                : NotifyIdFailure.QUESTION_TURNED_AWAY;
    }

    /** Returns whether the reason for the missing response identifies the cause, so that the network need not be probed. */
    public static boolean isTold(String why) {
        return why.equals(NotifyVerifyClient.TOO_MANY) || status(why).isPresent();
    }

    /** Returns the HTTP status if it is the reason why there is no result. */
    private static OptionalInt status(String why) {
        Matcher status = STATUS.matcher(why);
        return status.matches() ? OptionalInt.of(Integer.parseInt(status.group(1))) : OptionalInt.empty();
    }
}
