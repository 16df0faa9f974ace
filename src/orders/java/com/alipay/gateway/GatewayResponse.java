package com.alipay.gateway;

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

    /** Returns what happened and what to do, in Chinese, for the merchant's page. Escape it: a code is text from the gateway. */
    default String advice() {
        return fold(
                success -> success.sign() == SignatureCheck.DIFFERS
                        ? "支付宝已受理，但返回内容的签名不一致：核对 key 和 input_charset"
                        : "支付宝已受理",
                refused -> refused.error()
                        .map(GatewayError::advice)
                        .orElse("支付宝拒绝了请求，错误代码" + (refused.code().isEmpty() ? "没有给出" : " " + refused.code())
                                + "：联系支付宝查询原因"),
                unreadable -> "支付宝的返回读不懂，不知道是否已受理：先查询交易再决定，并检查网关地址",
                unreachable -> "支付宝没有返回，不知道是否已受理：先查询交易再决定，并检查网络");
    }

    /** Returns one line for the log. */
    default String reason() {
        return fold(
                success ->
                        success.sign() == SignatureCheck.DIFFERS ? "done, but the sign of the answer differs" : "done",
                refused -> "refused: "
                        + refused.error()
                                .map(GatewayError::advice)
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
