package com.alipay.sandbox.api;

import com.alipay.i18n.Text;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.Paging;
import com.alipay.sandbox.journal.Journal;
import com.alipay.sandbox.journal.JournalEntry;
import com.alipay.sandbox.journal.LoggedRequest;
import com.alipay.sandbox.notification.DeliveryAttempt;
import com.alipay.sandbox.scheduling.ChinaTime;
import com.alipay.sandbox.text.Texts;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Resources {@code journal} (requests and delivery attempts) and {@code requests} (requests with query and body). */
final class JournalResource {
    private final Journal journal;

    JournalResource(Journal journal) {
        this.journal = journal;
    }

    HttpResponse list(ApiRequest call) {
        Paging paging = Paging.of(call.form());
        return json(
                paging.of(journal.before(paging.before())).entries().stream().map(JournalResource::entry));
    }

    /** Returns the logged requests; with {@code refused=true} only the refused ones. */
    HttpResponse requests(ApiRequest call) {
        Paging paging = Paging.of(call.form());
        boolean onlyRefused = call.get("refused").equals("true");
        return json(paging
                .of(journal.before(paging.before())
                        .filter(JournalEntry.Incoming.class::isInstance)
                        .map(JournalEntry.Incoming.class::cast)
                        .filter(entry -> entry.request().refused() || !onlyRefused))
                .entries()
                .stream()
                .map(JournalResource::request));
    }

    private static HttpResponse json(Stream<Map<String, Object>> entries) {
        List<Map<String, Object>> all = entries.toList();
        return HttpResponse.json(200, Json.of(all));
    }

    private static Map<String, Object> request(JournalEntry.Incoming entry) {
        Map<String, Object> json = entry(entry);
        LoggedRequest request = entry.request();
        json.put("query", new String(request.query(), StandardCharsets.ISO_8859_1));
        json.put("body", new String(request.body(), StandardCharsets.ISO_8859_1));
        json.put("withheld", request.withheld());
        return json;
    }

    private static Map<String, Object> entry(JournalEntry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", entry.id());
        json.put("time", ChinaTime.format(entry.time()));
        if (entry instanceof JournalEntry.Outgoing out) {
            outgoing(json, out.delivery());
        } else {
            incoming(json, entry.id(), ((JournalEntry.Incoming) entry).request());
        }
        return json;
    }

    private static void outgoing(Map<String, Object> json, DeliveryAttempt delivery) {
        json.put("direction", "out");
        json.put("kind", "NOTIFICATION");
        json.put("out_trade_no", delivery.message().get("out_trade_no"));
        json.put("trade_no", delivery.message().get("trade_no"));
        json.put("delivery", delivery.id());
        json.put("refused", !delivery.acknowledged());
    }

    private static void incoming(Map<String, Object> json, long id, LoggedRequest request) {
        json.put("direction", "in");
        json.put("kind", request.kind().name());
        json.put("method", request.method());
        json.put("path", request.path());
        json.put("service", request.service());
        json.put("partner", request.partner());
        json.put("out_trade_no", request.outTradeNo());
        json.put("trade_no", request.tradeNo());
        json.put("http_status", request.status());
        json.put("outcome", request.outcome());
        json.put("refused", request.refused());
        if (request.refused()) {
            json.put("error", request.error());
            json.put("parameter", request.parameter());
            json.put("detail", request.detail());
            json.put("cause", about(request, "cause"));
            json.put("remedy", about(request, "remedy"));
            json.put("explanation", request.isExplainable() ? "/explain?request=" + id : "/journal/" + id);
        }
    }

    private static Text about(LoggedRequest request, String what) {
        return request.code().map(code -> Texts.about(code, what)).orElse(Text.NONE);
    }
}
