package com.alipay.sandbox.trade;

import com.alipay.i18n.Text;
import com.alipay.sandbox.text.Texts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The statuses that a trade of one order can reach, computed by applying every action that {@link Trade} allows: no second list
 * of them exists.
 *
 * @param edges in the order in which they were found, starting at the creation
 * @tutorial 双功能 4.4 / 担保 5.4
 */
public record StatusGraph(List<Edge> edges) {
    private static final BigDecimal CENT = new BigDecimal("0.01");

    /**
     * A change of status.
     *
     * @param by what causes it
     */
    public record Edge(TradeStatus from, TradeStatus to, Text by) {}

    public StatusGraph {
        edges = List.copyOf(edges);
    }

    /**
     * Returns the graph of that trade's order; once the buyer has chosen the payment mode, only the paths of that mode.
     *
     * @param advanced whether an instant payment can be refunded
     */
    public static StatusGraph of(Trade trade, boolean advanced) {
        return new Search(trade, advanced).graph();
    }

    /** Returns the possible next changes from that status. */
    public List<Edge> from(TradeStatus status) {
        return edges.stream().filter(edge -> edge.from() == status).toList();
    }

    private static final class Search {
        private final Trade subject;
        private final boolean advanced;
        private final Instant now;
        private final Map<List<TradeStatus>, Set<Text>> found = new LinkedHashMap<>();
        private final Set<String> visited = new HashSet<>();
        private final Deque<Trade> ahead = new ArrayDeque<>();

        Search(Trade subject, boolean advanced) {
            this.subject = subject;
            this.advanced = advanced;
            this.now = subject.moments().created();
        }

        StatusGraph graph() {
            visit(Trade.begin(subject.tradeNo(), subject.request(), subject.buyer(), now));
            while (!ahead.isEmpty()) {
                explore(ahead.remove());
            }
            List<Edge> edges = new ArrayList<>();
            found.forEach((ends, by) -> edges.add(new Edge(ends.get(0), ends.get(1), Texts.list(List.copyOf(by)))));
            return new StatusGraph(edges);
        }

        private void explore(Trade trade) {
            payments(trade).forEach(to -> took(trade, to, Texts.of("graph.payment")));
            trade.actions().forEach(action -> taken(trade, action).forEach(to -> took(trade, to, Texts.of(action))));
            trade.due().ifPresent(due -> took(trade, trade.onTimeout(now), Texts.of("graph.timeout")));
        }

        private void took(Trade from, Trade to, Text by) {
            if (from.status() != to.status()) {
                found.computeIfAbsent(List.of(from.status(), to.status()), ends -> new LinkedHashSet<>())
                        .add(by);
            }
            visit(to);
        }

        private void visit(Trade trade) {
            String where = trade.status() + " " + trade.mode()
                    + trade.refund()
                            .map(refund ->
                                    refund.status() + " " + refund.application().goesBack()
                                            + (refund.application().amount().compareTo(trade.total()) < 0))
                            .orElse("");
            if (visited.add(where)) {
                ahead.add(trade);
            }
        }

        private Stream<Trade> payments(Trade trade) {
            if (trade.status() != TradeStatus.WAIT_BUYER_PAY) {
                return Stream.of();
            }
            ShippingOption group = trade.request().groups().get(0);
            return Stream.of(PaymentMode.values())
                    .filter(mode -> subject.mode().filter(only -> only != mode).isEmpty())
                    .map(mode -> trade.chosen(new Payment(mode, group, Receiver.UNKNOWN, ""), now)
                            .paid(advanced, now));
        }

        private Stream<Trade> taken(Trade trade, TradeAction action) {
            return switch (action) {
                case ADJUST_PRICE, EXTEND_TIMEOUT -> Stream.of();
                case SEND_GOODS ->
                    Stream.of((trade.hasOpenRefund() ? trade.refundClosed(now) : trade)
                            .goodsSent(Optional.of(TransportType.EXPRESS), now));
                case CONFIRM_GOODS -> Stream.of(trade.goodsConfirmed(now));
                case APPLY_REFUND -> applications(trade).map(application -> trade.refundApplied(application, now));
                case AGREE_REFUND -> Stream.of(trade.refundAgreed(now));
                case REFUSE_REFUND -> Stream.of(trade.refundRefused(now));
                case RETURN_GOODS -> Stream.of(trade.goodsReturned(now));
                case CONFIRM_RETURN -> Stream.of(trade.returnConfirmed(now));
                case WITHDRAW_REFUND -> Stream.of(trade.refundWithdrawn(now));
                case REFUND -> Stream.of(trade.paidBack(trade.refundable(), now));
                case CLOSE -> Stream.of(trade.closedUnpaid(false, now));
            };
        }

        /**
         * Returns applications for all, or, where it is more than a cent and the goods are shipped, for a part of it; goods
         * returned or kept.
         */
        private static Stream<RefundApplication> applications(Trade trade) {
            RefundApplication all = new RefundApplication(trade.total(), false, false);
            if (trade.status() == TradeStatus.WAIT_SELLER_SEND_GOODS) {
                return Stream.of(all);
            }
            Stream<RefundApplication> whole = Stream.of(all, new RefundApplication(trade.total(), true, true));
            return trade.total().compareTo(CENT) > 0
                    ? Stream.concat(whole, Stream.of(new RefundApplication(CENT, false, false)))
                    : whole;
        }
    }
}
