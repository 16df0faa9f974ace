package com.alipay.load;

import com.alipay.orders.OrderEvent;
import com.alipay.orders.OrderListener;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A shop's own code: a row in the shop's own table for every call. Nothing keeps it from writing one twice. */
public final class CountingListener implements OrderListener {
    @Override
    public void paid(OrderEvent event, Connection connection) throws SQLException {
        count(event, connection);
    }

    @Override
    public void shipped(OrderEvent event, Connection connection) throws SQLException {
        count(event, connection);
    }

    @Override
    public void finished(OrderEvent event, Connection connection) throws SQLException {
        count(event, connection);
    }

    @Override
    public void closed(OrderEvent event, Connection connection) throws SQLException {
        count(event, connection);
    }

    @Override
    public void refund(OrderEvent event, Connection connection) throws SQLException {
        count(event, connection);
    }

    private static void count(OrderEvent event, Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into shop_calls values (?, ?)")) {
            insert.setString(1, event.order().out_trade_no());
            insert.setString(2, event.milestone().name());
            insert.executeUpdate();
        }
    }
}
