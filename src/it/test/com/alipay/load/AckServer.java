package com.alipay.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.it.RawForm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A merchant's notify_url that answers {@code success} at once and remembers what each order was told. */
final class AckServer implements AutoCloseable {
    private final Map<String, List<String>> statuses = new ConcurrentHashMap<>();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final Set<String> repeated = ConcurrentHashMap.newKeySet();
    private final StubHttpServer server;

    private AckServer() throws IOException {
        server = StubHttpServer.open(this::receive);
    }

    static AckServer open() throws IOException {
        return new AckServer();
    }

    String url() {
        return server.url() + "/notify";
    }

    private String receive(String notification) {
        Map<String, String> params = new TreeMap<>();
        for (String pair : RawForm.parse(notification).pairs()) {
            int end = pair.indexOf('=');
            params.put(pair.substring(0, end), pair.substring(end + 1));
        }
        if (!ids.add(params.get("notify_id"))) {
            repeated.add(params.get("notify_id"));
        }
        statuses.merge(params.get("out_trade_no"), List.of(params.get("trade_status")), AckServer::joined);
        return "success";
    }

    private static List<String> joined(List<String> before, List<String> more) {
        List<String> all = new ArrayList<>(before);
        all.addAll(more);
        return List.copyOf(all);
    }

    /** Fails unless every one of these orders was told exactly that, in its order, and nothing came twice; answers the counts. */
    String settle(Set<String> orders, List<String> expected) {
        Map<String, List<String>> otherOrders = new TreeMap<>(statuses);
        orders.forEach(order -> otherOrders.remove(order, expected));
        List<String> lost =
                orders.stream().filter(order -> !statuses.containsKey(order)).toList();
        assertThat(lost).as("payments nobody was notified of").isEmpty();
        assertThat(otherOrders).as("payments that were told wrongly").isEmpty();
        assertThat(repeated)
                .as("notifications that came again though acknowledged")
                .isEmpty();
        return ids.size() + " notifications of " + orders.size() + " payments, lost " + lost.size() + ", twice "
                + repeated.size();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
