package com.alipay.sandbox.check;

import com.alipay.i18n.Text;
import java.util.List;
import java.util.function.Consumer;

/**
 * One row of the table of checks.
 *
 * @param code its name in every report
 * @param section where the tutorials speak of it
 * @param requires codes of the checks without which this one says nothing
 * @param procedure plays it and reports what it found
 */
public record ShopCheck(String code, String section, List<String> requires, Consumer<CheckRun> procedure) {
    public ShopCheck {
        requires = List.copyOf(requires);
    }

    /** Returns what the check sends. */
    public Text action() {
        return text("action");
    }

    /** Returns what a good shop does. */
    public Text expectation() {
        return text("expectation");
    }

    /** Returns what a thief or a bad day does with a shop that fails. */
    public Text damage() {
        return text("damage");
    }

    /** Returns what to change in a shop that fails. */
    public Text remedy() {
        return text("remedy");
    }

    private Text text(String part) {
        return CheckTexts.of(code + "." + part);
    }
}
