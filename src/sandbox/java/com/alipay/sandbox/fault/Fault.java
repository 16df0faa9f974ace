package com.alipay.sandbox.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Faults that can be set on purpose, until ended or for the next so many times, for every trade or for one. Each constant says
 * what it does, what the merchant must do, and which real failure it imitates.
 *
 * <p>Unless a constant says otherwise, an altered message is signed as usual, and a resend carries the same content.
 */
public enum Fault {
    /**
     * Never sends the notification; buttons and API can still send it by hand. The merchant must find the payment by a query.
     * Firewalls that filtered the User-Agent: <a href="https://github.com/1c7/VideoList/issues/88">1c7/VideoList</a>.
     */
    NOTICE_LOST(Kind.SENDING),
    /**
     * Skips the first attempt: the notification arrives with the first retry, as after a server that was down. Orders that had
     * expired when the payment was notified: <a href="https://github.com/dujiao-next/dujiao-next/issues/108">dujiao-next</a>.
     */
    NOTICE_LATE(Kind.SENDING),
    /**
     * Sends the notification 90 days late. An order that is long finished, shipped or archived must stay so: closing
     * notifications three months or a year after payment,
     * <a href="https://github.com/yansongda/pay/issues/301">yansongda/pay</a>.
     */
    NOTICE_MONTHS_LATE(Kind.SENDING),
    /**
     * Sends the notification twice in a row although the first was acknowledged. The merchant must not deliver twice: half of a
     * shop's orders were credited twice within 221 ms,
     * <a href="https://github.com/shadowsocks/shadowsocks-manager/issues/232">shadowsocks-manager</a>.
     */
    NOTICE_TWICE(Kind.SENDING),
    /**
     * Holds the notification back until after the next one about the same trade; at the latest until its first retry time. An
     * older status must not move an order back; 双功能 4.4 orders notifications by their first sending only.
     */
    NOTICE_REORDERED(Kind.SENDING),
    /**
     * Throttles the first attempt: the form arrives in small parts within 10 real seconds, and the answer comes after the
     * deadline. The merchant has processed it and gets it again: rebates were paid at once, at 4 and at 10 minutes,
     * <a href="https://github.com/Anankke/SSPanel-UIM/issues/2336">SSPanel-UIM</a>.
     */
    SLOW_CONNECTION(Kind.SENDING),

    /**
     * Sends the first attempt with the content type captured in 2014,
     * {@code application/x-www-form-urlencoded; text/html; charset=utf-8}. The merchant must read the form all the same: several
     * Node shops got an empty body, as their parser accepted only the plain type.
     */
    CONTENT_TYPE_CAPTURED(Kind.SENDING),
    /** Sends the first attempt in chunks, without a Content-Length. The merchant must read it to its end. */
    BODY_CHUNKED(Kind.SENDING),
    /** Sends the first attempt in HTTP/1.0, on a connection of its own. The merchant must answer it, without chunks. */
    HTTP_1_0(Kind.SENDING),

    /**
     * Reports a {@code total_fee} 1.00 yuan higher than was paid. The merchant must compare it, not deliver, and record the
     * message: <a href="https://github.com/szvone/vmqphp/issues/7">vmqphp</a>.
     */
    WRONG_AMOUNT(Kind.CONTENT),
    /**
     * Changes {@code total_fee} after signing. The signature no longer matches: the merchant must answer {@code fail} and change
     * nothing. Orders that a forged callback completed:
     * <a href="https://github.com/QuantumNous/new-api/issues/4353">new-api</a>.
     */
    TAMPERED_AMOUNT(Kind.CONTENT),
    /**
     * Names {@code other-seller@example.com} as the seller, who got the money. The merchant must compare the seller: somebody
     * else's genuine small trade, replayed against a large order, passes the signature check.
     */
    OTHER_SELLER(Kind.CONTENT),
    /**
     * Sends an undocumented {@code trade_status}. The merchant must store it, acknowledge it and deliver nothing; orders stuck on
     * a status the shop did not know: <a href="https://github.com/saberma/shopqi/issues/479">shopqi</a>.
     */
    UNKNOWN_STATUS(Kind.CONTENT),
    /**
     * Omits {@code total_fee}. A missing amount is not a matching amount: the merchant must neither accept it nor fail on null.
     * Notifications without {@code seller_email} broke the shop that read it,
     * <a href="https://github.com/helei112g/payment/issues/137">helei112g/payment</a>.
     */
    MISSING_FIELD(Kind.CONTENT),
    /**
     * Omits {@code notify_id}. The merchant must answer {@code fail}: the vendor's sample of 2011 treats a missing id as
     * verified.
     */
    MISSING_NOTIFY_ID(Kind.CONTENT),
    /**
     * Forges a notification with a valid signature: {@code subject} contains {@code &total_fee=…&trade_status=TRADE_FINISHED&…},
     * as a buyer can type it, and the parameters are split differently, so that they say TRADE_FINISHED and 9999.00 and sign to
     * the same text. The merchant must refuse a value that contains a protocol parameter. Possible because the text to sign joins
     * unescaped values.
     */
    SPLICED_VALUE(Kind.CONTENT),
    /**
     * Sends batch refund results with the three documented fields, {@code trade_no^amount^SUCCESS}, instead of the five captured
     * ones. The merchant must parse both: its history contains items of either form.
     */
    REFUND_RESULT_SHORT(Kind.CONTENT),
    /**
     * Adds the fee returned to the seller to batch refund results, {@code SUCCESS^true^P$…^0.00^SUCCESS}. The merchant must parse
     * it: a parser that counts fields rejects every refund as malformed. Captured from 2013 to 2017 by several shops.
     */
    REFUND_RESULT_LONG(Kind.CONTENT),
    /**
     * Encodes and signs in the other charset: GBK for UTF-8, UTF-8 for GBK. The merchant must not store garbled text, and must
     * answer {@code fail} when the signature differs. GBK although UTF-8 was requested:
     * <a href="https://github.com/yansongda/pay/issues/14">yansongda/pay</a>.
     */
    WRONG_CHARSET(Kind.CONTENT),
    /**
     * Signs with another merchant's key. The merchant must answer {@code fail} and change nothing: the wrong one of two keys,
     * found after a year, <a href="https://github.com/fym201/alipay-node-sdk/issues/18">alipay-node-sdk</a>.
     */
    WRONG_KEY(Kind.CONTENT),

    /**
     * Makes {@code notify_verify} and {@code notify_query.do} answer 503 with an empty body. The merchant must answer
     * {@code fail} and keep running: an unreachable verification crashed a shop's process,
     * <a href="https://github.com/lodengo/alipay/issues/13">lodengo/alipay</a>.
     */
    VERIFY_DOWN(Kind.VERIFYING),
    /**
     * Makes both answer an error page with status 500; same duty as {@link #VERIFY_DOWN}. An address that worked for hours and
     * then failed:
     * <a href="https://github.com/fengli/alipay_python/pull/7">alipay_python</a>.
     */
    VERIFY_ERROR(Kind.VERIFYING),
    /**
     * Makes both hang until the fault is ended, at most 30 seconds, and then answer correctly. The merchant needs a deadline of
     * its own, as the vendor's samples set none: calls from abroad that often exceeded their 15 seconds,
     * <a href="https://github.com/fzlee/alipay/issues/114">fzlee/alipay</a>.
     */
    VERIFY_SLOW(Kind.VERIFYING),
    /**
     * Makes both answer {@code false}, as for an expired id. The merchant must change nothing: ids encoded twice,
     * <a href="https://github.com/fengli/alipay_python/issues/10">alipay_python</a>.
     */
    VERIFY_FALSE(Kind.VERIFYING),
    /** Makes both answer {@code invalid}, as for an empty partner; same duty as {@link #VERIFY_FALSE}. */
    VERIFY_INVALID(Kind.VERIFYING),
    /**
     * Makes both answer a proxy's page with status 200. Only {@code true} is a confirmation; plain http sent to an https port:
     * <a href="https://github.com/chloerei/alipay/pull/46">chloerei/alipay</a>.
     */
    VERIFY_GARBAGE(Kind.VERIFYING),

    /**
     * Builds the return address as if the browser had taken more than a minute: its {@code notify_id} no longer verifies, its
     * signature is valid. The merchant must show the order's stored status and no failure; 双功能 4.2 E.
     */
    RETURN_LATE(Kind.RETURNING),
    /**
     * Visits the return_url at the moment in which the payment's notification is sent: the sandbox acts as the browser, and the
     * buyer's own browser may come again. The merchant must deliver once: both paths called the same {@code pay!},
     * <a href="https://github.com/19wu/19wu/pull/549">19wu</a>.
     */
    RETURN_WITH_NOTICE(Kind.RETURNING),

    /**
     * Makes {@code send_goods_confirm_by_platform} answer GENERIC_FAILURE and ship nothing. The merchant must retry and alert
     * somebody: trades stayed at WAIT_SELLER_SEND_GOODS unnoticed,
     * <a href="https://github.com/saberma/shopqi/issues/441">shopqi</a>.
     */
    SHIPPING_FAILS(Kind.SERVING),
    /**
     * Ends a refund in a batch with {@code SUCCESS^true^F}: refunded by Alipay, rejected by the buyer's bank. The merchant must
     * not tell the buyer that the money has arrived; a person has to find out where it is.
     */
    REFUND_BANK_REFUSED(Kind.SERVING),
    /** Ends a refund in TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH. The merchant must not count the money as refunded. */
    SELLER_BALANCE_EMPTY(Kind.SERVING),
    /** Ends a refund in TXN_RESULT_ACCOUNT_STATUS_NOT_VALID; same duty as {@link #SELLER_BALANCE_EMPTY}. */
    SELLER_FROZEN(Kind.SERVING);

    /** The operation that a fault affects. */
    public enum Kind {
        SENDING,
        CONTENT,
        VERIFYING,
        RETURNING,
        SERVING;

        public List<Fault> faults() {
            return Arrays.stream(Fault.values())
                    .filter(fault -> fault.kind == this)
                    .toList();
        }
    }

    private final Kind kind;

    Fault(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public static Optional<Fault> named(String name) {
        return Arrays.stream(values())
                .filter(fault -> fault.name().equals(name))
                .findFirst();
    }
}
