package com.alipay.sandbox.check;

import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.notification.DeliveryAttempt;
import com.alipay.sandbox.protocol.Md5Signer;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.protocol.Signer;
import com.alipay.sandbox.trade.PayService;
import com.google.gson.JsonObject;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One order of the shop, from its pay request on. Buyer, seller and Alipay are played by the check. */
final class CheckOrder {
    private static final String[] RECEIVER = {
        "receive_name", "Zhang San",
        "receive_address", "Example Road 1, Shanghai",
        "receive_zip", "200062",
        "receive_phone", "",
        "receive_mobile", "13800000000"
    };

    private final SandboxControl sandbox;
    private final Signer signer;
    private final String partner;
    private final String outTradeNo;
    private final boolean escrow;
    private JsonObject trade;

    private CheckOrder(SandboxControl sandbox, Signer signer, String partner, Parameters request) {
        this.sandbox = sandbox;
        this.signer = signer;
        this.partner = partner;
        this.outTradeNo = request.get("out_trade_no");
        this.escrow =
                PayService.named(request.get("service")).map(PayService::ships).orElse(false);
    }

    /**
     * Brings a pay request of the shop to the cashier.
     *
     * @throws UnplayableException the gateway refused it, or it names other addresses than those to be examined
     */
    static CheckOrder begin(CheckTarget target, SandboxControl sandbox, GatewayRequest request) {
        Parameters params = request.parameters(target.charset());
        requireSame("notify_url", params.get("notify_url"), target.notifyUrl());
        requireSame("return_url", params.get("return_url"), target.returnUrl());
        Exchange exchange = sandbox.submit(request);
        if (!exchange.header("Location").startsWith("/cashier/")) {
            String code = exchange.header("X-Sandbox-Error");
            throw new UnplayableException("order.refused", code.isEmpty() ? exchange.received() : code);
        }
        if (params.get("sign_type").equals("RSA")) {
            throw new UnplayableException("order.rsa");
        }
        return new CheckOrder(
                sandbox,
                new Md5Signer(target.merchant().key()),
                target.merchant().partner(),
                params);
    }

    private static void requireSame(String name, String asked, String given) {
        if (!asked.equals(given)) {
            throw new UnplayableException("order.other-address", name, asked.isEmpty() ? "-" : asked, given);
        }
    }

    String outTradeNo() {
        return outTradeNo;
    }

    /** Returns whether the goods are shipped and can be asked back: not with an instant payment. */
    boolean isEscrow() {
        return escrow;
    }

    /** Pays, and returns the first attempt to notify the shop of it. */
    Exchange pay() {
        trade = sandbox.call(
                "pay",
                Stream.concat(
                                Stream.of(
                                        "out_trade_no",
                                        outTradeNo,
                                        "partner",
                                        partner,
                                        "mode",
                                        escrow ? "escrow" : "instant"),
                                Arrays.stream(RECEIVER))
                        .toArray(String[]::new));
        return last();
    }

    /** Pays while that fault strikes the payment's notification, and returns the first attempt. */
    Exchange payWith(Fault fault) {
        sandbox.fault(fault, outTradeNo, "");
        return pay();
    }

    /** Pays, and returns the notification, which nobody has sent: its notify_id is good. */
    SignedMessage hold() {
        payWith(Fault.NOTICE_LOST);
        return messageOf(lastAttempt());
    }

    /** Plays a step of the trade and returns the last attempt to notify the shop of it. */
    Exchange act(String action, String... namesAndValues) {
        trade = sandbox.call("trades/" + trade.get("trade_no").getAsString() + "/" + action, namesAndValues);
        return last();
    }

    /** Sends once more what that attempt said, with its old content and a good id. */
    Exchange resend(DeliveryAttempt attempt) {
        sandbox.call("deliveries/" + attempt.id() + "/resend");
        return last();
    }

    /** Returns the latest attempt to notify the shop of this order. */
    DeliveryAttempt lastAttempt() {
        List<DeliveryAttempt> attempts = sandbox.attempts(outTradeNo);
        return attempts.get(attempts.size() - 1);
    }

    Exchange last() {
        return Exchange.of(lastAttempt());
    }

    /** Returns the address that the buyer's browser is sent to, signed. */
    String returnUrl() {
        return trade.get("return_url").getAsString();
    }

    /** Returns the parameters of that address as a message that can be changed. */
    SignedMessage returned() {
        String query = returnUrl().replaceFirst("^[^?]*\\?", "");
        Charset charset = lastAttempt().charset();
        return SignedMessage.of(
                Parameters.of(new byte[0], query.getBytes(charset), charset).asMap(), signer, charset);
    }

    private SignedMessage messageOf(DeliveryAttempt attempt) {
        Map<String, String> fields = attempt.parameters().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
        return SignedMessage.of(fields, signer, attempt.charset());
    }
}
