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
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Options for starting a sandbox.
 *
 * @param port 0 for any free port
 * @param address the address to listen on; loopback by default
 * @param allowedHosts further host names under which it is reached, through a hosts file or a proxy
 * @param merchants the merchants it serves
 * @param buyers the buyers offered at the cashier, at least one; the first is the default
 * @param rsaKey signs messages to merchants with {@code sign_type=RSA}; empty to generate one and keep it with the state
 * @param notifications how each merchant is notified
 * @param data the file that keeps the state; empty to keep it in memory only
 * @param work a directory the embedded Tomcat may write to; created if it is missing
 * @param publicUrl the address that is printed and signed, without a slash at the end; empty for the address it listens on
 * @param tlsPort port for https, with a self-made certificate; 0 for any free port, empty for no https
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
        OptionalInt tlsPort,
        Optional<String> publicUrl) {
    private static final String REMEDY =
            "start the sandbox on another one: --port 8091, or with Maven -Dsandbox.port=8091; 0 takes any free one";

    public SandboxOptions {
        allowedHosts = Set.copyOf(allowedHosts);
        buyers = List.copyOf(buyers);
    }

    /**
     * Returns options for those merchants: any free port on loopback, the demo buyers, and an RSA key that is kept with the
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
                OptionalInt.empty(),
                Optional.empty());
    }

    public static SandboxOptions forMerchant(MerchantAccount merchant) {
        return forMerchants(Merchants.of(merchant));
    }

    /** Returns options for a merchant with the full contract whose seller id equals the partner id. */
    public static SandboxOptions forMerchant(String partner, String key, String sellerEmail) {
        return forMerchant(MerchantAccount.of(partner, key, sellerEmail));
    }

    EmbeddedTomcat.ServerConfig place() {
        return new EmbeddedTomcat.ServerConfig("the sandbox", address, port, work, REMEDY);
    }

    /** Enables https on that port, or on any free port for 0, with a self-made certificate. */
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
                OptionalInt.of(other),
                publicUrl);
    }

    public SandboxOptions withPort(int other) {
        return new SandboxOptions(
                other, address, allowedHosts, merchants, buyers, rsaKey, notifications, data, work, tlsPort, publicUrl);
    }

    /** Listens on an address other than loopback: then everybody who reaches that address can pay, ship and reset. */
    public SandboxOptions withAddress(InetAddress other) {
        return new SandboxOptions(
                port, other, allowedHosts, merchants, buyers, rsaKey, notifications, data, work, tlsPort, publicUrl);
    }

    /**
     * Accepts further host names, without a port, beside those of loopback: requests for them are answered, and pages opened
     * under them may send changes.
     */
    public SandboxOptions withAllowedHosts(Set<String> names) {
        return new SandboxOptions(
                port, address, names, merchants, buyers, rsaKey, notifications, data, work, tlsPort, publicUrl);
    }

    /**
     * Sets the address under which shops and browsers reach it, through a container's port, a proxy or a hosts file; its name
     * counts as an allowed host.
     *
     * @param url scheme, host and port, without a path
     * @throws IllegalArgumentException it is not such an address
     */
    public SandboxOptions withPublicUrl(String url) {
        URI address = URI.create(url.replaceFirst("/$", ""));
        if (!String.valueOf(address.getScheme()).matches("https?")
                || address.getHost() == null
                || address.getUserInfo() != null
                || !address.getRawPath().isEmpty()
                || address.getRawQuery() != null
                || address.getRawFragment() != null) {
            throw new IllegalArgumentException(url + " is no address such as https://alipay.test:8443, without a path");
        }
        Set<String> hosts = new HashSet<>(allowedHosts);
        hosts.add(address.getHost());
        return new SandboxOptions(
                port,
                this.address,
                hosts,
                merchants,
                buyers,
                rsaKey,
                notifications,
                data,
                work,
                tlsPort,
                Optional.of(address.toString()));
    }

    public SandboxOptions withBuyers(List<Buyer> others) {
        return new SandboxOptions(
                port, address, allowedHosts, merchants, others, rsaKey, notifications, data, work, tlsPort, publicUrl);
    }

    public SandboxOptions withRsaKey(RsaKeyPair other) {
        return new SandboxOptions(
                port,
                address,
                allowedHosts,
                merchants,
                buyers,
                Optional.of(other),
                notifications,
                data,
                work,
                tlsPort,
                publicUrl);
    }

    /**
     * Gives every merchant the advanced instant contract: instant payments become TRADE_SUCCESS and can be refunded for three
     * months. Otherwise they become TRADE_FINISHED at once.
     */
    public SandboxOptions withAdvancedInstant() {
        Merchants advanced = new Merchants(merchants.all().stream()
                .map(merchant -> merchant.withContract(merchant.contract().withAdvancedInstant()))
                .toList());
        return new SandboxOptions(
                port, address, allowedHosts, advanced, buyers, rsaKey, notifications, data, work, tlsPort, publicUrl);
    }

    public SandboxOptions withWork(Path other) {
        return new SandboxOptions(
                port, address, allowedHosts, merchants, buyers, rsaKey, notifications, data, other, tlsPort, publicUrl);
    }

    /**
     * Keeps the state in that file, which is created if it is missing: the next sandbox with this file continues from the saved
     * state, also after a crash. Only one sandbox may use a file at a time.
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
                tlsPort,
                publicUrl);
    }

    /** Sets the profile for merchants without one of their own; by default it follows the captures. */
    public SandboxOptions withNotifications(NotificationProfile profile) {
        return withNotifications(notifications.with(profile));
    }

    /** Sets the notification profile of that merchant. */
    public SandboxOptions withNotifications(String partner, NotificationProfile profile) {
        return withNotifications(notifications.with(partner, profile));
    }

    public SandboxOptions withNotifications(NotificationProfiles others) {
        return new SandboxOptions(
                port, address, allowedHosts, merchants, buyers, rsaKey, others, data, work, tlsPort, publicUrl);
    }
}
