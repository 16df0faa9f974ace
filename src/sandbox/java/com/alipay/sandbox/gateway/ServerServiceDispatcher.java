package com.alipay.sandbox.gateway;

import static com.alipay.sandbox.gateway.RequestValidator.first;
import static com.alipay.sandbox.gateway.RequestValidator.refuse;

import com.alipay.sandbox.fault.FaultRegistry;
import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.merchant.ServerService;
import com.alipay.sandbox.merchant.SignerFactory;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.refund.BatchRefundRequestParser;
import com.alipay.sandbox.refund.BatchRefundService;
import com.alipay.sandbox.refund.RefundBatch;
import com.alipay.sandbox.text.Texts;
import com.alipay.sandbox.trade.TradeRepository;
import com.alipay.sandbox.trade.TradeService;
import com.alipay.sandbox.ui.ErrorPage;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;

/**
 * The services other than payment. All but refund_fastpay_by_platform_pwd, which is a page, answer XML: charset, partner,
 * signature and contract are checked in that order, then the service checks its own parameters.
 */
public final class ServerServiceDispatcher {
    private final MerchantAccount merchant;
    private final RequestValidator common;
    private final XmlResponseWriter xml;
    private final AntiPhishingKeys keys;
    private final SendGoodsService sendGoods;
    private final SingleTradeQueryService query;
    private final CloseTradeService close;
    private final BatchRefundRequestParser refunds;
    private final BatchRefundService refundDesk;
    private final ErrorPage errors;

    public ServerServiceDispatcher(
            MerchantAccount merchant,
            SignerFactory signers,
            TradeRepository book,
            TradeService desk,
            AntiPhishingKeys keys,
            BatchRefundRequestParser refunds,
            BatchRefundService refundDesk,
            FaultRegistry faults,
            ErrorPage errors) {
        this.merchant = merchant;
        this.common = new RequestValidator(merchant);
        this.xml = new XmlResponseWriter(merchant, signers);
        this.keys = keys;
        this.refunds = refunds;
        this.refundDesk = refundDesk;
        this.errors = errors;
        TradeFinder trades = new TradeFinder(book);
        this.sendGoods = new SendGoodsService(trades, desk, faults);
        this.query = new SingleTradeQueryService(trades);
        this.close = new CloseTradeService(trades, desk);
    }

    HttpResponse answer(ServerService service, HttpRequest call) {
        Charset charset = common.charsetOf(call);
        Parameters params = call.parameters(charset);
        Optional<GatewayRefusal> early = early(service, call, params);
        if (service == ServerService.REFUND_PWD) {
            return refundPage(params, charset, early);
        }
        ServiceResponse answer = early.<ServiceResponse>map(ServiceResponse.Refused::new)
                .orElseGet(() -> answer(service, params, charset));
        return xml.reply(params, answer, charset);
    }

    private Optional<GatewayRefusal> early(ServerService service, HttpRequest call, Parameters params) {
        return first(
                () -> common.charset(call, params),
                () -> common.partner(params),
                () -> service == ServerService.QUERY_TIMESTAMP ? Optional.empty() : common.signature(call, params),
                () -> contract(service));
    }

    /** Accepts a batch and executes it at once; its notification reports the result. */
    private ServiceResponse refund(Parameters params, Charset charset) {
        Optional<GatewayRefusal> refusal = merchant.contract().passwordless()
                ? refunds.check(params, false)
                : refuse(GatewayErrorCode.PARTNER_NOT_SIGN_PROTOCOL, "service", Texts.of("refusal.no-passwordless"));
        if (refusal.isPresent()) {
            return new ServiceResponse.Refused(refusal.get());
        }
        RefundBatch batch = refunds.read(params, charset);
        return refundDesk.carryOut(batch).isPresent()
                ? new ServiceResponse.Done()
                : ServiceResponse.refused(
                        GatewayErrorCode.DUPLICATE_BATCH_NO, "batch_no", Texts.of("refusal.used", batch.batchNo()));
    }

    /** Accepts a batch from a browser: both errors and the next step are pages. */
    private HttpResponse refundPage(Parameters params, Charset charset, Optional<GatewayRefusal> early) {
        return early.or(() -> refunds.check(params, true))
                .map(refusal -> errors.reply(refusal, charset))
                .orElseGet(() -> HttpResponse.redirect("/refunds/" + refundDesk.open(refunds.read(params, charset))));
    }

    private ServiceResponse answer(ServerService service, Parameters params, Charset charset) {
        return switch (service) {
            case SEND_GOODS -> sendGoods.answer(params);
            case SINGLE_TRADE_QUERY -> query.answer(params);
            case CLOSE_TRADE -> close.answer(params);
            case QUERY_TIMESTAMP -> ServiceResponse.told("timestamp", Map.of("encrypt_key", keys.issue()));
            case REFUND_NOPWD, REFUND_PWD -> refund(params, charset);
        };
    }

    private Optional<GatewayRefusal> contract(ServerService service) {
        return merchant.contract().serverServices().contains(service)
                ? Optional.empty()
                : refuse(
                        merchant.contract().terms().refusal(),
                        "service",
                        Texts.of("refusal.no-contract", service.wireName()));
    }
}
