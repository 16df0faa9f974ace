package com.alipay.sandbox.diagnosis;

import com.alipay.diagnosis.signature.TextDiff;
import com.alipay.i18n.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a diagnosis report as JSON; members that do not apply are left out. */
public final class DiagnosisReportJson {
    private DiagnosisReportJson() {}

    public static Map<String, Object> of(DiagnosisReport explanation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("verdict", explanation.verdict());
        json.put("kind", explanation.kind().name().toLowerCase(Locale.ROOT));
        json.put("charset", explanation.charset());
        json.put("bytes_guessed", explanation.guessed());
        json.put("to_sign", explanation.toSign());
        json.put(
                "causes",
                explanation.causes().stream().map(DiagnosisReportJson::cause).toList());
        json.put("chinese", in(Locale.CHINESE, explanation.sentences()));
        json.put("english", in(Locale.ENGLISH, explanation.sentences()));
        if (!explanation.about().isEmpty()) {
            json.put(
                    "about",
                    Map.of(
                            "chinese", explanation.about().in(Locale.CHINESE),
                            "english", explanation.about().in(Locale.ENGLISH)));
        }
        explanation.difference().ifPresent(difference -> json.put("difference", difference.name()));
        explanation.signed().ifPresent(signed -> json.put("signed", comparison(signed)));
        explanation.own().ifPresent(own -> json.put("own", comparison(own)));
        return json;
    }

    private static Map<String, Object> cause(DiagnosisReport.Cause cause) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", cause.code());
        json.put("detail", cause.detail());
        json.put("chinese", cause.sentence().in(Locale.CHINESE));
        json.put("english", cause.sentence().in(Locale.ENGLISH));
        json.put("fixer", cause.responsible());
        json.put("section", cause.section());
        return json;
    }

    private static List<String> in(Locale language, List<Text> texts) {
        return texts.stream().map(text -> text.in(language)).toList();
    }

    private static Map<String, Object> comparison(TextDiff comparison) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("text", comparison.expected());
        json.put("equal", comparison.isEqual());
        if (!comparison.isEqual()) {
            json.put("at", comparison.at());
            json.put("parameter", comparison.parameter());
            json.put("code_points", comparison.codePoints());
        }
        return json;
    }
}
