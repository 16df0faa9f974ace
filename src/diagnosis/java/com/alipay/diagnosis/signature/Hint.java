package com.alipay.diagnosis.signature;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.i18n.Text;
import java.util.ArrayList;
import java.util.List;

/** What to check when no known mistake explains a signature: a fact visible in the bytes, or a question; never a cause. */
public enum Hint {
    /** Visible in the bytes: every value is ASCII. */
    NO_CHARSET,
    /** Visible in the bytes: values contain question marks. */
    QUESTION_MARKS,
    /** Visible: there is no order to compare with. */
    NOTHING_KNOWN,
    /** A question. */
    WHICH_KEY,
    /** A question. */
    FROM_ALIPAY,
    /** A question. */
    COMPARE_TEXTS;

    /** Returns one sentence without a full stop. */
    public Text sentence() {
        return DiagnosticCode.MESSAGES.message("hint." + name());
    }

    static List<Hint> about(SigningHypothesis reading, DiagnosisInput specimen) {
        boolean ascii =
                reading.pairs().stream().allMatch(pair -> pair.value().chars().allMatch(c -> c < 0x80));
        boolean questionMarks = reading.pairs().stream()
                .anyMatch(pair -> pair.value().contains("??") && !pair.name().endsWith("_url"));
        List<Hint> hints = new ArrayList<>();
        if (ascii && !questionMarks) {
            hints.add(NO_CHARSET);
        }
        if (questionMarks) {
            hints.add(QUESTION_MARKS);
        }
        if (specimen.known().isEmpty()) {
            hints.add(NOTHING_KNOWN);
        }
        hints.add(WHICH_KEY);
        hints.add(specimen.isRequest() ? COMPARE_TEXTS : FROM_ALIPAY);
        return hints;
    }
}
