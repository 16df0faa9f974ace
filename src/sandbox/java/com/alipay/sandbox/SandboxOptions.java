package com.alipay.sandbox;

import com.alipay.sandbox.account.MerchantAccount;
import com.alipay.sandbox.http.EmbeddedTomcat;
import java.net.InetAddress;
import java.nio.file.Path;

/**
 * How to start a sandbox.
 *
 * @param port 0 for any free one
 * @param address the loopback address unless told otherwise
 * @param merchant whom it serves
 * @param work a directory the embedded Tomcat may write to; made if it is missing
 */
public record SandboxOptions(int port, InetAddress address, MerchantAccount merchant, Path work) {
    private static final String REMEDY = "start the sandbox on another one (-Dsandbox.port=8091, or 0 for any)";

    /** Any free port of the loopback address, for that merchant. */
    public static SandboxOptions forMerchant(MerchantAccount merchant) {
        return new SandboxOptions(0, InetAddress.getLoopbackAddress(), merchant, Path.of("target", "sandbox", "work"));
    }

    /** As {@link #forMerchant(MerchantAccount)}, for a merchant with the full contract. */
    public static SandboxOptions forMerchant(String partner, String key, String sellerEmail, String sellerId) {
        return forMerchant(MerchantAccount.of(partner, key, sellerEmail, sellerId));
    }

    EmbeddedTomcat.Place place() {
        return new EmbeddedTomcat.Place("the sandbox", address, port, work, REMEDY);
    }

    public SandboxOptions withPort(int other) {
        return new SandboxOptions(other, address, merchant, work);
    }

    /** Somewhere else than loopback: then everybody who reaches that address can pay, ship and reset. */
    public SandboxOptions withAddress(InetAddress other) {
        return new SandboxOptions(port, other, merchant, work);
    }

    public SandboxOptions withMerchant(MerchantAccount other) {
        return new SandboxOptions(port, address, other, work);
    }

    /** Instant payments end in TRADE_SUCCESS and can be paid back for 90 days; otherwise they are finished at once. */
    public SandboxOptions withAdvancedInstant() {
        return withMerchant(merchant.withContract(merchant.contract().withAdvancedInstant()));
    }

    public SandboxOptions withWork(Path other) {
        return new SandboxOptions(port, address, merchant, other);
    }
}
