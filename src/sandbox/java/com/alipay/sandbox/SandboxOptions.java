package com.alipay.sandbox;

import com.alipay.sandbox.http.EmbeddedTomcat;
import com.alipay.sandbox.merchant.Accounts;
import com.alipay.sandbox.merchant.Buyer;
import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.merchant.Merchants;
import com.alipay.sandbox.merchant.RsaKeyPair;
import com.alipay.sandbox.notification.NotificationProfile;
import com.alipay.sandbox.notification.NotificationProfiles;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How to start a sandbox.
 *
 * @param port 0 for any free one
 * @param address the loopback address unless told otherwise
 * @param allowedHosts further names of this machine under which it is reached, through a hosts file or a proxy
 * @param merchants whom it serves
 * @param buyers who can be chosen at the cashier, at least one; the first is the default
 * @param rsaKey signs messages to merchants with {@code sign_type=RSA}; empty for one that is made and kept with the state
 * @param notifications how each merchant is notified
 * @param data where the state is kept; empty for memory alone
 * @param work a directory the embedded Tomcat may write to; made if it is missing
 * @param tlsPort where to serve https too, with a certificate of its own; 0 for any free port, empty for no https
 */
public record SandboxOptions(
        int port,
        InetAddress address,
        Set<String> allowedHosts,
        Merchants merchants,
        List<Buyer> buyers,
        Optional<RsaKeyPair> rsaKey,
        NotificationProfiles notifications,
        Optional<Path> data,
        Path work,
        OptionalInt tlsPort) {
    private static final String REMEDY =
            "start the sandbox on another one: --port 8091, or with Maven -Dsandbox.port=8091; 0 takes any free one";

    public SandboxOptions {
        allowedHosts = Set.copyOf(allowedHosts);
        buyers = List.copyOf(buyers);
    }

    /**
     * Any free port of the loopback address, for those merchants; with the demo buyers and an RSA key that is kept with the
     * state.
     */
    public static SandboxOptions forMerchants(Merchants merchants) {
        return new SandboxOptions(
                0,
                InetAddress.getLoopbackAddress(),
                Set.of(),
                merchants,
                Accounts.DEMO_BUYERS,
                Optional.empty(),
                NotificationProfiles.DEFAULT,
                Optional.empty(),
                Path.of("target", "sandbox", "work"),
                OptionalInt.empty());
    }

    public static SandboxOptions forMerchant(MerchantAccount merchant) {
        return forMerchants(Merchants.of(merchant));
    }

    /** As {@link #forMerchant(MerchantAccount)}, for a merchant with the full contract, whose seller has the partner id. */
    public static SandboxOptions forMerchant(String partner, String key, String sellerEmail) {
        return forMerchant(MerchantAccount.of(partner, key, sellerEmail));
    }

    EmbeddedTomcat.ServerConfig place() {
        return new EmbeddedTomcat.ServerConfig("the sandbox", address, port, work, REMEDY);
    }

    /** Serves https too, at that port, or at any free one for 0, with a certificate that it makes itself. */
    public SandboxOptions withTls(int other) {
        return new SandboxOptions(
                port,
                address,
                allowedHosts,
                merchants,
                buyers,
                rsaKey,
                notifications,
                data,
                work,
                OptionalInt.of(other));
    }

    public SandboxOptions withPort(int other) {
        return new SandboxOptions(
                other, address, allowedHosts, merchants, buyers, rsaKey, notifications, data, work, tlsPort);
    }

    /** Somewhere else than loopback: then everybody who reaches that address can pay, ship and reset. */
    public SandboxOptions withAddress(InetAddress other) {
        return new SandboxOptions(
                port, other, allowedHosts, merchants, buyers, rsaKey, notifications, data, work, tlsPort);
    }

    /**
     * Names without a port, beside those of the loopback address: requests for them are answered, and pages opened under them
     * may act.
     */
    public SandboxOptions withAllowedHosts(Set<String> names) {
        return new SandboxOptions(port, address, names, merchants, buyers, rsaKey, notifications, data, work, tlsPort);
    }

    public SandboxOptions withBuyers(List<Buyer> others) {
        return new SandboxOptions(
                port, address, allowedHosts, merchants, others, rsaKey, notifications, data, work, tlsPort);
    }

    public SandboxOptions withRsaKey(RsaKeyPair other) {
        return new SandboxOptions(
                port, address, allowedHosts, merchants, buyers, Optional.of(other), notifications, data, work, tlsPort);
    }

    /**
     * Instant payments of every merchant end in TRADE_SUCCESS and can be paid back for three months; otherwise they are finished
     * at once.
     */
    public SandboxOptions withAdvancedInstant() {
        Merchants advanced = new Merchants(merchants.all().stream()
                .map(merchant -> merchant.withContract(merchant.contract().withAdvancedInstant()))
                .toList());
        return new SandboxOptions(
                port, address, allowedHosts, advanced, buyers, rsaKey, notifications, data, work, tlsPort);
    }

    public SandboxOptions withWork(Path other) {
        return new SandboxOptions(
                port, address, allowedHosts, merchants, buyers, rsaKey, notifications, data, other, tlsPort);
    }

    /**
     * Keeps the state in that file, which is made if it is missing: the next sandbox of the same file goes on where this one
     * ended, however it did. One sandbox at a time.
     */
    public SandboxOptions withData(Path file) {
        return new SandboxOptions(
                port,
                address,
                allowedHosts,
                merchants,
                buyers,
                rsaKey,
                notifications,
                Optional.of(file),
                work,
                tlsPort);
    }

    /** How merchants are notified that have no profile of their own; as the captures show it unless told otherwise. */
    public SandboxOptions withNotifications(NotificationProfile profile) {
        return withNotifications(notifications.with(profile));
    }

    /** How that merchant is notified. */
    public SandboxOptions withNotifications(String partner, NotificationProfile profile) {
        return withNotifications(notifications.with(partner, profile));
    }

    public SandboxOptions withNotifications(NotificationProfiles others) {
        return new SandboxOptions(port, address, allowedHosts, merchants, buyers, rsaKey, others, data, work, tlsPort);
    }
}
