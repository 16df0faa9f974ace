package com.alipay.orders.rules;

import com.alipay.i18n.Text;
import java.util.Optional;

/**
 * The result of processing a message, and the answer of a callback page.
 *
 * @param order the current order; empty when there is none, or the message is not trusted
 * @param text what happened to the order, one line
 * @param recorded whether the message is stored, so that it need not be sent again
 * @param held whether it contradicts the order and waits for a person
 * @param isFirst whether it changed its order: true for the first message of a transition, false for a repeated, late or held one
 */
public record ProcessingResult(Optional<Order> order, Text text, boolean recorded, boolean held, boolean isFirst) {

    /** Creates the result of a recorded message whose decision is stored. */
    public static ProcessingResult of(OrderDecision decision) {
        return decision.type() == OrderDecision.Type.HELD
                ? held(Optional.of(decision.after()), decision.reason())
                : new ProcessingResult(
                        Optional.of(decision.after()),
                        Text.of(decision.type() + ": " + decision.reason()),
                        true,
                        false,
                        decision.type() == OrderDecision.Type.ADVANCED);
    }

    /** Creates the result of a recorded message that did not change an order that the page could name. */
    public static ProcessingResult accepted(Optional<Order> order, String what) {
        return new ProcessingResult(order, Text.of(what), true, false, false);
    }

    /** Creates the result of a recorded message that contradicts the order, or has none: a person decides. */
    public static ProcessingResult held(Optional<Order> order, DecisionReason reason) {
        return new ProcessingResult(order, Text.of("HELD: " + reason), true, true, false);
    }

    /** Creates the result of a message that changed nothing and must be sent again, if it was genuine. */
    public static ProcessingResult refused(Optional<Order> order, Text what) {
        return new ProcessingResult(order, what, false, false, false);
    }

    /** Returns what happened to the order, one line for the log. */
    public String description() {
        return text.toString();
    }

    /** Returns {@code success} or {@code fail}, the whole body of notify_url's response. */
    public String answer() {
        return recorded ? "success" : "fail";
    }
}
