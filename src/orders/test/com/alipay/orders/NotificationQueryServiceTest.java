package com.alipay.orders;

import com.alipay.orders.persistence.Database;
import java.util.UUID;

/** On the embedded database, in memory. */
class NotificationQueryServiceTest extends NotificationQueryServiceContract {
    @Override
    protected Database newDatabase() {
        return Database.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "", true);
    }
}
