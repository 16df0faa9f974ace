package com.alipay.sandbox;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One sandbox for a class of tests, as good as new for each test. Its slow connections lose no time.
 *
 * <pre>
 * &#64;RegisterExtension
 * static final SandboxExtension sandbox = SandboxExtension.ordinary();
 *
 * private static final Client client = sandbox.client();
 * private final FakeMerchant merchant = sandbox.openShop();
 * </pre>
 */
public final class SandboxExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private final SandboxOptions options;
    private final List<FakeMerchant> shops = new ArrayList<>();
    private Sandbox sandbox;

    private SandboxExtension(SandboxOptions options) {
        this.options = options;
    }

    public static SandboxExtension of(SandboxOptions options) {
        return new SandboxExtension(options);
    }

    /** For the merchant of {@link PayForm}, with the full contract. */
    static SandboxExtension ordinary() {
        return of(SandboxOptions.forMerchant(PayForm.MERCHANT));
    }

    /** The same with the advanced contract, under which instant payments can be paid back. */
    static SandboxExtension advanced() {
        return of(ordinary().options.withAdvancedInstant());
    }

    /** {@code http://localhost:…}, once the tests of the class have begun. */
    public String url() {
        return sandbox.url();
    }

    int port() {
        return sandbox.port();
    }

    void reset() {
        sandbox.reset();
    }

    /** May be asked for before the sandbox has started. */
    Client client() {
        return new Client(this::url);
    }

    /** A merchant's server that is closed after the test. */
    FakeMerchant openShop() {
        FakeMerchant shop = FakeMerchant.start();
        shops.add(shop);
        return shop;
    }

    @Override
    public void beforeAll(ExtensionContext tests) {
        sandbox = Sandbox.start(options, executor -> (wait, next) -> next.run());
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        sandbox.reset();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        shops.forEach(FakeMerchant::close);
        shops.clear();
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        sandbox.close();
    }
}
