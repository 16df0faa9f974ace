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
    NOTICE_LOST(Kind.SENDING, "通知丢失", "通知不会发出，也不重发，只能在通知记录里手工发送。商户要靠查询接口发现这笔付款。"),
    /**
     * Skips the first attempt: the notification arrives with the first retry, as after a server that was down. Orders that had
     * expired when the payment was notified: <a href="https://github.com/dujiao-next/dujiao-next/issues/108">dujiao-next</a>.
     */
    NOTICE_LATE(Kind.SENDING, "通知迟到", "第一次不发送，到第一次重发的时间才发出。这期间商户的订单还是未付款。"),
    /**
     * Sends the notification 90 days late. An order that is long finished, shipped or archived must stay so: closing
     * notifications three months or a year after payment,
     * <a href="https://github.com/yansongda/pay/issues/301">yansongda/pay</a>.
     */
    NOTICE_MONTHS_LATE(Kind.SENDING, "通知晚到几个月", "通知过 90 天才发出（把时钟拨快就能看到）。商户早已处理完的订单不能因此倒退。"),
    /**
     * Sends the notification twice in a row although the first was acknowledged. The merchant must not deliver twice: half of a
     * shop's orders were credited twice within 221 ms,
     * <a href="https://github.com/shadowsocks/shadowsocks-manager/issues/232">shadowsocks-manager</a>.
     */
    NOTICE_TWICE(Kind.SENDING, "通知重复", "同一个通知连续发送两次，哪怕第一次已经应答 success。商户不能重复发货。"),
    /**
     * Holds the notification back until after the next one about the same trade; at the latest until its first retry time. An
     * older status must not move an order back; 双功能 4.4 orders notifications by their first sending only.
     */
    NOTICE_REORDERED(Kind.SENDING, "通知乱序", "这个通知等到同一交易的下一个通知之后才发。后到的旧状态不能让订单倒退。"),
    /**
     * Throttles the first attempt: the form arrives in small parts within 10 real seconds, and the answer comes after the
     * deadline. The merchant has processed it and gets it again: rebates were paid at once, at 4 and at 10 minutes,
     * <a href="https://github.com/Anankke/SSPanel-UIM/issues/2336">SSPanel-UIM</a>.
     */
    SLOW_CONNECTION(Kind.SENDING, "连接太慢", "通知一点一点地传，10 秒才传完；商户处理了它，但应答在 10 秒期限之后才到，所以还会重发。商户不能重复发货。"),

    /**
     * Sends the first attempt with the content type captured in 2014,
     * {@code application/x-www-form-urlencoded; text/html; charset=utf-8}. The merchant must read the form all the same: several
     * Node shops got an empty body, as their parser accepted only the plain type.
     */
    CONTENT_TYPE_CAPTURED(
            Kind.SENDING,
            "Content-Type 带有多余的内容",
            "通知的 Content-Type 是 application/x-www-form-urlencoded; text/html; charset=utf-8，正式环境出现过。商户要照样读出表单。"),
    /** Sends the first attempt in chunks, without a Content-Length. The merchant must read it to its end. */
    BODY_CHUNKED(Kind.SENDING, "分块传送", "通知分块传送，没有 Content-Length。商户不能按长度来判断有没有内容。"),
    /** Sends the first attempt in HTTP/1.0, on a connection of its own. The merchant must answer it, without chunks. */
    HTTP_1_0(Kind.SENDING, "HTTP/1.0", "通知用 HTTP/1.0 发送。商户的服务器要能应答，应答不能分块。"),

    /**
     * Reports a {@code total_fee} 1.00 yuan higher than was paid. The merchant must compare it, not deliver, and record the
     * message: <a href="https://github.com/szvone/vmqphp/issues/7">vmqphp</a>.
     */
    WRONG_AMOUNT(Kind.CONTENT, "金额不符", "通知里的 total_fee 比实付多 1 元，签名正确。商户要与订单核对，不符就不发货并报警。"),
    /**
     * Changes {@code total_fee} after signing. The signature no longer matches: the merchant must answer {@code fail} and change
     * nothing. Orders that a forged callback completed:
     * <a href="https://github.com/QuantumNous/new-api/issues/4353">new-api</a>.
     */
    TAMPERED_AMOUNT(Kind.CONTENT, "金额被篡改", "签名之后把 total_fee 改成 0.01，签名因此不符。商户要应答 fail，什么也不改。"),
    /**
     * Names {@code other-seller@example.com} as the seller, who got the money. The merchant must compare the seller: somebody
     * else's genuine small trade, replayed against a large order, passes the signature check.
     */
    OTHER_SELLER(Kind.CONTENT, "卖家不符", "通知里的 seller_email 和 seller_id 是别的卖家，签名正确。钱没有到商户账上，不能发货。"),
    /**
     * Sends an undocumented {@code trade_status}. The merchant must store it, acknowledge it and deliver nothing; orders stuck on
     * a status the shop did not know: <a href="https://github.com/saberma/shopqi/issues/479">shopqi</a>.
     */
    UNKNOWN_STATUS(Kind.CONTENT, "未知的交易状态", "trade_status 是文档里没有的 TRADE_UNHEARD_OF，签名正确。商户要记录下来，不发货也不出错。"),
    /**
     * Omits {@code total_fee}. A missing amount is not a matching amount: the merchant must neither accept it nor fail on null.
     * Notifications without {@code seller_email} broke the shop that read it,
     * <a href="https://github.com/helei112g/payment/issues/137">helei112g/payment</a>.
     */
    MISSING_FIELD(Kind.CONTENT, "缺少字段", "通知里没有 total_fee，签名正确。没有金额不等于金额相符，也不能抛空指针。"),
    /**
     * Omits {@code notify_id}. The merchant must answer {@code fail}: the vendor's sample of 2011 treats a missing id as
     * verified.
     */
    MISSING_NOTIFY_ID(Kind.CONTENT, "缺少 notify_id", "通知里没有 notify_id，签名正确。无法向支付宝验证的通知不能当真，要应答 fail。"),
    /**
     * Forges a notification with a valid signature: {@code subject} contains {@code &total_fee=…&trade_status=TRADE_FINISHED&…},
     * as a buyer can type it, and the parameters are split differently, so that they say TRADE_FINISHED and 9999.00 and sign to
     * the same text. The merchant must refuse a value that contains a protocol parameter. Possible because the text to sign joins
     * unescaped values.
     */
    SPLICED_VALUE(Kind.CONTENT, "参数拼接伪造", "商品名里夹带 &total_fee=…，重新切分参数后签名仍然正确，内容却成了已付款 9999.00 元。商户要拒绝。"),
    /**
     * Sends batch refund results with the three documented fields, {@code trade_no^amount^SUCCESS}, instead of the five captured
     * ones. The merchant must parse both: its history contains items of either form.
     */
    REFUND_RESULT_SHORT(Kind.CONTENT, "退款结果的三段格式", "批量退款的结果每笔只有文档里的三段：交易号^金额^SUCCESS，没有银行的两段。商户两种格式都要能读懂。"),
    /**
     * Adds the fee returned to the seller to batch refund results, {@code SUCCESS^true^P$…^0.00^SUCCESS}. The merchant must parse
     * it: a parser that counts fields rejects every refund as malformed. Captured from 2013 to 2017 by several shops.
     */
    REFUND_RESULT_LONG(Kind.CONTENT, "退款结果的长格式", "批量退款的结果还带退费账户：SUCCESS^true^P$…^0.00^SUCCESS。商户要能读懂，不能当成格式错误。"),
    /**
     * Encodes and signs in the other charset: GBK for UTF-8, UTF-8 for GBK. The merchant must not store garbled text, and must
     * answer {@code fail} when the signature differs. GBK although UTF-8 was requested:
     * <a href="https://github.com/yansongda/pay/issues/14">yansongda/pay</a>.
     */
    WRONG_CHARSET(Kind.CONTENT, "编码不符", "通知用另一种编码发送和签名（要 utf-8 却来 GBK，或相反）。内容有中文时验签会失败。"),
    /**
     * Signs with another merchant's key. The merchant must answer {@code fail} and change nothing: the wrong one of two keys,
     * found after a year, <a href="https://github.com/fym201/alipay-node-sdk/issues/18">alipay-node-sdk</a>.
     */
    WRONG_KEY(Kind.CONTENT, "密钥不符", "通知用别的安全校验码签名。商户要应答 fail，什么也不改。"),

    /**
     * Makes {@code notify_verify} and {@code notify_query.do} answer 503 with an empty body. The merchant must answer
     * {@code fail} and keep running: an unreachable verification crashed a shop's process,
     * <a href="https://github.com/lodengo/alipay/issues/13">lodengo/alipay</a>.
     */
    VERIFY_DOWN(Kind.VERIFYING, "通知验证停机", "notify_verify 应答 HTTP 503，没有内容。商户要应答 fail，等下一次重发。"),
    /**
     * Makes both answer an error page with status 500; same duty as {@link #VERIFY_DOWN}. An address that worked for hours and
     * then failed:
     * <a href="https://github.com/fengli/alipay_python/pull/7">alipay_python</a>.
     */
    VERIFY_ERROR(Kind.VERIFYING, "通知验证出错", "notify_verify 应答 HTTP 500 和一个错误页面。商户要应答 fail，等下一次重发。"),
    /**
     * Makes both hang until the fault is ended, at most 30 seconds, and then answer correctly. The merchant needs a deadline of
     * its own, as the vendor's samples set none: calls from abroad that often exceeded their 15 seconds,
     * <a href="https://github.com/fzlee/alipay/issues/114">fzlee/alipay</a>.
     */
    VERIFY_SLOW(Kind.VERIFYING, "通知验证没有应答", "notify_verify 一直不应答，直到取消这个故障，最长 30 秒。商户要有自己的超时。"),
    /**
     * Makes both answer {@code false}, as for an expired id. The merchant must change nothing: ids encoded twice,
     * <a href="https://github.com/fengli/alipay_python/issues/10">alipay_python</a>.
     */
    VERIFY_FALSE(Kind.VERIFYING, "通知验证回答 false", "notify_verify 回答 false，好像 notify_id 已经过期。商户什么也不能改。"),
    /** Makes both answer {@code invalid}, as for an empty partner; same duty as {@link #VERIFY_FALSE}. */
    VERIFY_INVALID(Kind.VERIFYING, "通知验证回答 invalid", "notify_verify 回答 invalid，好像参数不对。商户什么也不能改。"),
    /**
     * Makes both answer a proxy's page with status 200. Only {@code true} is a confirmation; plain http sent to an https port:
     * <a href="https://github.com/chloerei/alipay/pull/46">chloerei/alipay</a>.
     */
    VERIFY_GARBAGE(Kind.VERIFYING, "通知验证回答网页", "notify_verify 以 HTTP 200 回答一个代理的网页。不是 true 就是没有确认。"),

    /**
     * Builds the return address as if the browser had taken more than a minute: its {@code notify_id} no longer verifies, its
     * signature is valid. The merchant must show the order's stored status and no failure; 双功能 4.2 E.
     */
    RETURN_LATE(Kind.RETURNING, "返回晚于一分钟", "跳转地址里的 notify_id 已过一分钟，验证得到 false，签名正确。商户显示订单现状即可。"),
    /**
     * Visits the return_url at the moment in which the payment's notification is sent: the sandbox acts as the browser, and the
     * buyer's own browser may come again. The merchant must deliver once: both paths called the same {@code pay!},
     * <a href="https://github.com/19wu/19wu/pull/549">19wu</a>.
     */
    RETURN_WITH_NOTICE(Kind.RETURNING, "返回与通知同时到达", "付款通知发出的同一时刻，沙箱代替浏览器访问 return_url。商户只能发货一次。"),

    /**
     * Makes {@code send_goods_confirm_by_platform} answer GENERIC_FAILURE and ship nothing. The merchant must retry and alert
     * somebody: trades stayed at WAIT_SELLER_SEND_GOODS unnoticed,
     * <a href="https://github.com/saberma/shopqi/issues/441">shopqi</a>.
     */
    SHIPPING_FAILS(Kind.SERVING, "发货接口失败", "send_goods_confirm_by_platform 回答 GENERIC_FAILURE，没有发货。商户要稍后再试。"),
    /**
     * Ends a refund in a batch with {@code SUCCESS^true^F}: refunded by Alipay, rejected by the buyer's bank. The merchant must
     * not tell the buyer that the money has arrived; a person has to find out where it is.
     */
    REFUND_BANK_REFUSED(Kind.SERVING, "银行退回退款", "批量退款以 SUCCESS^true^F 结束：支付宝退了款，买家的银行没有收下。商户要留给人处理，不能当成买家已经收到。"),
    /** Ends a refund in TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH. The merchant must not count the money as refunded. */
    SELLER_BALANCE_EMPTY(Kind.SERVING, "卖家余额不足", "退款以 TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH 结束，钱没有退。"),
    /** Ends a refund in TXN_RESULT_ACCOUNT_STATUS_NOT_VALID; same duty as {@link #SELLER_BALANCE_EMPTY}. */
    SELLER_FROZEN(Kind.SERVING, "卖家账户冻结", "退款以 TXN_RESULT_ACCOUNT_STATUS_NOT_VALID 结束，钱没有退。");

    /** The operation that a fault affects. */
    public enum Kind {
        SENDING("通知的发送"),
        CONTENT("通知的内容"),
        VERIFYING("通知验证"),
        RETURNING("页面跳转返回"),
        SERVING("发货与退款");

        private final String meaning;

        Kind(String meaning) {
            this.meaning = meaning;
        }

        public String meaning() {
            return meaning;
        }

        public List<Fault> faults() {
            return Arrays.stream(Fault.values())
                    .filter(fault -> fault.kind == this)
                    .toList();
        }
    }

    private final Kind kind;
    private final String meaning;
    private final String explanation;

    Fault(Kind kind, String meaning, String explanation) {
        this.kind = kind;
        this.meaning = meaning;
        this.explanation = explanation;
    }

    public Kind kind() {
        return kind;
    }

    /** Returns a short name in Chinese. */
    public String meaning() {
        return meaning;
    }

    /** Returns what happens and what the merchant should do then, in Chinese. */
    public String explanation() {
        return explanation;
    }

    public static Optional<Fault> named(String name) {
        return Arrays.stream(values())
                .filter(fault -> fault.name().equals(name))
                .findFirst();
    }
}
