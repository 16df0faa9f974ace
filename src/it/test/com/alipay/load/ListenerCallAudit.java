package com.alipay.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which calls the shop's code is owed, compared with those it got. */
final class ListenerCallAudit {
    private final Map<String, Long> expected = new TreeMap<>();

    /** The step is to be told once. */
    synchronized void expect(String out_trade_no, String milestone) {
        expected.put(out_trade_no + " " + milestone, 1L);
    }

    /** Fails unless every step was told once and no other at all; answers the counts in words. */
    String settle(ShopDatabase database) throws SQLException {
        Map<String, Long> calls = database.calls();
        List<String> lost = new ArrayList<>(expected.keySet());
        lost.removeAll(calls.keySet());
        List<String> repeated = calls.keySet().stream()
                .filter(step -> !expected.getOrDefault(step, 0L).equals(calls.get(step)))
                .toList();
        assertThat(lost)
                .as("a step that was never told is a paid order nobody delivers")
                .isEmpty();
        assertThat(repeated)
                .as("a step told twice, or told without a payment, is something given away")
                .isEmpty();
        return "listener calls " + total(calls) + ", expected " + expected.size() + " " + bySteps(expected) + ", lost "
                + lost.size() + ", repeated " + repeated.size();
    }

    private static long total(Map<String, Long> calls) {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<String, Integer> bySteps(Map<String, Long> calls) {
        Map<String, Integer> steps = new TreeMap<>();
        calls.keySet().forEach(step -> steps.merge(step.substring(step.indexOf(' ') + 1), 1, Integer::sum));
        return steps;
    }
}
