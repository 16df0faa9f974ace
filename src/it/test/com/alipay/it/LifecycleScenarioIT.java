package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.orders.rules.OrderEventType;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The stories of 双功能 4.3 to 4.5 and 担保 5.3 and 5.4, one line each, told in every way they can reach the shop. The buyer never needs to come
 * back (4.3); status and refund status go the tutorial's ways (4.4); how he paid is found out and never taken back (4.5).
 */
class LifecycleScenarioIT {
    /**
     * The product, what buyer and seller do, and after the arrow: the final pair of statuses | what the shop's code is told when
     * every notification comes in its order | when each two of them swap places | when only the last one comes, or none and a person
     * asks Alipay. "-" is the same as in order. "held": that message waits for a person, and the rest is told when he lets it through.
     * "no": three months after an instant payment its end looks like escrow, if nothing came before (双功能 4.5).
     */
    private static final Pattern STEPS = Pattern.compile("<p class=\"what\">([^<]*)</p>");

    private static final String STORIES = """
            # the goods are sent and confirmed
            escrow: pay send_goods confirm_goods
                -> TRADE_FINISHED | PAID SHIPPED FINISHED | - | -
            dual escrow: pay send_goods confirm_goods
                -> TRADE_FINISHED | PAID SHIPPED FINISHED | - | -
            dual escrow: pay send_goods P11D
                -> TRADE_FINISHED | PAID SHIPPED FINISHED | - | -
            # the money is the seller's at once
            instant: pay
                -> TRADE_FINISHED | PAID FINISHED | - | -
            advanced: pay
                -> TRADE_SUCCESS | PAID | - | -
            advanced: pay P93D
                -> TRADE_FINISHED | PAID FINISHED | - | no
            # refunds before the goods are sent
            escrow: pay apply_refund agree_refund
                -> TRADE_CLOSED/REFUND_SUCCESS | PAID REFUND CLOSED REFUND | - | held CLOSED REFUND
            dual escrow: pay apply_refund refuse_refund apply_refund agree_refund
                -> TRADE_CLOSED/REFUND_SUCCESS | PAID REFUND REFUND REFUND CLOSED REFUND | PAID REFUND CLOSED REFUND | held CLOSED REFUND
            escrow: pay apply_refund withdraw_refund send_goods confirm_goods
                -> TRADE_FINISHED/REFUND_CLOSED | PAID REFUND REFUND SHIPPED FINISHED | PAID REFUND SHIPPED REFUND FINISHED | PAID SHIPPED FINISHED REFUND
            dual escrow: pay apply_refund send_goods confirm_goods
                -> TRADE_FINISHED/REFUND_CLOSED | PAID REFUND REFUND SHIPPED FINISHED | PAID REFUND SHIPPED REFUND FINISHED | PAID SHIPPED FINISHED REFUND
            # refunds of goods that are on their way, or were kept
            escrow: pay send_goods apply_refund agree_refund
                -> TRADE_CLOSED/REFUND_SUCCESS | PAID SHIPPED REFUND CLOSED REFUND | PAID SHIPPED CLOSED REFUND | held CLOSED REFUND
            dual escrow: pay send_goods apply_refund:goods_received=T&return_goods=F agree_refund
                -> TRADE_CLOSED/REFUND_SUCCESS | PAID SHIPPED REFUND CLOSED REFUND | PAID SHIPPED CLOSED REFUND | held CLOSED REFUND
            escrow: pay send_goods apply_refund:refund_fee=4.00 agree_refund
                -> TRADE_FINISHED/REFUND_SUCCESS | PAID SHIPPED REFUND FINISHED REFUND | PAID SHIPPED FINISHED REFUND | held PAID SHIPPED FINISHED REFUND
            escrow: pay send_goods apply_refund refuse_refund
                -> WAIT_BUYER_CONFIRM_GOODS/SELLER_REFUSE_BUYER | PAID SHIPPED REFUND REFUND | PAID SHIPPED REFUND | PAID SHIPPED REFUND
            dual escrow: pay send_goods apply_refund refuse_refund withdraw_refund confirm_goods
                -> TRADE_FINISHED/REFUND_CLOSED | PAID SHIPPED REFUND REFUND REFUND FINISHED | PAID SHIPPED REFUND FINISHED REFUND | PAID SHIPPED FINISHED REFUND
            # refunds of goods that go back
            escrow: pay send_goods apply_refund:goods_received=T agree_refund return_goods confirm_return
                -> TRADE_CLOSED/REFUND_SUCCESS | PAID SHIPPED REFUND REFUND REFUND CLOSED REFUND | PAID SHIPPED REFUND CLOSED REFUND | held CLOSED REFUND
            dual escrow: pay send_goods apply_refund:goods_received=T&refund_fee=4.00 agree_refund return_goods confirm_return
                -> TRADE_FINISHED/REFUND_SUCCESS | PAID SHIPPED REFUND REFUND REFUND FINISHED REFUND | PAID SHIPPED REFUND FINISHED REFUND | held PAID SHIPPED FINISHED REFUND
            escrow: pay send_goods apply_refund:goods_received=T agree_refund return_goods refuse_refund apply_refund agree_refund
                -> TRADE_CLOSED/REFUND_SUCCESS | PAID SHIPPED REFUND REFUND REFUND REFUND REFUND CLOSED REFUND | PAID SHIPPED REFUND REFUND CLOSED REFUND | held CLOSED REFUND
            dual escrow: pay send_goods apply_refund:goods_received=T agree_refund withdraw_refund confirm_goods
                -> TRADE_FINISHED/REFUND_CLOSED | PAID SHIPPED REFUND REFUND REFUND FINISHED | PAID SHIPPED REFUND FINISHED REFUND | PAID SHIPPED FINISHED REFUND
            # the seller pays an instant payment back
            advanced: pay refund
                -> TRADE_CLOSED/REFUND_SUCCESS | PAID CLOSED REFUND | - | held CLOSED REFUND
            advanced: pay refund:refund_fee=4.00
                -> TRADE_SUCCESS/REFUND_SUCCESS | PAID REFUND | - | held PAID REFUND
            advanced: pay refund:refund_fee=4.00 refund:refund_fee=2.00 refund
                -> TRADE_CLOSED/REFUND_SUCCESS | PAID REFUND REFUND CLOSED REFUND | PAID REFUND CLOSED REFUND | held CLOSED REFUND
            advanced: pay refund:refund_fee=4.00 P93D
                -> TRADE_FINISHED/REFUND_SUCCESS | PAID REFUND FINISHED | - | no
            """;

    private record Story(
            String product,
            List<String> steps,
            String end,
            List<String> inOrder,
            List<String> swapped,
            List<String> lastOnly) {
        /** What stands before the colon, before the arrow, and between the bars. */
        static Story of(String row) {
            String[] cells =
                    Arrays.stream(row.split(": |->|\\|")).map(String::strip).toArray(String[]::new);
            List<String> inOrder = words(cells[3]);
            return new Story(
                    cells[0], words(cells[1]), cells[2], inOrder, orElse(cells[4], inOrder), orElse(cells[5], inOrder));
        }

        private static List<String> orElse(String cell, List<String> same) {
            return cell.equals("-") ? same : words(cell);
        }

        private static List<String> words(String cell) {
            return List.of(cell.split(" +"));
        }

        ScenarioTrade place() throws IOException, InterruptedException {
            ScenarioShops.Counter counter = product.equals("advanced") ? shops.advanced() : shops.ordinary();
            return ScenarioTrade.place(
                    counter, product.equals("escrow") ? LocalAlipay.ESCROW : LocalAlipay.DUAL, mode());
        }

        /** What the shop must find out. */
        String mode() {
            return product.contains("escrow") ? "escrow" : "instant";
        }

        @Override
        public String toString() {
            return product + ": " + String.join(" ", steps);
        }
    }

    private static ScenarioShops shops;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        shops = ScenarioShops.open("stories");
    }

    @AfterAll
    static void close() {
        shops.close();
    }

    @AfterEach
    void nothingGoesWrongAnyMore() throws IOException, InterruptedException {
        shops.ordinary().alipay().noFaults();
        shops.advanced().alipay().noFaults();
    }

    static Stream<Story> stories() {
        String rows = STORIES.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"));
        return Arrays.stream(rows.split("\n(?! )")).map(Story::of);
    }

    static Stream<Story> storiesWhoseEndTellsEnough() {
        return stories().filter(story -> !story.lastOnly().get(0).equals("no"));
    }

    static Stream<Story> storiesOfThreeStepsOrMore() {
        return storiesWhoseEndTellsEnough().filter(story -> story.steps().size() > 2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void everyNotificationComesInItsOrderAndTheBuyerNeverComesBack(Story story)
            throws IOException, InterruptedException {
        ScenarioTrade trade = story.place();
        List<String> modes = new ArrayList<>();
        for (String step : story.steps()) {
            perform(trade, step);
            modes.add(Shop.text(trade.stored(), "mode"));
            assertThat(ScenarioTrade.pair(trade.stored()))
                    .as("after %s", step)
                    .isEqualTo(ScenarioTrade.pair(trade.alipay().trade(trade.out_trade_no())));
        }
        assertThat(modes).as("known with the payment, and never taken back").containsOnly(story.mode());
        assertCalls(story, trade, story.inOrder());
        everyNotificationIsInTheLedger(trade);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void theBuyerComesBackAsWell(Story story) throws IOException, InterruptedException {
        ScenarioTrade trade = story.place();
        for (String step : story.steps()) {
            if (step.equals("pay")) {
                Http.get(trade.pay());
            } else {
                perform(trade, step);
            }
        }
        assertCalls(story, trade, story.inOrder());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void eachTwoNotificationsSwapPlaces(Story story) throws IOException, InterruptedException {
        ScenarioTrade trade = story.place();
        trade.alipay().fault("NOTICE_REORDERED");
        for (String step : story.steps()) {
            perform(trade, step);
        }
        trade.alipay().advance(Duration.ofMinutes(5));
        assertCalls(story, trade, story.swapped());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("storiesWhoseEndTellsEnough")
    void onlyTheLastNotificationComes(Story story) throws IOException, InterruptedException {
        ScenarioTrade trade = story.place();
        int last = story.steps().size() - 1;
        trade.alipay().fault("NOTICE_LOST");
        for (String step : story.steps().subList(0, last)) {
            perform(trade, step);
        }
        trade.alipay().noFaults();
        perform(trade, story.steps().get(last));
        assertCalls(story, trade, story.lastOnly());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("storiesWhoseEndTellsEnough")
    void noNotificationComesAndAPersonAsksAlipay(Story story) throws IOException, InterruptedException {
        ScenarioTrade trade = story.place();
        trade.alipay().fault("NOTICE_LOST");
        for (String step : story.steps()) {
            perform(trade, step);
        }
        assertThat(trade.calls()).isEmpty();
        new Operator(trade.shop()).query(trade.out_trade_no());
        assertCalls(story, trade, story.lastOnly());
    }

    /** Each step but the last in its turn. A refund can only be told as far as its steps were heard of; all else is told once. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("storiesOfThreeStepsOrMore")
    void theNotificationOfAnyOneStepIsLost(Story story) throws IOException, InterruptedException {
        for (int lost = 0; lost < story.steps().size() - 1; lost++) {
            ScenarioTrade trade = story.place();
            for (int i = 0; i < story.steps().size(); i++) {
                if (i == lost) {
                    trade.alipay().fault("NOTICE_LOST");
                }
                perform(trade, story.steps().get(i));
                trade.alipay().noFaults();
            }
            if (story.steps().get(lost).equals("pay")) {
                releaseWhatIsHeld(trade);
            }
            String without = "without " + story.steps().get(lost);
            assertThat(trade.calls()).as(without).isEqualTo(trade.history());
            assertThat(refundsAside(trade.calls())).as(without).isEqualTo(refundsAside(story.inOrder()));
            assertThat(ScenarioTrade.pair(trade.stored())).as(without).isEqualTo(story.end());
            assertThat(Shop.text(trade.stored(), "mode")).as(without).isEqualTo(story.mode());
        }
    }

    /** Refunds of a payment that nobody heard of, oldest first. */
    private static void releaseWhatIsHeld(ScenarioTrade trade) throws IOException, InterruptedException {
        List<String> held = trade.shop().notifications(trade.out_trade_no()).stream()
                .filter(notification -> Shop.text(notification, "outcome").equals("HELD"))
                .map(notification -> Shop.text(notification, "id"))
                .sorted(Comparator.comparing(Long::valueOf))
                .toList();
        for (String id : held) {
            new Operator(trade.shop()).release(id, "支付宝网站上付过款，退了一部分");
        }
    }

    private static List<String> refundsAside(List<String> calls) {
        return calls.stream().filter(milestone -> !milestone.equals("REFUND")).toList();
    }

    /** Alipay tries for 24 hours and 22 minutes; the server is down for 24 hours of them. */
    @Test
    void theServerIsDownForADayAndLearnsEverythingFromTheLastAttempt() throws IOException, InterruptedException {
        List<Story> all = stories()
                .filter(story -> story.steps().stream().noneMatch(step -> step.startsWith("P")))
                .toList();
        List<ScenarioTrade> trades = new ArrayList<>();
        for (Story story : all) {
            trades.add(story.place());
        }
        shops.tomcat().stop();
        for (int i = 0; i < all.size(); i++) {
            for (String step : all.get(i).steps()) {
                perform(trades.get(i), step);
                trades.get(i).alipay().advance(Duration.ofSeconds(1));
            }
        }
        for (ScenarioShops.Counter counter : List.of(shops.ordinary(), shops.advanced())) {
            counter.alipay().advance(Duration.ofHours(24));
        }
        shops.tomcat().start();
        for (ScenarioShops.Counter counter : List.of(shops.ordinary(), shops.advanced())) {
            counter.alipay().advance(Duration.ofMinutes(25));
        }
        for (int i = 0; i < all.size(); i++) {
            assertCalls(all.get(i), trades.get(i), all.get(i).inOrder());
        }
    }

    private static void perform(ScenarioTrade trade, String step) throws IOException, InterruptedException {
        if (step.equals("pay")) {
            trade.pay();
        } else {
            trade.step(step);
        }
    }

    private static void assertCalls(Story story, ScenarioTrade trade, List<String> expected)
            throws IOException, InterruptedException {
        List<String> calls = new ArrayList<>(expected);
        if (calls.remove("held")) {
            theRefundIsHeldUntilAPersonHasLooked(trade);
        }
        assertThat(trade.calls()).as("calls of the shop's code").isEqualTo(calls);
        assertThat(trade.history()).as("lines of the order's history").isEqualTo(calls);
        assertThat(ScenarioTrade.pair(trade.stored())).isEqualTo(story.end());
        assertThat(Shop.text(trade.stored(), "mode"))
                .isIn(calls.contains("PAID") ? List.of(story.mode()) : List.of(story.mode(), "unknown"));
        String page = new Operator(trade.shop()).page("admin/order.jsp?out_trade_no=" + trade.out_trade_no());
        assertThat(page).contains(trade.trade_no());
        assertThat(steps(page))
                .as("the steps that the order's page tells")
                .containsAll(calls.stream()
                        .map(event ->
                                OrderEventType.valueOf(event).event().meaning().in(Locale.CHINESE))
                        .toList());
    }

    /** What happened, as the order's page tells it: several steps of one message stand in one line. */
    private static List<String> steps(String page) {
        return STEPS.matcher(page)
                .results()
                .flatMap(line -> Stream.of(line.group(1).split("、")))
                .toList();
    }

    /** Money went back that this shop never saw come in. */
    private static void theRefundIsHeldUntilAPersonHasLooked(ScenarioTrade trade)
            throws IOException, InterruptedException {
        assertThat(trade.calls()).isEmpty();
        JsonObject notification =
                trade.shop().notifications(trade.out_trade_no()).get(0);
        assertThat(Shop.text(notification, "outcome")).isEqualTo("HELD");
        assertThat(Shop.text(notification, "reason")).startsWith("a refund of an order that was never seen paid");
        boolean asked = Shop.text(notification, "source").equals("admin");
        assertThat(Shop.text(notification, "answer")).isEqualTo(asked ? "" : "success");
        new Operator(trade.shop()).release(Shop.text(notification, "id"), "支付宝网站上已全额退款");
    }

    private static void everyNotificationIsInTheLedger(ScenarioTrade trade) throws IOException, InterruptedException {
        List<JsonObject> deliveries = trade.alipay().deliveries(trade.out_trade_no());
        assertThat(deliveries)
                .isNotEmpty()
                .allSatisfy(
                        delivery -> assertThat(Shop.text(delivery, "answer")).isEqualTo("success"));
        assertThat(trade.shop().notifications(trade.out_trade_no()).stream()
                        .mapToLong(
                                notification -> notification.get("deliveries").getAsLong())
                        .sum())
                .isEqualTo(deliveries.size());
    }
}
