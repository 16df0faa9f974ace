package com.alipay.sandbox.ui;

import com.alipay.sandbox.gateway.GatewayErrorCode;
import com.alipay.sandbox.gateway.GatewayRefusal;
import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.RequestHandler;
import com.alipay.sandbox.http.Templates;
import com.alipay.sandbox.refund.BatchRefundService;
import com.alipay.sandbox.refund.RefundBatch;
import com.alipay.sandbox.refund.RefundItem;
import com.alipay.sandbox.text.Texts;
import com.alipay.sandbox.trade.Money;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Serves {@code /refunds/{id}}: the page to which refund_fastpay_by_platform_pwd sends the seller. Button {@code confirm-refund}
 * executes the batch; afterwards the page shows the result of each item.
 */
public final class RefundPages implements RequestHandler {
    private final Templates templates;
    private final BatchRefundService desk;
    private final ErrorPage errors;

    /** A refund item on the page. */
    public record Row(String tradeNo, String amount, String reason, String outcome) {}

    public RefundPages(Templates templates, BatchRefundService desk, ErrorPage errors) {
        this.templates = templates;
        this.desk = desk;
        this.errors = errors;
    }

    @Override
    public HttpResponse handle(HttpRequest call) {
        String id = call.segments()[0];
        Optional<RefundBatch> batch = desk.find(id);
        if (batch.isEmpty()) {
            return errors.reply(
                    GatewayRefusal.of(
                            GatewayErrorCode.EXTERFACE_INVOKE_CONTEXT_EXPIRED, "", Texts.of("refusal.no-refund-page")),
                    StandardCharsets.UTF_8);
        }
        return call.isPost() ? confirm(id, batch.get()) : page(id, batch.get());
    }

    private HttpResponse confirm(String id, RefundBatch batch) {
        return desk.confirm(id, batch)
                ? HttpResponse.redirect("/refunds/" + id)
                : errors.reply(
                        GatewayRefusal.of(
                                GatewayErrorCode.DUPLICATE_BATCH_NO,
                                "batch_no",
                                Texts.of("refusal.used", batch.batchNo())),
                        batch.charset());
    }

    private HttpResponse page(String id, RefundBatch batch) {
        List<String> ends = desk.outcomes(id);
        List<Row> rows = IntStream.range(0, batch.items().size())
                .mapToObj(i -> row(batch.items().get(i), ends.isEmpty() ? "" : ends.get(i)))
                .toList();
        return templates.page("refund", Map.of("id", id, "batch", batch, "rows", rows, "done", !ends.isEmpty()));
    }

    private static Row row(RefundItem item, String outcome) {
        return new Row(item.tradeNo(), Money.format(item.amount()), item.reason(), outcome);
    }
}
