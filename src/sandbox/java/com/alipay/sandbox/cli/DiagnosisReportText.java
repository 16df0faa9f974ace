package com.alipay.sandbox.cli;

import com.alipay.diagnosis.signature.TextDiff;
import com.alipay.diagnosis.signature.TextDiff.Side;
import com.alipay.sandbox.diagnosis.DiagnosisReport;
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
            lines.add(choose(
                    "To sign, " + explanation.kind().arrivedInEnglish() + ", as " + explanation.charset() + ":",
                    "待签名字符串（" + explanation.kind().arrived() + "，按 " + explanation.charset() + " 取字节）："));
            lines.add(explanation.legible());
        }
        explanation
                .signed()
                .ifPresent(it -> compare(
                        lines,
                        it,
                        choose(
                                explanation.kind().signedInEnglish(),
                                explanation.kind().signed() + "字符串")));
        if (explanation.signed().isEmpty()) {
            explanation.difference().ifPresent(it -> lines.add(it.sentence().in(language.locale())));
        }
        explanation.own().ifPresent(it -> own(lines, it));
        if (explanation.guessed()) {
            lines.add(choose(
                    "Characters were given that were not percent-encoded: their bytes are a guess.",
                    "内容里有没有编码的汉字，它们的字节是猜的。"));
        }
        return lines;
    }

    private void verdict(List<String> lines) {
        if (WRONG.contains(explanation.verdict())) {
            lines.add(choose("the signature is not right", "签名不对"));
        }
        if (!explanation.about().isEmpty()) {
            lines.add(explanation.about().in(language.locale()));
        }
        List<String> sentences = language == Language.ZH ? explanation.chinese() : explanation.english();
        for (int i = 0; i < sentences.size(); i++) {
            lines.add(sentences.get(i));
            if (i < explanation.causes().size()) {
                DiagnosisReport.Cause cause = explanation.causes().get(i);
                lines.add("  " + choose(cause.fixerInEnglish(), cause.fixer()) + "; " + cause.section() + "; "
                        + cause.code());
            }
        }
    }

    private void own(List<String> lines, TextDiff own) {
        if (own.isEqual()) {
            lines.add("");
            lines.add(choose("Your text is the text to sign.", "你给的字符串就是待签名字符串。"));
        } else {
            compare(lines, own, choose("your text", "你给的字符串"));
        }
    }

    /** Adds both texts, the first difference in brackets. */
    private void compare(List<String> lines, TextDiff comparison, String ours) {
        lines.add("");
        lines.add(choose(
                "The first difference is in " + comparison.parameter() + ", after " + comparison.at() + " characters:",
                "第一处不同在参数 " + comparison.parameter() + " 里，前 " + comparison.at() + " 个字符相同："));
        lines.add(ours + ":");
        lines.add(marked(comparison.ourSide()));
        lines.add(
                choose(explanation.kind().arrivedInEnglish(), explanation.kind().arrived()) + ":");
        lines.add(marked(comparison.theirSide()));
        lines.add(comparison.codePoints());
    }

    private String marked(Side side) {
        String different = side.different().isEmpty() ? choose("end", "到此为止") : side.different();
        return side.same() + ">>" + different + "<<" + side.rest();
    }

    private String choose(String english, String chinese) {
        return language.choose(english, chinese);
    }
}
