package com.alipay.sandbox.gateway;

import com.alipay.i18n.Text;
import com.alipay.sandbox.merchant.Account;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.protocol.SignType;
import com.alipay.sandbox.text.Texts;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.PayRequest;
import com.alipay.sandbox.trade.PayService;
import com.alipay.sandbox.trade.Receiver;
import com.alipay.sandbox.trade.ShippingOption;
import com.alipay.sandbox.trade.Timeouts;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Converts well-formed parameters into a {@link PayRequest}. */
final class PayRequestReader {
    /** Required by the documents but not checked by Alipay: paid trades were captured with {@code undefined} in all three. */
    private static final SortedMap<String, String> RECEIVER_SHAPES = new TreeMap<>(Map.of(
            "receive_zip", "[0-9]{1,20}",
            "receive_phone", "(?=(.*[0-9]){6}).{6,30}",
            "receive_mobile", "[0-9]{11}"));

    private PayRequestReader() {}

    /** @param buyer the account of {@code buyer_id}; empty if anybody may pay */
    static PayRequest read(
            PayService service, Parameters params, Charset charset, Account seller, Optional<Account> buyer) {
        boolean byTotal = FormatValidator.isByTotal(service, params);
        return new PayRequest(
                service,
                params.get("partner"),
                SignType.named(params.get("sign_type")).orElseThrow(),
                charset,
                params.find("_input_charset").orElse(charset.name()),
                params.get("out_trade_no"),
                params.get("subject"),
                params.get("body"),
                Money.of(params.get(byTotal ? "total_fee" : "price")),
                byTotal ? BigInteger.ONE : new BigInteger(params.get("quantity")),
                params.find("discount").map(Money::of).orElse(Money.ZERO),
                byTotal,
                service.ships() ? LogisticsParameters.read(params) : List.of(ShippingOption.NONE),
                seller,
                buyer.map(Account::email).orElse(params.get(BuyerResolver.nameIn(params))),
                buyer.map(Account::id).orElse(""),
                receiver(params),
                params.get("notify_url"),
                params.get("return_url"),
                params.get("show_url"),
                service == PayService.DIRECT ? params.get("extra_common_param") : "",
                new Timeouts(
                        params.get("it_b_pay"),
                        params.get("t_s_send_1"),
                        params.get("t_s_send_2"),
                        params.get("t_b_rec_post")),
                warnings(params));
    }

    private static Receiver receiver(Parameters params) {
        return new Receiver(
                params.get("receive_name"),
                params.get("receive_address"),
                params.get("receive_zip"),
                params.get("receive_phone"),
                params.get("receive_mobile"));
    }

    private static List<Text> warnings(Parameters params) {
        Stream<Text> queries = Stream.of("notify_url", "return_url", "show_url")
                .filter(name -> params.get(name).contains("?"))
                .map(name -> Texts.of("warning.query", name));
        Stream<Text> receiver = RECEIVER_SHAPES.entrySet().stream()
                .filter(shape -> params.has(shape.getKey())
                        && !params.get(shape.getKey()).matches(shape.getValue()))
                .map(shape -> Texts.of("warning.receiver", shape.getKey(), params.get(shape.getKey())));
        return Stream.concat(queries, receiver).toList();
    }
}
