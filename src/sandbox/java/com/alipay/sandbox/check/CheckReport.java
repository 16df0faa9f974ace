package com.alipay.sandbox.check;

import com.alipay.i18n.Language;
import com.alipay.i18n.Reader;
import com.alipay.i18n.Text;
import com.alipay.sandbox.check.CheckResult.Failed;
import com.alipay.sandbox.check.CheckResult.NotTested;
import com.alipay.sandbox.http.Templates;
import com.google.gson.GsonBuilder;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The results of one examination, to be written in one of several formats.
 *
 * @param shop its notify_url
 */
public record CheckReport(String shop, List<CheckResult> results, Language language) {
    /** Formats of a report. */
    public enum Format {
        TEXT {
            @Override
            String write(CheckReport report) {
                return report.text();
            }
        },
        JSON {
            @Override
            String write(CheckReport report) {
                return report.json();
            }
        },
        JUNIT {
            @Override
            String write(CheckReport report) {
                return report.junit();
            }
        },
        HTML {
            @Override
            String write(CheckReport report) {
                return report.html();
            }
        };

        abstract String write(CheckReport report);
    }

    public CheckReport {
        results = List.copyOf(results);
    }

    public String in(Format format) {
        return format.write(this);
    }

    /** Returns whether nothing failed, and at least one check passed. */
    public boolean isGood() {
        return failed() == 0 && passed() > 0;
    }

    long passed() {
        return results.stream().filter(CheckResult::isPassed).count();
    }

    long failed() {
        return results.stream().filter(CheckResult::isFailure).count();
    }

    long notTested() {
        return results.size() - passed() - failed();
    }

    Duration duration() {
        return results.stream().map(CheckResult::duration).reduce(Duration.ZERO, Duration::plus);
    }

    public Text summary() {
        return CheckTexts.of("report.summary", passed(), failed(), notTested(), seconds(duration()));
    }

    private String text() {
        List<String> lines = new ArrayList<>();
        lines.add(said(CheckTexts.of("report.title", shop)));
        for (CheckResult result : results) {
            ShopCheck check = result.check();
            lines.add("%s %-24s %s"
                    .formatted(label(result), check.code(), said(told(result)))
                    .stripTrailing());
            if (result.outcome() instanceof Failed failed) {
                details(check, failed)
                        .forEach((label, value) -> lines.add("    " + label + ": " + value.replace("\n", "\n      ")));
            }
        }
        lines.add(said(summary()));
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("shop", shop);
        json.put("passed", passed());
        json.put("failed", failed());
        json.put("not_tested", notTested());
        json.put("seconds", duration().toMillis() / 1000.0);
        json.put("checks", results.stream().map(this::fields).toList());
        return new GsonBuilder()
                        .disableHtmlEscaping()
                        .setPrettyPrinting()
                        .create()
                        .toJson(json) + "\n";
    }

    private Map<String, Object> fields(CheckResult result) {
        ShopCheck check = result.check();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("check", check.code());
        json.put("result", word(result));
        json.put("action", said(check.action()));
        json.put("expectation", said(check.expectation()));
        json.put("section", check.section());
        json.put("seconds", result.duration().toMillis() / 1000.0);
        if (result.outcome() instanceof Failed failed) {
            json.put("cause", said(failed.cause()));
            json.put("sent", failed.sent());
            json.put("received", said(failed.received()));
            json.put("damage", said(check.damage()));
            json.put("remedy", said(check.remedy()));
        } else if (result.outcome() instanceof NotTested notTested) {
            json.put("reason", said(notTested.reason()));
        }
        return json;
    }

    private String junit() {
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "alipay-check");
            xml.writeAttribute("tests", String.valueOf(results.size()));
            xml.writeAttribute("failures", String.valueOf(failed()));
            xml.writeAttribute("errors", "0");
            xml.writeAttribute("skipped", String.valueOf(notTested()));
            xml.writeAttribute("time", seconds(duration()));
            for (CheckResult result : results) {
                testcase(xml, result);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the report cannot be written as XML", e);
        }
        return out + "\n";
    }

    private void testcase(XMLStreamWriter xml, CheckResult result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "alipay-check");
        xml.writeAttribute("name", result.check().code());
        xml.writeAttribute("time", seconds(result.duration()));
        if (result.outcome() instanceof Failed failed) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", printable(said(failed.cause())));
            StringBuilder text = new StringBuilder();
            details(result.check(), failed)
                    .forEach((label, value) ->
                            text.append(label).append(": ").append(value).append('\n'));
            xml.writeCharacters(printable(text.toString()));
            xml.writeEndElement();
        } else if (result.outcome() instanceof NotTested notTested) {
            xml.writeEmptyElement("skipped");
            xml.writeAttribute("message", printable(said(notTested.reason())));
        }
        xml.writeEndElement();
    }

    /** Removes what XML cannot carry: a shop answers any bytes. */
    private static String printable(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
    }

    private String html() {
        List<Map<String, Object>> rows = results.stream()
                .map(result -> Map.of(
                        "code", result.check().code(),
                        "section", result.check().section(),
                        "word", word(result),
                        "state", said(state(result)),
                        "action", said(result.check().action()),
                        "expectation", said(result.check().expectation()),
                        "told", said(told(result)),
                        "details",
                                result.outcome() instanceof Failed failed ? details(result.check(), failed) : Map.of()))
                .toList();
        return new Templates()
                .render(
                        new Reader(language, Optional.empty(), "", ""),
                        "check",
                        Map.of(
                                "title",
                                said(CheckTexts.of("report.title", shop)),
                                "summary",
                                said(summary()),
                                "rows",
                                rows));
    }

    private static Text told(CheckResult result) {
        if (result.outcome() instanceof Failed failed) {
            return failed.cause();
        }
        return result.outcome() instanceof NotTested notTested ? notTested.reason() : Text.NONE;
    }

    /** Returns what a reader needs to understand and repair a failure, by label. */
    private Map<String, String> details(ShopCheck check, Failed failed) {
        Map<String, String> details = new LinkedHashMap<>();
        put(details, "report.action", said(check.action()));
        put(details, "report.expectation", said(check.expectation()));
        put(details, "report.sent", failed.sent());
        put(details, "report.received", said(failed.received()));
        put(details, "report.damage", said(check.damage()));
        put(details, "report.remedy", said(check.remedy()));
        put(details, "report.section", check.section());
        return details;
    }

    private void put(Map<String, String> details, String label, String value) {
        if (!value.isEmpty()) {
            details.put(said(CheckTexts.of(label)), value);
        }
    }

    private static Text state(CheckResult result) {
        return CheckTexts.of("report." + word(result));
    }

    /** Returns the state as wide as the widest of its language. */
    private String label(CheckResult result) {
        int width = said(CheckTexts.of("report.not-tested")).length();
        return String.format("%-" + width + "s", said(state(result)));
    }

    private static String word(CheckResult result) {
        return result.isPassed() ? "passed" : result.isFailure() ? "failed" : "not-tested";
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }

    private String said(Text text) {
        return text.in(language.locale());
    }
}
