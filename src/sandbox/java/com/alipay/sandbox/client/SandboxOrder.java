package com.alipay.sandbox.client;

import com.alipay.sandbox.merchant.Accounts;
import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.protocol.FormCodec;
import com.alipay.sandbox.protocol.Md5Signer;
import com.alipay.sandbox.protocol.SignType;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.PayRequest;
import com.alipay.sandbox.trade.PayService;
import com.alipay.sandbox.trade.ShippingOption;
import com.alipay.sandbox.trade.Timeouts;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An order as a shop would send it with {@code trade_create_by_buyer}: for tests that need no shop to place it, and for {@link
 * SignedNotification}. Immutable.
 */
public final class SandboxOrder {
    private static final ShippingOption EXPRESS = new ShippingOption("EXPRESS", Money.ZERO, "SELLER_PAY");

    private final SandboxMerchant merchant;
    private final String outTradeNo;
    private final String totalFee;
    private final String subject;
    private final String notifyUrl;
    private final String returnUrl;
    private final Charset charset;

    private SandboxOrder(
            SandboxMerchant merchant,
            String outTradeNo,
            String totalFee,
            String subject,
            String notifyUrl,
            String returnUrl,
            Charset charset) {
        this.merchant = merchant;
        this.outTradeNo = outTradeNo;
        this.totalFee = totalFee;
        this.subject = subject;
        this.notifyUrl = notifyUrl;
        this.returnUrl = returnUrl;
        this.charset = charset;
    }

    /**
     * Returns an order of the built-in merchant, in UTF-8, without addresses to notify or return to.
     *
     * @param outTradeNo the shop's order number
     * @param totalFee in yuan, such as {@code 0.01}
     * @throws IllegalArgumentException {@code totalFee} is no amount
     */
    public static SandboxOrder of(String outTradeNo, String totalFee) {
        if (!Money.isAmount(totalFee)) {
            throw new IllegalArgumentException("totalFee (" + totalFee + ") is no amount: write yuan as in 0.01");
        }
        return new SandboxOrder(
                SandboxMerchant.demo(),
                outTradeNo,
                Money.format(Money.of(totalFee)),
                "测试订单",
                "",
                "",
                StandardCharsets.UTF_8);
    }

    public SandboxOrder merchant(SandboxMerchant other) {
        return new SandboxOrder(other, outTradeNo, totalFee, subject, notifyUrl, returnUrl, charset);
    }

    public SandboxOrder subject(String other) {
        return new SandboxOrder(merchant, outTradeNo, totalFee, other, notifyUrl, returnUrl, charset);
    }

    /** Sets the address that notifications are sent to. */
    public SandboxOrder notifyUrl(String other) {
        return new SandboxOrder(merchant, outTradeNo, totalFee, subject, other, returnUrl, charset);
    }

    /** Sets the address that the buyer's browser is sent back to. */
    public SandboxOrder returnUrl(String other) {
        return new SandboxOrder(merchant, outTradeNo, totalFee, subject, notifyUrl, other, charset);
    }

    /** Encodes and signs in GBK, and so the messages about it. */
    public SandboxOrder gbk() {
        return new SandboxOrder(merchant, outTradeNo, totalFee, subject, notifyUrl, returnUrl, Charsets.GBK);
    }

    public SandboxMerchant merchant() {
        return merchant;
    }

    public String outTradeNo() {
        return outTradeNo;
    }

    public String totalFee() {
        return totalFee;
    }

    /** Returns the query string of the signed pay request; put it behind {@link SandboxAddresses#gateway} and a question mark. */
    public String payRequest() {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("service", PayService.DUAL.wireName());
        parameters.put("partner", merchant.partner());
        parameters.put("_input_charset", charset.name().toLowerCase(Locale.ROOT));
        parameters.put("out_trade_no", outTradeNo);
        parameters.put("subject", subject);
        parameters.put("payment_type", "1");
        parameters.put("price", totalFee);
        parameters.put("quantity", "1");
        parameters.put("logistics_type", EXPRESS.type());
        parameters.put("logistics_fee", Money.format(EXPRESS.fee()));
        parameters.put("logistics_payment", EXPRESS.payment());
        parameters.put("seller_email", merchant.sellerEmail());
        parameters.put("notify_url", notifyUrl);
        parameters.put("return_url", returnUrl);
        parameters.values().removeIf(String::isEmpty);
        parameters.put("sign", new Md5Signer(merchant.key()).sign(parameters, charset));
        parameters.put("sign_type", SignType.MD5.name());
        return FormCodec.encode(parameters.entrySet(), charset);
    }

    /** Returns the request as the gateway reads it. */
    PayRequest accepted() {
        return new PayRequest(
                PayService.DUAL,
                merchant.partner(),
                SignType.MD5,
                charset,
                charset.name(),
                outTradeNo,
                subject,
                "",
                Money.of(totalFee),
                BigInteger.ONE,
                Money.ZERO,
                false,
                List.of(EXPRESS),
                merchant.account().seller(),
                "",
                "",
                Accounts.DEMO_ADDRESS,
                notifyUrl,
                returnUrl,
                "",
                "",
                new Timeouts("", "", "", ""),
                List.of());
    }
}
