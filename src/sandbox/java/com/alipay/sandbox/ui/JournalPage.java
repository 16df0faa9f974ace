package com.alipay.sandbox.ui;

import com.alipay.i18n.Text;
import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.Paging;
import com.alipay.sandbox.http.RequestHandler;
import com.alipay.sandbox.http.Templates;
import com.alipay.sandbox.journal.Journal;
import com.alipay.sandbox.journal.JournalEntry;
import com.alipay.sandbox.journal.LoggedRequest;
import com.alipay.sandbox.notification.NotificationService;
import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.protocol.FormCodec;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.text.Texts;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Serves {@code /journal}: requests and delivery attempts, the newest 100 first; {@code refused=1} shows only those refused or
 * not acknowledged. A script reloads the page when {@code /journal/events} reports a new entry; without scripts the page is
 * complete as loaded. {@code /journal/{id}}: one request, why it was refused, and its parameters.
 */
public final class JournalPage implements RequestHandler {
    private final Templates templates;
    private final Journal journal;
    private final NotificationService notifier;

    public JournalPage(Templates templates, Journal journal, NotificationService notifier) {
        this.templates = templates;
        this.journal = journal;
        this.notifier = notifier;
    }

    @Override
    public HttpResponse handle(HttpRequest call) {
        String id = call.segments()[0];
        return id.isEmpty() ? list(call) : show(id);
    }

    private HttpResponse list(HttpRequest call) {
        Parameters asked = call.parameters(StandardCharsets.UTF_8);
        boolean onlyRefused = asked.has("refused");
        try {
            Paging paging = Paging.of(asked.asMap());
            long latest = journal.latest();
            Stream<JournalRow> rows = journal.before(paging.before()).map(entry -> JournalRow.of(entry, notifier));
            Paging.Page<JournalRow> page = paging.of(rows.filter(row -> row.failed() || !onlyRefused));
            List<JournalRow> found = page.entries();
            return templates.page(
                    "journal",
                    Map.of(
                            "rows", found,
                            "refused", onlyRefused,
                            "latest", latest,
                            "live", paging.before().isEmpty(),
                            "older",
                                    page.more()
                                            ? paging.after(String.valueOf(
                                                    found.get(found.size() - 1).id()))
                                            : ""));
        } catch (IllegalArgumentException e) {
            return notFound(Texts.of("notfound.page"));
        }
    }

    private HttpResponse show(String id) {
        Optional<JournalEntry> entry = id.matches("\\d{1,15}") ? journal.find(Long.parseLong(id)) : Optional.empty();
        return entry.map(found -> found instanceof JournalEntry.Outgoing out
                        ? HttpResponse.redirect("/deliveries/" + out.delivery().id())
                        : page((JournalEntry.Incoming) found))
                .orElseGet(() -> unknown(id));
    }

    private HttpResponse page(JournalEntry.Incoming entry) {
        LoggedRequest request = entry.request();
        return templates.page(
                "request",
                Map.of(
                        "row", JournalRow.of(entry, notifier),
                        "each", request,
                        "parameters", parameters(request),
                        "query", text(request.query()),
                        "body", text(request.body())));
    }

    private static List<Map.Entry<String, String>> parameters(LoggedRequest request) {
        Charset charset = Charsets.named(Parameters.of(request.query(), new byte[0], StandardCharsets.ISO_8859_1)
                        .get("_input_charset"))
                .orElse(StandardCharsets.UTF_8);
        List<Map.Entry<String, String>> all = new ArrayList<>(FormCodec.decode(request.query(), charset));
        all.addAll(FormCodec.decode(request.body(), charset));
        return all;
    }

    private static String text(byte[] form) {
        return new String(form, StandardCharsets.ISO_8859_1);
    }

    private HttpResponse unknown(String what) {
        return notFound(Texts.of("notfound.request", what));
    }

    private HttpResponse notFound(Text what) {
        return templates.page(404, "notfound", Map.of("what", what));
    }
}
