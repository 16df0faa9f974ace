package com.alipay.sandbox.people;

import com.alipay.sandbox.clock.Agenda;
import com.alipay.sandbox.http.Call;
import com.alipay.sandbox.http.Handler;
import com.alipay.sandbox.http.Reply;
import com.alipay.sandbox.http.Templates;
import com.alipay.sandbox.wire.Parameters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;

/**
 * {@code POST /clock}: moves the clock on by {@code advance}, such as {@code PT2M} or {@code P10D}, and goes back to the trades, or
 * to the one that {@code trade_no} names, when everything that was due has been done. The form (button {@code advance}) stands on
 * those pages.
 */
public final class ClockPages implements Handler {
    private final Templates templates;
    private final Agenda agenda;

    public ClockPages(Templates templates, Agenda agenda) {
        this.templates = templates;
        this.agenda = agenda;
    }

    @Override
    public Reply handle(Call call) {
        Parameters form = call.parameters(StandardCharsets.UTF_8);
        if (!call.isPost() || !form.get("trade_no").matches("\\d*")) {
            return Reply.redirect("/trades");
        }
        try {
            agenda.advance(Duration.parse(form.get("advance")));
            return Reply.redirect("/trades/" + form.get("trade_no"));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return Reply.html(400, templates.render("clockrefused", Map.of()), StandardCharsets.UTF_8);
        }
    }
}
