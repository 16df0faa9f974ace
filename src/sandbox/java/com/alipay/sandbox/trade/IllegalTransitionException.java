package com.alipay.sandbox.trade;

/** A trade's status does not allow the requested action; the caller chooses one of {@link Trade#actions}. */
public final class IllegalTransitionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Trade trade;
    private final String action;

    IllegalTransitionException(Trade trade, String step) {
        super(step + " is not possible for trade " + trade.tradeNo() + " in status " + trade.status()
                + trade.refund().map(refund -> "/" + refund.status()).orElse("")
                + "; possible now: "
                + trade.actions().stream().map(TradeAction::wireName).toList());
        this.trade = trade;
        this.action = step;
    }

    /** Returns the name of the action that was requested. */
    public String action() {
        return action;
    }

    public Trade trade() {
        return trade;
    }
}
