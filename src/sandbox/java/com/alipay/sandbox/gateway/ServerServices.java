package com.alipay.sandbox.gateway;

import static com.alipay.sandbox.gateway.RequestChecks.first;
import static com.alipay.sandbox.gateway.RequestChecks.refuse;

import com.alipay.sandbox.account.MerchantAccount;
import com.alipay.sandbox.account.ServerService;
import com.alipay.sandbox.desk.Desk;
import com.alipay.sandbox.error.ErrorCode;
import com.alipay.sandbox.error.Refusal;
import com.alipay.sandbox.fault.Faults;
import com.alipay.sandbox.http.Call;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.trade.TradeBook;
import com.alipay.sandbox.wire.Md5Signer;
import com.alipay.sandbox.wire.Parameters;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;

/**
 * The services that a merchant's server calls and that answer XML: charset, partner, signature and contract are checked in
 * that order, then the service looks at its own parameters.
 */
public final class ServerServices {
    private final MerchantAccount merchant;
    private final RequestChecks common;
    private final XmlReplies xml;
    private final AntiPhishingKeys keys;
    private final SendGoods sendGoods;
    private final SingleTradeQuery query;
    private final CloseTrade close;

    public ServerServices(MerchantAccount merchant, TradeBook book, Desk desk, AntiPhishingKeys keys, Faults faults) {
        this.merchant = merchant;
        this.common = new RequestChecks(merchant);
        this.xml = new XmlReplies(new Md5Signer(merchant.key()));
        this.keys = keys;
        TradeFinder trades = new TradeFinder(book);
        this.sendGoods = new SendGoods(trades, desk, faults);
        this.query = new SingleTradeQuery(trades);
        this.close = new CloseTrade(trades, desk);
    }

    Reply answer(ServerService service, Call call) {
        Charset charset = RequestChecks.charsetOf(call);
        Parameters params = call.parameters(charset);
        ServiceAnswer answer = first(
                        () -> common.charset(call, params),
                        () -> common.partner(params),
                        () -> service == ServerService.QUERY_TIMESTAMP
                                ? Optional.empty()
                                : common.signature(call, params),
                        () -> contract(service))
                .<ServiceAnswer>map(ServiceAnswer.Refused::new)
                .orElseGet(() -> answer(service, params));
        return xml.reply(params, answer, charset);
    }

    private ServiceAnswer answer(ServerService service, Parameters params) {
        return switch (service) {
            case SEND_GOODS -> sendGoods.answer(params);
            case SINGLE_TRADE_QUERY -> query.answer(params);
            case CLOSE_TRADE -> close.answer(params);
            case QUERY_TIMESTAMP -> ServiceAnswer.told("timestamp", Map.of("encrypt_key", keys.issue()));
        };
    }

    private Optional<Refusal> contract(ServerService service) {
        return merchant.contract().serverServices().contains(service)
                ? Optional.empty()
                : refuse(ErrorCode.HAS_NO_PRIVILEGE, "service", "没有签约 " + service.wireName());
    }
}
