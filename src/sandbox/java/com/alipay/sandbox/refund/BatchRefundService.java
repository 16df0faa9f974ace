package com.alipay.sandbox.refund;

import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.fault.FaultRegistry;
import com.alipay.sandbox.fault.FaultTarget;
import com.alipay.sandbox.merchant.Account;
import com.alipay.sandbox.notification.NotificationContent;
import com.alipay.sandbox.notification.NotificationService;
import com.alipay.sandbox.persistence.StateStore;
import com.alipay.sandbox.trade.ActionParameters;
import com.alipay.sandbox.trade.IllegalTransitionException;
import com.alipay.sandbox.trade.Money;
import com.alipay.sandbox.trade.Trade;
import com.alipay.sandbox.trade.TradeAction;
import com.alipay.sandbox.trade.TradeRepository;
import com.alipay.sandbox.trade.TradeService;
import com.alipay.sandbox.trade.TradeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Executes refund batches: each item separately, then one {@code batch_refund_notify} with the result of each. The trades also
 * notify their own notify_url, as with any other refund.
 */
public final class BatchRefundService {
    private static final String SUCCESS = "SUCCESS";
    private static final String BALANCE_TOO_LOW = "TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH";

    /** Number of fields of a result item: three as documented, five as captured, or five and the fee. */
    private enum Form {
        SHORT,
        USUAL,
        LONG
    }

    private final TradeRepository book;
    private final TradeService desk;
    private final NotificationService notifier;
    private final FaultRegistry faults;
    private final RefundBatches batches;
    private final StateStore vault;

    public BatchRefundService(
            TradeRepository book,
            TradeService desk,
            NotificationService notifier,
            FaultRegistry faults,
            RefundBatches batches,
            StateStore vault) {
        this.book = book;
        this.desk = desk;
        this.notifier = notifier;
        this.faults = faults;
        this.batches = batches;
        this.vault = vault;
    }

    /** Keeps a batch until the seller has entered the password; returns the id of its page. */
    public String open(RefundBatch batch) {
        return batches.open(batch);
    }

    public Optional<RefundBatch> find(String id) {
        return batches.find(id);
    }

    public List<String> outcomes(String id) {
        return batches.outcomes(id);
    }

    /** Executes a batch that waited for the password; returns false if its number was used meanwhile. */
    public boolean confirm(String id, RefundBatch batch) {
        return vault.atomically(() -> {
            Optional<List<String>> ends = carryOut(batch);
            ends.ifPresent(each -> batches.finish(id, each));
            return ends.isPresent();
        });
    }

    /**
     * Executes a batch and returns the result of each item, in order; empty, with nothing done, if the batch number was used
     * before.
     */
    public Optional<List<String>> carryOut(RefundBatch batch) {
        return vault.atomically(() -> batches.use(batch) ? Optional.of(payBack(batch)) : Optional.empty());
    }

    private List<String> payBack(RefundBatch batch) {
        List<String> ends = new ArrayList<>();
        List<String> details = new ArrayList<>();
        Form form = faults.consume(Fault.REFUND_RESULT_SHORT, FaultTarget.ANY)
                ? Form.SHORT
                : faults.consume(Fault.REFUND_RESULT_LONG, FaultTarget.ANY) ? Form.LONG : Form.USUAL;
        for (RefundItem item : batch.items()) {
            String end = payBack(batch.partner(), item);
            ends.add(end);
            details.add(item.tradeNo() + "^" + Money.format(item.amount()) + "^" + result(item, end, form));
        }
        long successes = ends.stream().filter(SUCCESS::equals).count();
        notifier.publish(new NotificationContent(
                batch.partner(),
                batch.signType(),
                batch.notifyUrl(),
                batch.charset(),
                Map.of(
                        "notify_type", "batch_refund_notify",
                        "batch_no", batch.batchNo(),
                        "success_num", String.valueOf(successes),
                        "result_details", String.join("#", details))));
        return ends;
    }

    /**
     * Returns the result of an item in the notification's format.
     *
     * <pre>{@code
     * SUCCESS^false^null, and to a bank SUCCESS^true^P
     * SUCCESS^true^F
     * SELLER_BALANCE_NOT_ENOUGH^false^null
     *
     * short  SUCCESS
     * long   SUCCESS^true^P$seller@example.com^2088000000000001^0.00^SUCCESS
     * }</pre>
     */
    private String result(RefundItem item, String end, Form form) {
        if (!end.equals(SUCCESS)) {
            return form == Form.SHORT ? end : end.replace(BALANCE_TOO_LOW, "SELLER_BALANCE_NOT_ENOUGH") + "^false^null";
        }
        Trade trade = book.find(item.tradeNo()).orElseThrow();
        Account seller = trade.request().seller();
        String fee = "$" + seller.email() + "^" + seller.id() + "^0.00^" + SUCCESS;
        return end + bank(trade, form) + (form == Form.LONG ? fee : "");
    }

    private String bank(Trade trade, Form form) {
        if (faults.consume(Fault.REFUND_BANK_REFUSED, FaultTarget.of(trade))) {
            return "^true^F";
        }
        boolean goesToBank = form == Form.LONG || trade.isPaidThroughBank();
        return form == Form.SHORT ? "" : goesToBank ? "^true^P" : "^false^null";
    }

    private String payBack(String partner, RefundItem item) {
        Optional<Trade> trade = book.find(item.tradeNo())
                .filter(found -> found.request().partner().equals(partner));
        if (trade.isEmpty()) {
            return "TRADE_NOT_EXISTS";
        }
        Optional<String> obstacle = obstacle(trade.get()).or(() -> obstacle(trade.get(), item));
        return obstacle.orElseGet(() -> payBack(item));
    }

    private String payBack(RefundItem item) {
        try {
            desk.act(
                    item.tradeNo(),
                    TradeAction.REFUND,
                    new ActionParameters(Map.of("refund_fee", Money.format(item.amount()))));
            return SUCCESS;
        } catch (IllegalTransitionException e) {
            return "TRADE_STATUS_ERROR";
        } catch (IllegalArgumentException e) {
            return "REASON_HAS_REFUND_FEE_NOT_MATCH";
        }
    }

    private static Optional<String> obstacle(Trade trade) {
        if (trade.status() == TradeStatus.TRADE_CLOSED) {
            return Optional.of("TRADE_HAS_CLOSED");
        }
        if (trade.status() == TradeStatus.WAIT_BUYER_PAY) {
            return Optional.of("TRADE_STATUS_ERROR");
        }
        if (!trade.isInstant()) {
            return Optional.of("TRADE_PRODUCT_TYPE_NOT_ALLOW_REFUND");
        }
        return trade.status() == TradeStatus.TRADE_FINISHED ? Optional.of("TRADE_HAS_FINISHED") : Optional.empty();
    }

    private Optional<String> obstacle(Trade trade, RefundItem item) {
        if (item.royalty()) {
            return Optional.of("REFUND_TRADE_FEE_ERROR");
        }
        if (item.amount().signum() == 0) {
            return Optional.of("REFUND_AMOUNT_NOT_VALID");
        }
        if (item.amount().compareTo(trade.total()) > 0) {
            return Optional.of("REASON_TRADE_REFUND_FEE_ERR");
        }
        if (item.amount().compareTo(trade.refundable()) > 0) {
            return Optional.of("REASON_HAS_REFUND_FEE_NOT_MATCH");
        }
        if (faults.consume(Fault.SELLER_BALANCE_EMPTY, FaultTarget.of(trade))) {
            return Optional.of(BALANCE_TOO_LOW);
        }
        return faults.consume(Fault.SELLER_FROZEN, FaultTarget.of(trade))
                ? Optional.of("TXN_RESULT_ACCOUNT_STATUS_NOT_VALID")
                : Optional.empty();
    }
}
