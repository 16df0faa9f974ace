package com.alipay.orders.rules;

import java.util.Optional;

/**
 * What became of a message, and what a callback page answers.
 *
 * @param order the order it is about, as it stands now; empty when there is none, or the message is not to be believed
 * @param description what happened to the order, one line for the log
 * @param recorded whether the message is safe with the merchant, so that it need not come again
 * @param held whether it contradicts the order and waits for a person
 * @param isFirst whether it moved its order: true for the first message that brings a step, false for a repeated, late or held one
 */
public record ProcessingResult(
        Optional<Order> order, String description, boolean recorded, boolean held, boolean isFirst) {

    /** The message is recorded, and the ruling is stored. */
    public static ProcessingResult of(OrderDecision ruling) {
        return ruling.type() == OrderDecision.Type.HELD
                ? held(Optional.of(ruling.after()), ruling.reason())
                : new ProcessingResult(
                        Optional.of(ruling.after()),
                        ruling.type() + ": " + ruling.reason(),
                        true,
                        false,
                        ruling.type() == OrderDecision.Type.ADVANCED);
    }

    /** The message is recorded, and did not move an order that the page could name. */
    public static ProcessingResult accepted(Optional<Order> order, String what) {
        return new ProcessingResult(order, what, true, false, false);
    }

    /** The message is recorded, but contradicts the order, or there is none: a person decides. */
    public static ProcessingResult held(Optional<Order> order, DecisionReason reason) {
        return new ProcessingResult(order, "HELD: " + reason, true, true, false);
    }

    /** The message changed nothing and must come again, if it was genuine. */
    public static ProcessingResult refused(Optional<Order> order, String what) {
        return new ProcessingResult(order, what, false, false, false);
    }

    /** {@code success} or {@code fail}, the whole body of notify_url's answer. */
    public String answer() {
        return recorded ? "success" : "fail";
    }
}
