package com.alipay.readme;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.orders.rules.Order;
import com.alipay.orders.rules.OrderCreationResult;
import com.alipay.orders.rules.ProcessingResult;
import com.alipay.protocol.Notification;
import com.alipay.protocol.PayService;
import com.alipay.protocol.VerificationResult;
import com.alipay.services.PaymentRequest;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.naming.Context;
import javax.naming.spi.InitialContextFactory;
import org.h2.api.Trigger;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document's shop with its own orders, compiled from the page and run on a database with the page's tables. */
public class ShopOrdersTest {
    private static final String NUMBER = "SIM201103150001";
    private static final String PAID = "WAIT_SELLER_SEND_GOODS";

    private static volatile JdbcDataSource pool;

    @TempDir
    Path folder;

    private URLClassLoader loader;
    private Class<?> shopOrders;

    /** The container's names: its pool, whatever is asked for. */
    public static final class Names implements InitialContextFactory {
        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) {
            return (Context) Proxy.newProxyInstance(
                    Names.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> pool);
        }
    }

    /** Code of the shop's that changes an order without locking its row. */
    public static final class Careless implements Trigger {
        @Override
        public void fire(Connection connection, Object[] oldRow, Object[] newRow) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("update shop_order set version = version + 1, body = 'changed'");
            }
        }
    }

    @BeforeEach
    void startTheShop() throws Exception {
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Names.class.getName());
        pool = new JdbcDataSource();
        pool.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Readme readme = Readme.integrate();
        sql(readme.block("sql: bare kit"));
        Path source = Files.createDirectories(folder.resolve("source/shop")).resolve("ShopOrders.java");
        Files.writeString(source, readme.block("source: shop/ShopOrders.java"), StandardCharsets.UTF_8);
        List<Path> classPath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        Path classes = folder.resolve("classes");
        Javac.compile("-Xlint:all,-classfile,-path", List.of(folder.resolve("source")), classPath, classes);
        loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, ShopOrdersTest.class.getClassLoader());
        shopOrders = loader.loadClass("shop.ShopOrders");
    }

    @AfterEach
    void stopTheShop() throws Exception {
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
        sql("shutdown");
        loader.close();
    }

    private static void sql(String statements) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    private static String one(String query) throws SQLException {
        try (Connection connection = pool.getConnection();
                ResultSet row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private Object call(String name, Class<?>[] types, Object... arguments) throws Exception {
        try {
            return shopOrders.getMethod(name, types).invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private OrderCreationResult place(String price) throws Exception {
        PaymentRequest request = PaymentRequest.of(
                PayService.DUAL,
                Map.of(
                        "out_trade_no", NUMBER,
                        "subject", "测试订单",
                        "price", price,
                        "logistics_type", "EXPRESS",
                        "logistics_fee", "0.00",
                        "logistics_payment", "SELLER_PAY"),
                StandardCharsets.UTF_8);
        return (OrderCreationResult)
                call("createOrder", new Class<?>[] {PayService.class, PaymentRequest.class}, PayService.DUAL, request);
    }

    /** Placed, as if the configuration had a seller. */
    private void placed() throws Exception {
        place("0.01");
        sql("update shop_order set seller_email = 'seller@example.com'");
    }

    private ProcessingResult receive(String status, String notify_id, String... more) throws Exception {
        Map<String, String> params = new HashMap<>(Map.of(
                "out_trade_no",
                NUMBER,
                "trade_no",
                "2011031500000001",
                "trade_status",
                status,
                "seller_email",
                "seller@example.com",
                "total_fee",
                "0.01",
                "notify_id",
                notify_id,
                "sign",
                "0123456789abcdef0123456789abcdef"));
        for (int i = 0; i < more.length; i += 2) {
            params.put(more[i], more[i + 1]);
        }
        return (ProcessingResult) call(
                "process",
                new Class<?>[] {VerificationResult.class},
                new VerificationResult.Verified(new Notification(params)));
    }

    private List<?> held() throws Exception {
        return (List<?>) call("held", new Class<?>[0]);
    }

    private static <R> List<R> atOnce(int times, Callable<R> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            CyclicBarrier together = new CyclicBarrier(times);
            List<Future<R>> futures = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                futures.add(threads.submit(() -> {
                    together.await();
                    return call.call();
                }));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anOrderIsPlacedOnceThoughTheButtonIsPressedTwice() throws Exception {
        assertThat(atOnce(2, () -> place("0.01").kind()))
                .containsExactlyInAnyOrder(OrderCreationResult.Kind.PLACED, OrderCreationResult.Kind.RESUMED);
        assertThat(place("0.02").kind()).isEqualTo(OrderCreationResult.Kind.CHANGED);
    }

    @Test
    void tenDeliveriesInTheSameInstantAreOnePaymentAndEachChangeRaisesTheVersion() throws Exception {
        placed();
        assertThat(atOnce(10, () -> receive(PAID, "first").answer())).containsOnly("success");
        assertThat(one("select count(*) from shop_delivery")).isEqualTo("1");
        assertThat(one("select version from shop_order")).isEqualTo("1");

        Order shipped = receive("WAIT_BUYER_CONFIRM_GOODS", "second").order().orElseThrow();
        assertThat(shipped.shipped_at()).isNotNull();
        assertThat(one("select trade_status from shop_order")).isEqualTo("WAIT_BUYER_CONFIRM_GOODS");
        assertThat(one("select version from shop_order")).isEqualTo("2");
        assertThat(receive(PAID, "third").description()).startsWith("LATE");
        assertThat(one("select count(*) from shop_message")).isEqualTo("3");
        assertThat(place("0.01").kind()).isEqualTo(OrderCreationResult.Kind.ALREADY_PAID);
    }

    @Test
    void whatIsHeldIsStoredBeforeItIsAcknowledgedAndShown() throws Exception {
        assertThat(receive(PAID, "unknown").answer()).isEqualTo("success");
        placed();
        ProcessingResult wrong = receive(PAID, "first", "total_fee", "0.02");
        assertThat(wrong.answer()).isEqualTo("success");
        assertThat(wrong.held()).isTrue();

        assertThat(held()).hasSize(2);
        assertThat(held().toString())
                .contains("付款总额是 0.02 元，约定的是 0.01 元", "本站没有这个订单号", "total_fee=0.02")
                .doesNotContain("0123456789abcdef");
        assertThat(one("select trade_status from shop_order")).isEqualTo("WAIT_BUYER_PAY");
        receive(PAID, "first", "total_fee", "0.02");
        assertThat(held()).as("the same message again is the same row").hasSize(2);
        receive(PAID, "unknown");
        assertThat(held()).as("taken, now that the order is there").hasSize(1);
        assertThat(one("select count(*) from shop_delivery")).isEqualTo("1");
    }

    @Test
    void whatCannotBeStoredIsAnsweredFailAndChangesNothing() throws Exception {
        placed();
        sql("alter table shop_message rename to elsewhere");
        assertThat(receive(PAID, "first").answer()).isEqualTo("fail");
        assertThat(receive(PAID, "first", "total_fee", "0.02").answer()).isEqualTo("fail");
        sql("alter table elsewhere rename to shop_message");
        sql("alter table shop_delivery rename to elsewhere");
        assertThat(receive(PAID, "first").answer()).isEqualTo("fail");
        assertThat(one("select trade_status from shop_order")).isEqualTo("WAIT_BUYER_PAY");
        assertThat(one("select count(*) from shop_message")).isEqualTo("0");
        sql("alter table elsewhere rename to shop_delivery");
        assertThat(receive(PAID, "first").description()).startsWith("ADVANCED");
    }

    @Test
    void theVersionStopsAChangeOverAnotherOne() throws Exception {
        placed();
        sql("create trigger careless before insert on shop_message for each row call '" + Careless.class.getName()
                + "'");
        assertThat(receive(PAID, "first").answer()).isEqualTo("fail");
        assertThat(one("select count(*) from shop_delivery")).isEqualTo("0");
        assertThat(one("select trade_status from shop_order")).isEqualTo("WAIT_BUYER_PAY");
        sql("drop trigger careless");
        assertThat(receive(PAID, "first").answer()).isEqualTo("success");
        assertThat(one("select count(*) from shop_delivery")).isEqualTo("1");
    }
}
