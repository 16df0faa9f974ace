package com.alipay.gateway;

import java.util.Optional;
import java.util.function.Function;

/**
 * What the gateway said to a call from this server. {@link Success} and {@link Refused} are its word; after the other two nobody
 * knows whether the call had its effect, so ask ({@code single_trade_query}) before doing anything twice.
 *
 * @param <T> what a success tells
 * @tutorial 双功能 4.1 / 担保 5.1
 */
public sealed interface GatewayResponse<T> {

    /** What came of checking the {@code sign} of a success. */
    enum SignatureCheck {
        /** The object under {@code response} is signed with the merchant's key. */
        MATCHES,
        /**
         * It is signed with something else: another key or charset, or somebody changed the answer. No document of the vendor
         * says what exactly this sign covers, so it is a warning and no refusal; nothing that cannot be undone should rest on it.
         */
        DIFFERS,
        /** There is no sign, as in every answer without an object, or no usable key to check it with. */
        NOT_CHECKED
    }

    /** {@code is_success=T}. */
    record Success<T>(T value, SignatureCheck sign) implements GatewayResponse<T> {}

    /**
     * {@code is_success=F}, or the page 调试错误 with a code that is listed: nothing was done. Refusals are never signed.
     *
     * @param code the vendor's word in one spelling: upper case, blanks as {@code _}, at most 100 characters; "" when the gateway
     *     gave none
     */
    record Refused<T>(String code) implements GatewayResponse<T> {
        /** What the code means; empty for one that no document lists. */
        public Optional<GatewayError> error() {
            return GatewayError.of(code);
        }
    }

    /** Something answered, but not in the words of the gateway: an error page, a truncated, foreign or hostile document. */
    record Unreadable<T>(String why) implements GatewayResponse<T> {}

    /** No answer in time, or another HTTP status than 200. */
    record Unreachable<T>(String why) implements GatewayResponse<T> {}

    /** Whether the gateway refused with this very error. */
    default boolean isRefusedWith(GatewayError error) {
        return this instanceof Refused<T> refused && refused.code().equals(error.name());
    }

    /** What a merchant reads on a page, in Chinese: what happened and what to do. Escape it: a code is the gateway's text. */
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

    /** One line for the log. */
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

    /** The same answer with another value: whatever is no success stays as it is. */
    default <U> GatewayResponse<U> flatMap(Function<Success<T>, GatewayResponse<U>> next) {
        return fold(
                next,
                refused -> new Refused<>(refused.code()),
                unreadable -> new Unreadable<>(unreadable.why()),
                unreachable -> new Unreachable<>(unreachable.why()));
    }

    /** Answers with the function of the case at hand; a caller has to name all four. */
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
