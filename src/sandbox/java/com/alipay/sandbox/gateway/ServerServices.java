package com.alipay.sandbox.gateway;

import static com.alipay.sandbox.gateway.RequestChecks.first;
import static com.alipay.sandbox.gateway.RequestChecks.refuse;

import com.alipay.sandbox.account.MerchantAccount;
import com.alipay.sandbox.account.ServerService;
import com.alipay.sandbox.account.Signers;
import com.alipay.sandbox.desk.Desk;
import com.alipay.sandbox.error.ErrorCode;
import com.alipay.sandbox.error.ErrorPage;
import com.alipay.sandbox.error.Refusal;
import com.alipay.sandbox.fault.Faults;
import com.alipay.sandbox.http.Call;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.refund.RefundBatch;
import com.alipay.sandbox.refund.RefundDesk;
import com.alipay.sandbox.refund.RefundRequests;
import com.alipay.sandbox.trade.TradeBook;
import com.alipay.sandbox.wire.Parameters;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;

/**
 * The services beside payment. All but refund_fastpay_by_platform_pwd, which is a page, answer XML: charset, partner,
 * signature and contract are checked in that order, then the service looks at its own parameters.
 */
public final class ServerServices {
    private final MerchantAccount merchant;
    private final RequestChecks common;
    private final XmlReplies xml;
    private final AntiPhishingKeys keys;
    private final SendGoods sendGoods;
    private final SingleTradeQuery query;
    private final CloseTrade close;
    private final RefundRequests refunds;
    private final RefundDesk refundDesk;
    private final ErrorPage errors;

    public ServerServices(
            MerchantAccount merchant,
            Signers signers,
            TradeBook book,
            Desk desk,
            AntiPhishingKeys keys,
            RefundRequests refunds,
            RefundDesk refundDesk,
            Faults faults,
            ErrorPage errors) {
        this.merchant = merchant;
        this.common = new RequestChecks(merchant);
        this.xml = new XmlReplies(merchant, signers);
        this.keys = keys;
        this.refunds = refunds;
        this.refundDesk = refundDesk;
        this.errors = errors;
        TradeFinder trades = new TradeFinder(book);
        this.sendGoods = new SendGoods(trades, desk, faults);
        this.query = new SingleTradeQuery(trades);
        this.close = new CloseTrade(trades, desk);
    }

    Reply answer(ServerService service, Call call) {
        Charset charset = common.charsetOf(call);
        Parameters params = call.parameters(charset);
        Optional<Refusal> early = early(service, call, params);
        if (service == ServerService.REFUND_PWD) {
            return refundPage(params, charset, early);
        }
        ServiceAnswer answer =
                early.<ServiceAnswer>map(ServiceAnswer.Refused::new).orElseGet(() -> answer(service, params, charset));
        return xml.reply(params, answer, charset);
    }

    private Optional<Refusal> early(ServerService service, Call call, Parameters params) {
        return first(
                () -> common.charset(call, params),
                () -> common.partner(params),
                () -> service == ServerService.QUERY_TIMESTAMP ? Optional.empty() : common.signature(call, params),
                () -> contract(service));
    }

    /** A batch is accepted here and carried out at once; how it went is told by its notification. */
    private ServiceAnswer refund(Parameters params, Charset charset) {
        Optional<Refusal> refusal = merchant.contract().passwordless()
                ? refunds.check(params, false)
                : refuse(ErrorCode.PARTNER_NOT_SIGN_PROTOCOL, "service", "没有签无密退款协议");
        if (refusal.isPresent()) {
            return new ServiceAnswer.Refused(refusal.get());
        }
        RefundBatch batch = refunds.read(params, charset);
        return refundDesk.carryOut(batch).isPresent()
                ? new ServiceAnswer.Done()
                : ServiceAnswer.refused(ErrorCode.DUPLICATE_BATCH_NO, "batch_no", batch.batchNo());
    }

    /** Browsers go there: what is wrong is a page, and so is what comes next. */
    private Reply refundPage(Parameters params, Charset charset, Optional<Refusal> early) {
        return early.or(() -> refunds.check(params, true))
                .map(refusal -> errors.reply(refusal, charset))
                .orElseGet(() -> Reply.redirect("/refunds/" + refundDesk.open(refunds.read(params, charset))));
    }

    private ServiceAnswer answer(ServerService service, Parameters params, Charset charset) {
        return switch (service) {
            case SEND_GOODS -> sendGoods.answer(params);
            case SINGLE_TRADE_QUERY -> query.answer(params);
            case CLOSE_TRADE -> close.answer(params);
            case QUERY_TIMESTAMP -> ServiceAnswer.told("timestamp", Map.of("encrypt_key", keys.issue()));
            case REFUND_NOPWD, REFUND_PWD -> refund(params, charset);
        };
    }

    private Optional<Refusal> contract(ServerService service) {
        return merchant.contract().serverServices().contains(service)
                ? Optional.empty()
                : refuse(merchant.contract().terms().refusal(), "service", "没有签约 " + service.wireName());
    }
}
