package com.alipay.sandbox.ui;

import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.RequestHandler;
import com.alipay.sandbox.http.Templates;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.scheduling.Scheduler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;

/**
 * Serves {@code POST /clock}: advances the clock by {@code advance}, such as {@code PT2M} or {@code P10D}, runs everything that
 * is due, and then redirects to the trades, or to the one that {@code trade_no} names. The form (button {@code advance}) is on
 * those pages.
 */
public final class ClockPages implements RequestHandler {
    private final Templates templates;
    private final Scheduler agenda;

    public ClockPages(Templates templates, Scheduler agenda) {
        this.templates = templates;
        this.agenda = agenda;
    }

    @Override
    public HttpResponse handle(HttpRequest call) {
        Parameters form = call.parameters(StandardCharsets.UTF_8);
        if (!call.isPost() || !form.get("trade_no").matches("\\d*")) {
            return HttpResponse.redirect("/trades");
        }
        try {
            agenda.advance(Duration.parse(form.get("advance")));
            return HttpResponse.redirect("/trades/" + form.get("trade_no"));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return templates.page(400, "clockrefused", Map.of());
        }
    }
}
