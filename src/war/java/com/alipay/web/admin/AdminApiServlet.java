package com.alipay.web.admin;

import com.alipay.config.Configuration;
import com.alipay.orders.NotificationQueryService;
import com.alipay.orders.OrderService;
import com.alipay.orders.persistence.DatabaseUnavailableException;
import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.rules.Order;
import com.alipay.protocol.FormData;
import com.alipay.web.Labels;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the data of the admin pages as JSON: {@code admin/api/orders} with the parameters of {@link OrderQueryParser},
 * {@code admin/api/orders/{out_trade_no}}, {@code admin/api/notices}.
 */
public final class AdminApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private static final Logger log = LoggerFactory.getLogger(AdminApiServlet.class);

    /** Maximum number of orders or messages in one response, and of messages of one order. */
    private static final int NEWEST = 100;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
        try {
            answer(path, request, response);
        } catch (RuntimeException e) {
            DatabaseUnavailableException.log(log, e, "admin/api{} failed", path);
            answer(response, 503, OrderJson.error(Labels.of(request).text("api.DATABASE")));
        }
    }

    private static void answer(String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (path.equals("/orders")) {
            orders(Labels.of(request), response, OrderQueryParser.of(FormData.read(request)));
        } else if (path.equals("/notices")) {
            notifications(request, response);
        } else if (path.startsWith("/orders/")) {
            order(Labels.of(request), response, path.substring("/orders/".length()));
        } else {
            answer(response, 404, OrderJson.error(Labels.of(request).text("api.NO_ADDRESS")));
        }
    }

    private static void orders(Labels labels, HttpServletResponse response, OrderQueryParser query) throws IOException {
        if (query.findings().isEmpty()) {
            OrderService.Found found = OrderService.current().search(query.filter(), NEWEST);
            String next = found.page()
                    .next()
                    .map(end -> "orders"
                            + query.link(end, Configuration.current().merchant().charset()))
                    .orElse(null);
            answer(response, 200, OrderJson.of(found, next));
        } else {
            answer(response, 400, OrderJson.of(labels, query.findings()));
        }
    }

    /** Lists messages; see {@link NotificationQueryParser} for the parameters, in UTF-8 like the response. */
    private static void notifications(HttpServletRequest request, HttpServletResponse response) throws IOException {
        NotificationQueryParser search =
                NotificationQueryParser.of(FormData.read(request, StandardCharsets.UTF_8), NEWEST);
        if (!search.findings().isEmpty()) {
            answer(response, 400, OrderJson.of(Labels.of(request), search.findings()));
            return;
        }
        NotificationQueryService notifications = OrderService.current().notifications();
        List<NotificationDao.NotificationRecord> found = search.unverified()
                ? notifications.searchUnverified(search.search())
                : notifications.search(search.search());
        String next = search.next(found, StandardCharsets.UTF_8);
        answer(
                response,
                200,
                search.unverified()
                        ? NotificationJson.ofUnverified(
                                search.page(found), NotificationsPage.counted(notifications, search), next)
                        : NotificationJson.ofVerified(search.page(found), next));
    }

    private static void order(Labels labels, HttpServletResponse response, String out_trade_no) throws IOException {
        Optional<Order> order = OrderService.current().find(out_trade_no);
        if (order.isPresent()) {
            answer(
                    response,
                    200,
                    OrderJson.of(
                            order.get(),
                            OrderService.current().history(out_trade_no),
                            OrderService.current().notificationsAbout(out_trade_no, NEWEST),
                            OrderService.current().dropped(out_trade_no)));
        } else {
            answer(response, 404, OrderJson.error(labels.text("api.NO_ORDER", out_trade_no)));
        }
    }

    public static void answer(HttpServletResponse response, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/json;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
