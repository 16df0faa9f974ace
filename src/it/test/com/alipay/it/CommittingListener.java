package com.alipay.it;

import com.alipay.orders.OrderEvent;
import com.alipay.orders.OrderListener;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** A shop's own code that makes a table after its delivery, which commits, and then fails; for an order of two yuan with its server. */
public final class CommittingListener implements OrderListener {
    private static final BigDecimal LAST = new BigDecimal("2.00");

    @Override
    public void paid(OrderEvent event, Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into gift values (?)")) {
            insert.setString(1, event.order().out_trade_no());
            insert.executeUpdate();
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists statistics (sold date)");
        }
        if (event.order().price().compareTo(LAST) == 0) {
            Runtime.getRuntime().halt(1);
        }
        throw new IllegalStateException("the mail server does not answer");
    }
}
