package com.alipay.sandbox.cli;

import com.alipay.diagnosis.signature.TextDiff;
import com.alipay.diagnosis.signature.TextDiff.Side;
import com.alipay.i18n.Language;
import com.alipay.i18n.Text;
import com.alipay.sandbox.diagnosis.DiagnosisReport;
import com.alipay.sandbox.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Formats a diagnosis report for the console. */
record DiagnosisReportText(DiagnosisReport explanation, Language language) {
    private static final Set<String> WRONG = Set.of("Explained", "Damaged", "Unexplained");

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        verdict(lines);
        if (!explanation.toSign().isEmpty()) {
            lines.add("");
            lines.add(text(Texts.of("console.to-sign", explanation.kind().arrived(), explanation.charset())));
            lines.add(explanation.legible());
        }
        explanation
                .signed()
                .ifPresent(it -> compare(
                        lines,
                        it,
                        text(Texts.of("explain.signed", explanation.kind().signed()))));
        if (explanation.signed().isEmpty()) {
            explanation.difference().ifPresent(it -> lines.add(text(explanation.differs())));
        }
        explanation.own().ifPresent(it -> own(lines, it));
        if (explanation.guessed()) {
            lines.add(text("console.guessed"));
        }
        return lines;
    }

    private void verdict(List<String> lines) {
        if (WRONG.contains(explanation.verdict())) {
            lines.add(text("console.wrong"));
        }
        if (!explanation.about().isEmpty()) {
            lines.add(text(explanation.about()));
        }
        List<Text> sentences = explanation.sentences();
        for (int i = 0; i < sentences.size(); i++) {
            lines.add(text(sentences.get(i)));
            if (i < explanation.causes().size()) {
                DiagnosisReport.Cause cause = explanation.causes().get(i);
                lines.add("  " + text(cause.responsible()) + "; " + cause.section() + "; " + cause.code());
            }
        }
    }

    private void own(List<String> lines, TextDiff own) {
        if (own.isEqual()) {
            lines.add("");
            lines.add(text("console.equal"));
        } else {
            compare(lines, own, text("console.yours"));
        }
    }

    /** Adds both texts, the first difference in brackets. */
    private void compare(List<String> lines, TextDiff comparison, String ours) {
        lines.add("");
        lines.add(text(Texts.of("console.difference", comparison.parameter(), comparison.at())));
        lines.add(ours + ":");
        lines.add(marked(comparison.ourSide()));
        lines.add(text(explanation.kind().arrived()) + ":");
        lines.add(marked(comparison.theirSide()));
        lines.add(comparison.codePoints());
    }

    private String marked(Side side) {
        String different = side.different().isEmpty() ? text("explanation.end") : side.different();
        return side.same() + ">>" + different + "<<" + side.rest();
    }

    private String text(String key) {
        return text(Texts.of(key));
    }

    private String text(Text text) {
        return text.in(language.locale());
    }
}
