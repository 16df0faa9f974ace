package com.alipay.sandbox.client;

import com.alipay.sandbox.merchant.Accounts;
import com.alipay.sandbox.notification.NotificationFields;
import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.protocol.FormCodec;
import com.alipay.sandbox.protocol.Md5Signer;
import com.alipay.sandbox.protocol.SignType;
import com.alipay.sandbox.scheduling.ChinaTime;
import com.alipay.sandbox.trade.Payment;
import com.alipay.sandbox.trade.PaymentMode;
import com.alipay.sandbox.trade.Trade;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A signed message to {@code notify_url}, as Alipay would send it about an order, or wrong on purpose. Needs no sandbox; one would
 * not confirm its {@code notify_id}, which it has not issued. Immutable.
 *
 * <pre>
 * SignedNotification.paid(order).without("notify_id").gbk().body()
 * </pre>
 */
public final class SignedNotification {
    private static final String NOTIFY_ID = "0123456789abcdef0123456789abcdef5k";

    private final Map<String, String> fields;
    private final Charset charset;
    private final String key;
    private final Map<String, String> afterSigning;

    private SignedNotification(
            Map<String, String> fields, Charset charset, String key, Map<String, String> afterSigning) {
        this.fields = fields;
        this.charset = charset;
        this.key = key;
        this.afterSigning = afterSigning;
    }

    /** Returns the message that an escrow payment has been made: WAIT_SELLER_SEND_GOODS. */
    public static SignedNotification paid(SandboxOrder order) {
        return about(order, escrow(order));
    }

    /** Returns the message that the goods of an escrow payment have been sent: WAIT_BUYER_CONFIRM_GOODS. */
    public static SignedNotification shipped(SandboxOrder order) {
        return about(order, escrow(order).goodsSent(Optional.empty(), now()));
    }

    /** Returns the message that the buyer has confirmed the receipt: TRADE_FINISHED. */
    public static SignedNotification finished(SandboxOrder order) {
        return about(order, escrow(order).goodsSent(Optional.empty(), now()).goodsConfirmed(now()));
    }

    /** Returns the message that an instant payment has been made: TRADE_FINISHED, or TRADE_SUCCESS by the advanced contract. */
    public static SignedNotification paidInstantly(SandboxOrder order) {
        return about(order, paid(order, PaymentMode.INSTANT));
    }

    /** Returns the message that nobody has paid in time: TRADE_CLOSED. */
    public static SignedNotification closed(SandboxOrder order) {
        return about(order, begun(order).closedUnpaid(true, now()));
    }

    /** Sets a parameter, before it is signed. */
    public SignedNotification with(String name, String value) {
        return changed(all -> all.put(name, value));
    }

    /** Leaves a parameter out, before it is signed. */
    public SignedNotification without(String name) {
        return changed(all -> all.remove(name));
    }

    /** Sets a parameter after the message was signed: its signature no longer fits. */
    public SignedNotification tampered(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(afterSigning);
        more.put(name, value);
        return new SignedNotification(fields, charset, key, more);
    }

    /** Signs with another key. */
    public SignedNotification key(String other) {
        return new SignedNotification(fields, charset, other, afterSigning);
    }

    /** Encodes and signs in GBK. */
    public SignedNotification gbk() {
        return new SignedNotification(fields, Charsets.GBK, key, afterSigning);
    }

    /** Encodes and signs in UTF-8. */
    public SignedNotification utf8() {
        return new SignedNotification(fields, StandardCharsets.UTF_8, key, afterSigning);
    }

    /** Returns the parameters with {@code sign} and {@code sign_type}. */
    public Map<String, String> parameters() {
        Map<String, String> sent = new LinkedHashMap<>(fields);
        sent.put("sign", new Md5Signer(key).sign(fields, charset));
        sent.put("sign_type", SignType.MD5.name());
        sent.putAll(afterSigning);
        return sent;
    }

    /** Returns the body of the POST, {@code application/x-www-form-urlencoded}; ASCII in either charset. */
    public String body() {
        return FormCodec.encode(parameters().entrySet(), charset);
    }

    /**
     * Sends it and returns what the shop answered: {@code success}, or something else.
     *
     * @throws SandboxException the shop cannot be reached
     */
    public String sendTo(String notifyUrl) {
        return Http.send(
                        notifyUrl,
                        request -> request.header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(body())),
                        charset)
                .body();
    }

    /** Returns the body. */
    @Override
    public String toString() {
        return body();
    }

    private SignedNotification changed(Consumer<Map<String, String>> change) {
        Map<String, String> other = new TreeMap<>(fields);
        change.accept(other);
        return new SignedNotification(other, charset, key, afterSigning);
    }

    private static SignedNotification about(SandboxOrder order, Trade trade) {
        Map<String, String> fields = new TreeMap<>(NotificationFields.ofNotification(trade));
        fields.put("notify_id", NOTIFY_ID);
        fields.put("notify_time", ChinaTime.format(now()));
        return new SignedNotification(
                fields, trade.request().charset(), order.merchant().key(), Map.of());
    }

    private static Trade escrow(SandboxOrder order) {
        return paid(order, PaymentMode.ESCROW);
    }

    private static Trade paid(SandboxOrder order, PaymentMode mode) {
        Trade trade = begun(order);
        Payment payment = new Payment(
                mode, trade.request().groups().get(0), trade.request().receiver(), "");
        boolean refundable = order.merchant().account().contract().advancedInstant();
        return trade.chosen(payment, now()).paid(refundable, now());
    }

    /** Begins it under a number that depends on the order alone. */
    private static Trade begun(SandboxOrder order) {
        String tradeNo =
                ChinaTime.day(now()) + String.format("%08d", order.outTradeNo().hashCode() & 0x3ffffff);
        return Trade.begin(
                tradeNo, order.accepted(), Accounts.DEMO_BUYERS.get(0).account(), now());
    }

    private static Instant now() {
        return Instant.now();
    }
}
