package com.alipay.web.admin;

import com.alipay.orders.OrderService;
import com.alipay.orders.persistence.OverviewDao;
import com.alipay.web.Labels;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The links at the top of every admin page, with the current page marked and pending items counted. */
public final class Navigation {
    private static final Logger log = LoggerFactory.getLogger(Navigation.class);

    /**
     * One link.
     *
     * @param count the number of pending items; "" for none
     * @param current whether it leads to this page
     */
    public record Link(String href, String label, String count, boolean current) {}

    private Navigation() {}

    /** Returns the links for this request's page. Without the database there are no counts. */
    public static List<Link> of(HttpServletRequest request) {
        long held = 0;
        long toShip = 0;
        try {
            held = OrderService.current().notifications().overview(OverviewDao::held);
            toShip = OrderService.current().notifications().overview(OverviewDao::toShip);
        } catch (RuntimeException e) {
            log.debug("the counts cannot be read", e);
        }
        String path = request.getServletPath();
        Labels labels = Labels.of(request);
        Map<String, String> counts = Map.of(
                "orders", toShip == 0 ? "" : labels.text("nav.orders.count", toShip),
                "notices", held == 0 ? "" : labels.text("nav.notices.count", held));
        return Stream.of("index", "orders", "notices", "doctor", "test", "errors")
                .map(page -> new Link(
                        page + ".jsp",
                        labels.text("nav." + page),
                        counts.getOrDefault(page, ""),
                        isAt(path, page + ".jsp")))
                .toList();
    }

    /** Returns whether the path belongs to the link; the page of one order belongs to the list of orders. */
    private static boolean isAt(String path, String href) {
        String page = path.substring(path.lastIndexOf('/') + 1);
        return page.equals(href) || page.equals(href.replace("s.jsp", ".jsp"));
    }
}
