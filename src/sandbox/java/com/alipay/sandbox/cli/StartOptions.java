package com.alipay.sandbox.cli;

import com.alipay.sandbox.SandboxOptions;
import com.alipay.sandbox.config.SandboxConfig;
import com.alipay.sandbox.merchant.Accounts;
import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.merchant.Merchants;
import com.alipay.sandbox.notification.NotificationProfile;
import com.alipay.sandbox.notification.NotificationProfiles;
import com.alipay.sandbox.protocol.Charsets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Command line options: where a sandbox listens and which merchants it serves. */
final class StartOptions {
    private static final String ID = "2088\\d{12}";
    private static final String HOST = "[A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+]";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "Where to listen, 8090 unless told otherwise; 0 takes any free port.")
    private int port;

    @Option(
            names = "--port-file",
            paramLabel = "FILE",
            description = "Write the port into this file once the sandbox serves: for scripts, with --port 0.")
    private Path portFile;

    @Option(
            names = "--tls",
            arity = "0..1",
            fallbackValue = "8443",
            paramLabel = "PORT",
            description =
                    "Serve https too, at 8443 or that port, with a certificate that is made at the start and served as"
                            + " /sandbox_certificate.pem. For clients that are hard-wired to https on 443: --tls 443, their"
                            + " host in the hosts file, and --allowed-host with its name.")
    private Integer tls;

    @Option(names = "--verbose", description = "Print a line for every request and every notification.")
    private boolean verbose;

    @Option(
            names = {"--host", "--bind"},
            paramLabel = "ADDRESS",
            description =
                    "The address to listen on. Without it only this machine can connect; with another one everybody"
                            + " who reaches it can pay, ship and reset.")
    private String host;

    @Option(
            names = "--allowed-host",
            paramLabel = "NAME",
            split = ",",
            description = "A name, without a port, under which the sandbox is reached on this machine beside localhost,"
                    + " through a hosts file or a proxy; may be given more than once. Requests for other names are"
                    + " refused on the loopback address.")
    private Set<String> allowedHosts = Set.of();

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "The address under which shops and browsers reach it, such as https://alipay.test: through a"
                    + " container's port, a proxy or a hosts file. Everything printed or signed names it.")
    private String publicUrl;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Merchants, buyers and keys; --print-config prints one to begin with.")
    private Path config;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Keep the state in this file, made if it is missing, and go on with it at the next start."
                    + " Without it a restart forgets everything.")
    private Path data;

    @Option(
            names = "--partner",
            paramLabel = "ID",
            description = "Serve this one merchant in place of the demo ones: 2088 and 12 digits.")
    private String partner;

    @Option(names = "--key", paramLabel = "KEY", description = "Its MD5 security key, any; needed with --partner.")
    private String key;

    @Option(
            names = "--seller-email",
            paramLabel = "LOGIN",
            description = "Its account that gets the money; seller@example.com unless told otherwise.")
    private String sellerEmail;

    @Option(
            names = "--seller-id",
            paramLabel = "ID",
            description = "The id of that account; the partner's own unless told otherwise.")
    private String sellerId;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = {
                "How merchants are notified that have no notifications= in the file:",
                "open-platform unless told otherwise (first retry after 4 minutes), v1.7, v1.0,",
                "strict, or several joined such as",
                "v1.0+strict."
            })
    private String profile;

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            description =
                    "What a request is read in that has no _input_charset in its address: the signature, the error page,"
                            + " returns and notifications follow. gbk unless told otherwise, as at Alipay, or utf-8. Merchants with"
                            + " charset= in the file keep theirs.")
    private String charset;

    boolean isVerbose() {
        return verbose;
    }

    /** Writes the port to the port file, atomically, for a program that waits for it; does nothing unless a file is named. */
    void writePort(int served) {
        if (portFile == null) {
            return;
        }
        try {
            Path part = portFile.resolveSibling(portFile.getFileName() + ".part");
            Files.writeString(part, served + "\n");
            Files.move(part, portFile, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "--port-file (" + portFile + ") cannot be written: name a file in a folder that can be", e);
        }
    }

    /**
     * Returns the merchants and buyers to serve.
     *
     * @throws ParameterException conflicting options, or an invalid value; the message names the option
     * @throws com.alipay.sandbox.config.InvalidConfigException the file cannot be used
     */
    SandboxConfig settings(CommandLine command) {
        refuseWhatCannotBe(command);
        if (partner == null) {
            return config == null ? SandboxConfig.demo() : SandboxConfig.read(config);
        }
        MerchantAccount merchant = MerchantAccount.of(
                partner,
                key,
                Optional.ofNullable(sellerEmail).orElse("seller@example.com"),
                Optional.ofNullable(sellerId).orElse(partner));
        return new SandboxConfig(
                Merchants.of(merchant), Accounts.DEMO_BUYERS, NotificationProfiles.DEFAULT, Optional.empty());
    }

    /** Returns all options of the sandbox; {@link #settings} has validated them. */
    SandboxOptions of(SandboxConfig settings, Path work) {
        SandboxOptions options = SandboxOptions.forMerchants(merchants(settings))
                .withBuyers(settings.buyers())
                .withNotifications(notifications(settings))
                .withPort(port)
                .withAllowedHosts(hosts())
                .withWork(work);
        SandboxOptions signing = settings.rsaKey().map(options::withRsaKey).orElse(options);
        SandboxOptions secured = tls == null ? signing : signing.withTls(tls);
        SandboxOptions kept = data == null ? secured : secured.withData(data);
        SandboxOptions known = publicUrl == null ? kept : kept.withPublicUrl(publicUrl);
        return host == null ? known : known.withAddress(address().orElseThrow());
    }

    /** Returns the allowed host names, including the one to listen on. */
    private Set<String> hosts() {
        Set<String> hosts = new HashSet<>(allowedHosts);
        if (host != null) {
            hosts.add(host);
        }
        return hosts;
    }

    private Merchants merchants(SandboxConfig settings) {
        return charset == null
                ? settings.merchants()
                : settings.merchants().withCharset(Charsets.named(charset).orElseThrow());
    }

    private NotificationProfiles notifications(SandboxConfig settings) {
        return profile == null
                ? settings.notifications()
                : settings.notifications()
                        .with(NotificationProfile.named(profile).orElseThrow());
    }

    private void refuseWhatCannotBe(CommandLine command) {
        refuse(
                command,
                profile != null && NotificationProfile.named(profile).isEmpty(),
                "--profile (" + profile + ") is unknown: " + NotificationProfile.advice());
        refuse(
                command,
                charset != null && Charsets.named(charset).isEmpty(),
                "--charset (" + charset + ") is unknown: write gbk or utf-8");
        refuse(
                command,
                tls != null && (tls < 0 || tls > 65535),
                "--tls (" + tls + ") is no port: give one from 1 to 65535, or 0");
        refuse(command, port < 0 || port > 65535, "--port (" + port + ") is no port: give one from 1 to 65535, or 0");
        refuse(
                command,
                host != null && address().isEmpty(),
                "--host (" + host + ") is no address of a machine: leave it out to serve this machine alone");
        refuse(
                command,
                address().filter(each -> !isOfThisMachine(each)).isPresent(),
                "--host (" + host + ") is no address of this machine: it has " + String.join(", ", ownAddresses())
                        + "; 0.0.0.0 stands for all of them");
        refuse(
                command,
                publicUrl != null && !publicUrl.matches("(?i)https?://(" + HOST + ")(:\\d{1,5})?/?"),
                "--public-url (" + publicUrl
                        + ") is no address: write one such as https://alipay.test:8443, without a path");
        allowedHosts.forEach(name -> refuse(
                command,
                !name.matches(HOST),
                "--allowed-host (" + name + ") is no name of a machine: write it without http:// and without a port"));
        boolean one = Stream.of(partner, key, sellerEmail, sellerId).anyMatch(option -> option != null);
        refuse(
                command,
                config != null && one,
                "--config and --partner exclude each other: put the merchant into the file");
        refuse(
                command,
                one && partner == null,
                "--partner is missing: give the merchant's id beside its other options");
        refuse(
                command,
                one && key == null,
                "--key is missing: give the same key as in the shop, or leave --partner out");
        // Without the value: partner and key may be swapped.
        refuse(command, one && !matches(partner), "--partner is not of the right form: give 2088 and 12 digits");
        refuse(
                command,
                sellerId != null && !matches(sellerId),
                "--seller-id is not of the right form: give 2088 and 12 digits");
        refuse(
                command,
                one && (key.isBlank() || !key.equals(key.strip())),
                "--key is empty or has blanks around it: copy it again without them");
        refuse(command, sellerEmail != null && sellerEmail.isBlank(), "--seller-email is empty: give a login name");
    }

    private static boolean matches(String id) {
        return id.matches(ID);
    }

    private static void refuse(CommandLine command, boolean wrong, String message) {
        if (wrong) {
            throw new ParameterException(command, message);
        }
    }

    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            // Listening on it will show whether it is.
            return true;
        }
    }

    private static List<String> ownAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(each -> each.getHostAddress().replaceFirst("%.*", ""))
                    .sorted()
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    private Optional<InetAddress> address() {
        if (host == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
