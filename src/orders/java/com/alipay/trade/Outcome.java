package com.alipay.trade;

import java.util.Optional;

/**
 * What became of a message, and what a callback page answers.
 *
 * @param order the order it is about, as it stands now; empty when there is none, or the message is not to be believed
 * @param what what happened to the order, one line for the log
 * @param recorded whether the message is safe with the merchant, so that it need not come again
 * @param held whether it contradicts the order and waits for a person
 * @param isFirst whether it moved its order: true for the first message that brings a step, false for a repeated, late or held one
 */
public record Outcome(Optional<Order> order, String what, boolean recorded, boolean held, boolean isFirst) {

    /** The message is recorded, and the ruling is stored. */
    public static Outcome of(Ruling ruling) {
        return ruling.effect() == Ruling.Effect.HELD
                ? held(Optional.of(ruling.after()), ruling.reason())
                : new Outcome(
                        Optional.of(ruling.after()),
                        ruling.effect() + ": " + ruling.reason(),
                        true,
                        false,
                        ruling.effect() == Ruling.Effect.ADVANCED);
    }

    /** The message is recorded, and did not move an order that the page could name. */
    public static Outcome accepted(Optional<Order> order, String what) {
        return new Outcome(order, what, true, false, false);
    }

    /** The message is recorded, but contradicts the order, or there is none: a person decides. */
    public static Outcome held(Optional<Order> order, Reason reason) {
        return new Outcome(order, "HELD: " + reason, true, true, false);
    }

    /** The message changed nothing and must come again, if it was genuine. */
    public static Outcome refused(Optional<Order> order, String what) {
        return new Outcome(order, what, false, false, false);
    }

    /** {@code success} or {@code fail}, the whole body of notify_url's answer. */
    public String answer() {
        return recorded ? "success" : "fail";
    }
}
