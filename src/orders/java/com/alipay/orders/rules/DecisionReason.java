package com.alipay.orders.rules;

import com.alipay.protocol.VerificationResult;
import com.alipay.protocol.VerificationResult.VerificationStatus;
import java.util.Optional;

/**
 * The reason of a decision as a value: the case, the value in the message and the value in the order. The log and the JSON show
 * it in English, the pages in Chinese with what to do. The database stores the three parts, so that an improved text applies to
 * old messages as well.
 *
 * @param actual the value in the message, "" where the case needs none
 * @param expected the value in the order, likewise
 * @tutorial 双功能 4.2, 4.4 / 担保 5.2, 5.4
 */
public record DecisionReason(Code code, String actual, String expected) {

    /** The cases. The names are stable: programs compare them. {@code {found}} and {@code {agreed}} stand for the values. */
    public enum Code {
        // Held: verified, but different from what was agreed. A person decides.

        /** The buyer paid another total. {@code @tutorial 双功能 4.2 / 担保 5.2} */
        AMOUNT(
                "金额不符",
                "total_fee is {found}, agreed was {agreed}",
                "付款总额是 {found} 元，约定的是 {agreed} 元",
                "到支付宝网站核对这笔交易的金额；认可这个金额就放行，不认可就驳回，并和买家协商"),
        /** Another total; the message says that a coupon was used. */
        COUPON(
                "用了红包",
                "a coupon was used: total_fee is {found}, agreed was {agreed}",
                "买家用了红包：付款总额是 {found} 元，约定的是 {agreed} 元",
                "到支付宝网站核对红包由谁承担；本店收足了货款就放行，没有收足就驳回，并和买家协商"),
        /** Another total; the message says that the seller changed the price at Alipay. */
        PRICE_ADJUSTED(
                "卖家改价",
                "the seller changed the price: total_fee is {found}, agreed was {agreed}",
                "卖家在支付宝上改了价：付款总额是 {found} 元，约定的是 {agreed} 元",
                "问清是谁改的价；是本店改的就放行，不是就驳回，并检查支付宝账户是否安全"),
        /** Another total than the one accepted before by the rules or by a person. */
        NOT_THE_ACCEPTED_TOTAL(
                "金额前后不一",
                "total_fee is {found}, accepted was {agreed}",
                "付款总额是 {found} 元，先前认可的是 {agreed} 元",
                "到支付宝网站核对这笔交易的金额；新的金额对就放行，不对就驳回"),
        AMOUNT_ABSENT("没有金额", "total_fee is absent", "通知里没有付款总额（total_fee）", "到支付宝网站查看这笔交易付了多少；和约定的一样就放行，不一样就驳回"),
        AMOUNT_UNREADABLE(
                "金额写法不对",
                "total_fee {found} is no amount",
                "付款总额（total_fee）写成了 {found}，不是金额",
                "到支付宝网站查看这笔交易付了多少；和约定的一样就放行，不一样就驳回"),
        /** The money went to another account, according to the message. */
        OTHER_SELLER(
                "收款账号不符",
                "seller_email is {found}, the order's is {agreed}",
                "收款账号是 {found}，订单的收款账号是 {agreed}",
                "钱可能没有付给本店：到支付宝网站核对是否收到；收到了才放行，没有收到就驳回"),
        SELLER_ABSENT(
                "没有收款账号",
                "seller_email is absent, the order's is {agreed}",
                "通知里没有收款账号（seller_email），订单的收款账号是 {agreed}",
                "到支付宝网站核对本店是否收到这笔钱；收到了才放行，没有收到就驳回"),
        /** Another seller number than in the order's earlier messages. It need not be the partner's. */
        OTHER_SELLER_ID(
                "收款账号不符",
                "seller_id is {found}, the order's is {agreed}",
                "卖家编号（seller_id）是 {found}，这个订单先前的通知说的是 {agreed}",
                "钱可能没有付给本店：到支付宝网站核对是否收到；收到了才放行，没有收到就驳回"),
        /** The message is for another partner. */
        OTHER_PARTNER(
                "合作者身份不符",
                "the partner is {found}, ours is {agreed}",
                "合作者身份（partner）是 {found}，本站的是 {agreed}",
                "这条通知不是发给本站的：检查是不是两个网站用了同一个 notify_url；到支付宝网站核对确实是本店的交易才放行，不是就驳回"),
        /** A second trade for the order: the buyer may have paid twice. */
        OTHER_TRADE_NO(
                "交易号不符",
                "trade_no is {found}, the order's is {agreed}",
                "支付宝交易号是 {found}，订单原来的交易号是 {agreed}",
                "买家可能付了两次：到支付宝网站查看这两笔交易，多付的退还给买家，然后驳回；只有新的这笔有效时才放行"),
        TRADE_NO_ABSENT("没有交易号", "trade_no is absent", "通知里没有支付宝交易号（trade_no）", "到支付宝网站查找这笔交易；确实是这个订单的就放行，找不到就驳回"),
        TRADE_NO_TOO_LONG(
                "交易号太长",
                "trade_no has {found} characters, more than {agreed}",
                "支付宝交易号有 {found} 个字符，超过了 {agreed} 个",
                "这样的通知存不进订单，不能放行：到支付宝网站核对后驳回，确实付了款就人工补单"),
        LOGISTICS_NOT_OFFERED(
                "物流类型不符",
                "logistics_type {found} was not offered",
                "物流类型 {found} 不是下单时提供的",
                "到支付宝网站核对运费和总额；愿意这样发货就放行，不愿意就驳回，并和买家协商"),
        /** The order was closed unpaid, and was paid afterwards. */
        PAID_AFTER_CLOSED(
                "关闭后付款", "paid after the order was closed", "订单关闭以后，买家才付了款", "钱已经付了：还能发货就放行；不能发货就先在支付宝网站退款，再驳回"),
        /** {@code @tutorial 双功能 4.4 / 担保 5.4} */
        REFUND_OF_UNPAID(
                "未付款却退款",
                "a refund of an order that was never seen paid",
                "这个订单没有付款的记录，却来了退款的通知（{found}）",
                "付款的通知可能丢了：先在订单页面向支付宝查询，看付了多少、退了多少；还要按付款处理就放行，不用发货就驳回"),
        /** The payment is older than a refund that waits for a decision. {@code @tutorial 双功能 4.4 / 担保 5.4} */
        PAID_BEFORE_REFUND(
                "退款待处理",
                "a refund of this order waits for a person",
                "这个订单另有一条退款的通知在等待人工处理，这条付款的通知可能更早",
                "先处理那条退款的通知；不用发货就驳回这一条，还要发货才放行"),
        /** Either an old message about the refund, or a new application. {@code @tutorial 双功能 4.4 / 担保 5.4} */
        REFUND_ORDER_UNKNOWN(
                "退款先后不明",
                "the refund is at {agreed}: {found} is either old or new, and Alipay could not be asked",
                "退款现在是“{agreed}”，这条通知说是“{found}”，可能是迟到的旧通知，也可能是买家又申请了退款，而当时没能向支付宝查询",
                "到支付宝网站查看退款现在的状态：和这条通知一样就放行，不一样就驳回"),
        /** {@code @tutorial 双功能 4.4 / 担保 5.4} */
        NO_SUCH_WAY(
                "状态不可能",
                "no trade goes from {agreed} to {found}",
                "订单现在是“{agreed}”，交易不会从这里变成“{found}”",
                "这条通知不能放行：在订单页面向支付宝查询交易的状态，核对后驳回"),
        NO_ORDER("没有这个订单", "no order of this number", "本站没有这个订单号", "查一查订单是不是存到了别处：补录订单以后重放；不是本店的订单就驳回"),

        /** It is unknown whether the merchant's listener did its work. */
        LISTENER_ENDED_TRANSACTION(
                "商户程序中途提交",
                "suspended at {found}: order_listener ended the transaction by itself, and whether it did its work is not known",
                "商户程序（order_listener）在“{found}”这一步自己结束了事务（例如建表、COMMIT），做没做完程序无法知道，订单没有更新，也不会再自动调用它",
                "核对您自己的表：已经做完就放行，不会再调用您的程序；没有做，就先改好程序，在订单页面选“没有做：允许再次调用”，再重放这条通知"),

        // Held: about the result of a batch of refunds.

        REFUND_OF_ESCROW(
                "担保交易批量退款",
                "refunded in a batch, but an escrow trade cannot be",
                "订单是担保交易，不能批量退款",
                "到支付宝网站核对这笔交易是否退了款"),
        REFUND_TOO_LARGE(
                "退款金额太大",
                "refunded {found}, more than the {agreed} that was paid",
                "退款 {found} 元，超过了实付的 {agreed} 元",
                "到支付宝网站核对退了多少"),
        REFUND_BATCH_DIFFERS("退款批次不符", "{found}", "退款批次的结果和订单对不上（{found}）", "不能放行：按原因处理好有关的订单以后重放，或者驳回"),

        // Verified, and no decision is needed.
        REFUND_BATCH("{found}", "退款批次的结果已经记入订单（{found}）", ""),
        REFUND_BANK_REFUSED(
                "the buyer's bank did not take the {found}: ask Alipay where the money is and pay the buyer another way",
                "支付宝退了 {found} 元，但买家的银行没有收下",
                "向支付宝查清这笔钱在哪里，用别的办法退给买家"),
        REFUND_REFUSED("not refunded: {found}", "支付宝没有退款（{found}）", ""),
        MOVED("{agreed} -> {found}", "订单从“{agreed}”变成“{found}”", ""),
        REFUND_MOVED("refund {agreed} -> {found}", "退款状态变成“{found}”", ""),
        ALREADY_THERE("the order is already there", "订单已经是这个状态，重复的通知不再处理", ""),
        LATE("the order is already {agreed}", "订单已经是“{agreed}”，这条通知来晚了，不再处理", ""),
        NOTED("added what the order did not know yet", "订单已经是这个状态，只补上了交易号、买家等资料", ""),
        LATE_REFUND("the refund is already {agreed}", "退款已经是“{agreed}”，这条通知（{found}）来晚了，不再处理", ""),
        OVERTAKEN("Alipay says that the trade is already {agreed}", "支付宝查到交易已经是“{agreed}”，这条通知（{found}）来晚了，不再处理", ""),
        ID_APPLIED("this notify_id has been applied", "这条通知处理过了，不再处理", ""),
        ID_WITH_OTHER_STATUS(
                "this notify_id was applied with {agreed} before and now comes with {found}: taken by its status",
                "这个 notify_id 先前的通知是“{agreed}”，这一次是“{found}”，已按这一次的状态处理",
                ""),
        STATUS_UNKNOWN("trade_status {found}: not of this product", "交易状态 {found} 不是这两种接口的，只作记录", ""),
        STATUS_ABSENT("trade_status is absent: not of this product", "通知里没有交易状态（trade_status），只作记录", ""),

        OTHER_SERVICE("notify_type {found}: not of this service", "通知类型 {found} 不是交易状态的通知（trade_status_sync），只作记录", ""),
        NOT_SUCCESSFUL("is_success is {found}: nothing was paid", "返回的结果是没有成功（is_success={found}），只作记录", ""),

        // Results of the verification of a message.
        GENUINE(VerificationStatus.GENUINE.sentence(), "验证成功", ""),
        SIGNATURE_DIFFERS(VerificationStatus.SIGNATURE_DIFFERS.sentence(), "签名不一致", "核对 key、编码和参数（双功能 4.2 / 担保 5.2）"),
        NOT_CONFIRMED(
                VerificationStatus.NOT_CONFIRMED.sentence(),
                "支付宝没有确认这条通知（回答 {found}）",
                "核对 partner；超过一分钟的通知也不会确认，真的通知会再来"),
        GATEWAY_UNREACHABLE(
                VerificationStatus.GATEWAY_UNREACHABLE.sentence(),
                "没能向支付宝核实这条通知（{found}）",
                "检查服务器能不能访问支付宝的网关；支付宝会再次通知"),
        INCOMPLETE(VerificationStatus.INCOMPLETE.sentence(), "缺少 {found}", "检查通知在路上有没有被改动，配置是否齐全"),
        UNREADABLE(VerificationStatus.UNREADABLE.sentence(), "通知读不出来（{found}）", "检查编码，以及通知在路上有没有被改动"),
        /** The whole step was rolled back, because the merchant's listener or the database failed. */
        ROLLED_BACK(
                "untouched, rolled back: {found}", "处理时出错，已全部撤回，订单没有变（{found}）", "看 log.txt 里的错误；改好以后支付宝会再次通知，也可以重放");

        private final String title;
        private final String english;
        private final String meaning;
        private final String remedy;

        Code(String english, String meaning, String remedy) {
            this("", english, meaning, remedy);
        }

        Code(String title, String english, String meaning, String remedy) {
            this.title = title;
            this.english = english;
            this.meaning = meaning;
            this.remedy = remedy;
        }

        /** Returns a few Chinese words for a list, such as {@code 金额不符}; "" for a case that is not held. */
        public String title() {
            return title;
        }

        /** Returns whether a message with this reason waits for a person. */
        public boolean isHeld() {
            return !title.isEmpty();
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
        Code code = switch (result.status()) {
            case GENUINE -> Code.GENUINE;
            case SIGNATURE_DIFFERS -> Code.SIGNATURE_DIFFERS;
            case NOT_CONFIRMED -> Code.NOT_CONFIRMED;
            case GATEWAY_UNREACHABLE -> Code.GATEWAY_UNREACHABLE;
            case INCOMPLETE -> Code.INCOMPLETE;
            case UNREADABLE -> Code.UNREADABLE;
        };
        return of(code, result.detail());
    }

    /** Creates the reason of a case that needs the value in the message. */
    public static DecisionReason of(Code code, String actual) {
        return new DecisionReason(code, actual, "");
    }

    /** Returns one sentence for the log and the JSON. */
    public String english() {
        return filled(code.english, actual, expected);
    }

    /** Returns one sentence for the pages, without a full stop; statuses with the vendor's word and its meaning. */
    public String meaning() {
        return filled(code.meaning, inChinese(actual), inChinese(expected));
    }

    /** Returns what the merchant has to check and do; "" where there is nothing to do. */
    public String remedy() {
        return code.remedy;
    }

    /** Returns the English sentence. */
    @Override
    public String toString() {
        return english();
    }

    /** Replaces the placeholders in one pass, so that a value that contains a placeholder is not changed. */
    private static String filled(String sentence, String actual, String expected) {
        StringBuilder text = new StringBuilder(sentence);
        int at = text.indexOf("{");
        while (at >= 0) {
            boolean isFound = text.indexOf("{found}", at) == at;
            String value = isFound ? actual : expected;
            text.replace(at, at + (isFound ? "{found}" : "{agreed}").length(), value);
            at = text.indexOf("{", at + value.length());
        }
        return text.toString();
    }

    private static String inChinese(String value) {
        return TradeStatus.of(value)
                .map(TradeStatus::meaning)
                .or(() -> RefundStatus.of(value).map(RefundStatus::meaning))
                .or(() -> OrderEventType.of(value).map(OrderEventType::meaning))
                .map(meaning -> meaning + " " + value)
                .orElse(value.replace(" or ", " 或 "));
    }
}
