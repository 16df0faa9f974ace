package com.alipay.sandbox.refund;

import com.alipay.sandbox.error.ErrorCode;
import com.alipay.sandbox.error.ErrorPage;
import com.alipay.sandbox.error.Refusal;
import com.alipay.sandbox.http.Call;
import com.alipay.sandbox.http.Handler;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.http.Templates;
import com.alipay.sandbox.trade.Money;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@code /refunds/{id}}: where refund_fastpay_by_platform_pwd sends the seller. Button {@code confirm-refund} carries the
 * batch out; afterwards the page shows how each item ended.
 */
public final class RefundPages implements Handler {
    private final Templates templates;
    private final RefundDesk desk;
    private final ErrorPage errors;

    /** An item as the page shows it. */
    public record Row(String tradeNo, String amount, String reason, String outcome) {}

    public RefundPages(Templates templates, RefundDesk desk, ErrorPage errors) {
        this.templates = templates;
        this.desk = desk;
        this.errors = errors;
    }

    @Override
    public Reply handle(Call call) {
        String id = call.segments()[0];
        Optional<RefundBatch> batch = desk.find(id);
        if (batch.isEmpty()) {
            return errors.reply(
                    Refusal.of(ErrorCode.EXTERFACE_INVOKE_CONTEXT_EXPIRED, "", "没有这个退款页面，沙箱可能已经重启或清空"),
                    StandardCharsets.UTF_8);
        }
        return call.isPost() ? confirm(id, batch.get()) : Reply.html(page(id, batch.get()));
    }

    private Reply confirm(String id, RefundBatch batch) {
        return desk.confirm(id, batch)
                ? Reply.redirect("/refunds/" + id)
                : errors.reply(
                        Refusal.of(ErrorCode.DUPLICATE_BATCH_NO, "batch_no", batch.batchNo() + " 已经用过"),
                        batch.charset());
    }

    private String page(String id, RefundBatch batch) {
        List<String> ends = desk.outcomes(id);
        List<Row> rows = IntStream.range(0, batch.items().size())
                .mapToObj(i -> row(batch.items().get(i), ends.isEmpty() ? "" : ends.get(i)))
                .toList();
        return templates.render("refund", Map.of("id", id, "batch", batch, "rows", rows, "done", !ends.isEmpty()));
    }

    private static Row row(RefundItem item, String outcome) {
        return new Row(item.tradeNo(), Money.format(item.amount()), item.reason(), outcome);
    }
}
