package merchant;

import com.alipay.orders.OrderEvent;
import com.alipay.orders.OrderListener;
import java.sql.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Template for your own code: what your shop does when an order is paid, shipped, finished or closed. Configured in
 * alipay.properties by {@code order_listener=merchant.ShopOrderListener}. As delivered, it writes one line into log.txt per order
 * event.
 *
 * <p>Each method is called once per order event, inside the transaction that stores the event; see {@link OrderListener}. Typical
 * code of a shop:
 *
 * <pre>{@code
 * try (PreparedStatement update = connection.prepareStatement(
 *         "update member set balance = balance + ? where id = (select member_id from shop_order where number = ?)")) {
 *     update.setBigDecimal(1, event.order().total_fee());
 *     update.setString(2, event.order().out_trade_no());
 *     update.executeUpdate();
 * }
 * }</pre>
 *
 * @tutorial 双功能 2.3 / 担保 3.4
 */
public final class ShopOrderListener implements OrderListener {
    private static final Logger log = LoggerFactory.getLogger(ShopOrderListener.class);

    @Override
    public void paid(OrderEvent event, Connection connection) {
        note(event); // 担保交易：可以发货；即时到账：可以充值、开通服务
    }

    @Override
    public void shipped(OrderEvent event, Connection connection) {
        note(event); // 卖家已发货
    }

    @Override
    public void finished(OrderEvent event, Connection connection) {
        note(event); // 交易完成
    }

    @Override
    public void closed(OrderEvent event, Connection connection) {
        note(event); // 交易关闭
    }

    @Override
    public void refund(OrderEvent event, Connection connection) {
        note(event); // 退款进展，见 event.order().refund_status()
    }

    private static void note(OrderEvent event) {
        log.info(
                "{} out_trade_no={} trade_status={}",
                event.milestone(),
                event.order().out_trade_no(),
                event.order().trade_status());
    }
}
