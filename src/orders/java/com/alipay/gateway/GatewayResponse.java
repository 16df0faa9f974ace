package com.alipay.gateway;

import com.alipay.i18n.Messages;
import com.alipay.i18n.Text;
import java.util.Optional;
import java.util.function.Function;

/**
 * The gateway's response to a call from this server. {@link Success} and {@link Refused} are definite; after the other two it is
 * unknown whether the call had its effect, so query ({@code single_trade_query}) before repeating anything.
 *
 * @param <T> the value of a success
 * @tutorial 双功能 4.1 / 担保 5.1
 */
public sealed interface GatewayResponse<T> {

    /** The result of checking the {@code sign} of a success. */
    enum SignatureCheck {
        /** The object under {@code response} is signed with the merchant's key. */
        MATCHES,
        /**
         * It is signed with something else: another key or charset, or the response was modified. No document of the vendor says
         * what exactly this sign covers, so it is a warning and no refusal; do not base anything irreversible on it.
         */
        DIFFERS,
        /** There is no sign, as in every response without an object, or no usable key to check it with. */
        NOT_CHECKED
    }

    /** {@code is_success=T}. */
    record Success<T>(T value, SignatureCheck sign) implements GatewayResponse<T> {}

    /**
     * {@code is_success=F}, or the page 调试错误 with a known code: nothing was done. Refusals are never signed.
     *
     * @param code the vendor's word, normalised: upper case, blanks as {@code _}, at most 100 characters; "" when the gateway
     *     sent none
     */
    record Refused<T>(String code) implements GatewayResponse<T> {
        /** Returns what the code means; empty for one that no document lists. */
        public Optional<GatewayError> error() {
            return GatewayError.of(code);
        }
    }

    /** The response is not in the gateway's format: an error page, or a truncated, foreign or hostile document. */
    record Unreadable<T>(String why) implements GatewayResponse<T> {}

    /** No response in time, or another HTTP status than 200. */
    record Unreachable<T>(String why) implements GatewayResponse<T> {}

    /** Returns whether the gateway refused with this error. */
    default boolean isRefusedWith(GatewayError error) {
        return this instanceof Refused<T> refused && refused.code().equals(error.name());
    }

    /** Returns the value of a success; empty if there is none or if the signature of the answer differs. */
    default Optional<T> trusted() {
        return this instanceof Success<T> success && success.sign() != SignatureCheck.DIFFERS
                ? Optional.of(success.value())
                : Optional.empty();
    }

    /** Returns what happened and what to do, for the merchant's page. Escape it: a code is text from the gateway. */
    default Text advice() {
        Messages messages = Messages.of(GatewayResponse.class);
        return fold(
                success -> messages.message(
                        success.sign() == SignatureCheck.DIFFERS ? "answer.SIGN_DIFFERS" : "answer.done"),
                refused -> refused.error()
                        .map(GatewayError::advice)
                        .orElseGet(() -> refused.code().isEmpty()
                                ? messages.message("answer.refused.NO_CODE")
                                : messages.message("answer.refused", refused.code())),
                unreadable -> messages.message("answer.unreadable"),
                unreachable -> messages.message("answer.unreachable"));
    }

    /** Returns one line for the log. */
    default String reason() {
        return fold(
                success ->
                        success.sign() == SignatureCheck.DIFFERS ? "done, but the sign of the answer differs" : "done",
                refused -> "refused: "
                        + refused.error()
                                .map(error -> error.advice().toString())
                                .orElse(refused.code().isEmpty() ? "without a code" : refused.code()),
                unreadable -> "unreadable answer: " + unreadable.why(),
                unreachable -> "no answer: " + unreachable.why());
    }

    /** Applies the function to a success; any other response is returned unchanged. */
    default <U> GatewayResponse<U> flatMap(Function<Success<T>, GatewayResponse<U>> next) {
        return fold(
                next,
                refused -> new Refused<>(refused.code()),
                unreadable -> new Unreadable<>(unreadable.why()),
                unreachable -> new Unreachable<>(unreachable.why()));
    }

    /** Applies the function of the actual case; a caller has to supply all four. */
    default <R> R fold(
            Function<? super Success<T>, ? extends R> success,
            Function<? super Refused<T>, ? extends R> refused,
            Function<? super Unreadable<T>, ? extends R> unreadable,
            Function<? super Unreachable<T>, ? extends R> unreachable) {
        if (this instanceof Success<T> it) {
            return success.apply(it);
        }
        if (this instanceof Refused<T> it) {
            return refused.apply(it);
        }
        if (this instanceof Unreadable<T> it) {
            return unreadable.apply(it);
        }
        return unreachable.apply((Unreachable<T>) this);
    }
}
