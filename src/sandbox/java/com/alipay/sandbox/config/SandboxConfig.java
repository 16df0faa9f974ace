package com.alipay.sandbox.config;

import com.alipay.sandbox.merchant.Account;
import com.alipay.sandbox.merchant.Accounts;
import com.alipay.sandbox.merchant.Buyer;
import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.merchant.Merchants;
import com.alipay.sandbox.merchant.RsaKeyPair;
import com.alipay.sandbox.notification.NotificationProfile;
import com.alipay.sandbox.notification.NotificationProfiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Configuration of a sandbox: Java properties in UTF-8, because they allow comments and every shop's programmer can read them.
 * {@link #example} returns such a file with comments; it is also the default without a file.
 *
 * @param buyers at least one; the first is the default
 * @param notifications how each merchant is notified
 * @param rsaKeyFile the file of the sandbox's own RSA key; empty to keep it with the state
 */
public record SandboxConfig(
        Merchants merchants, List<Buyer> buyers, NotificationProfiles notifications, Optional<Path> rsaKeyFile) {
    private static final Pattern NAMED = Pattern.compile("(merchant|buyer)\\.([A-Za-z0-9_-]+)\\..+");
    private static final String RSA_KEY = "rsa_private_key";

    /**
     * Reads a file.
     *
     * @throws InvalidConfigException it cannot be used; contains all errors
     */
    public static SandboxConfig read(Path file) {
        return parse(file.toString(), text(file), file.toAbsolutePath().getParent());
    }

    /** Returns the demo configuration. */
    public static SandboxConfig demo() {
        return parse("demo.properties", example(), Path.of(""));
    }

    /** Returns the demo configuration as a file to start from; it explains every key. */
    public static String example() {
        try (InputStream file = SandboxConfig.class.getResourceAsStream("demo.properties")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "demo.properties cannot be read: is src/sandbox/resources on the class path?", e);
        }
    }

    /**
     * Returns the key pair that signs to merchants with {@code sign_type=RSA}, from the file, which is written at the first
     * start; empty if the sandbox keeps the key with its state.
     *
     * @throws InvalidConfigException the file contains no private key, or cannot be read or written
     */
    public Optional<RsaKeyPair> rsaKey() {
        return rsaKeyFile.map(RsaKeyStore::open);
    }

    static SandboxConfig parse(String name, String text, Path folder) {
        PropertyEntries entries = new PropertyEntries(text);
        List<MerchantAccount> merchants = new ArrayList<>();
        List<Buyer> buyers = new ArrayList<>();
        Map<String, NotificationProfile> profiles = new TreeMap<>();
        for (String prefix : prefixes(entries)) {
            PropertySection section = new PropertySection(entries, prefix);
            if (prefix.startsWith("merchant.")) {
                MerchantParser merchant = new MerchantParser(section, folder);
                Optional<NotificationProfile> profile = merchant.notifications();
                merchant.account().ifPresent(account -> {
                    merchants.add(account);
                    profile.ifPresent(own -> profiles.put(account.partner(), own));
                });
            } else {
                new BuyerParser(section).read().ifPresent(buyers::add);
            }
        }
        if (entries.findings().isEmpty() && merchants.isEmpty()) {
            entries.wrong("merchant", "there is none", "write at least merchant.demo.partner, key and seller_email");
        }
        distinct(entries, merchants, buyers);
        if (!entries.findings().isEmpty()) {
            throw new InvalidConfigException(name, entries.findings());
        }
        return new SandboxConfig(
                new Merchants(merchants),
                buyers.isEmpty() ? Accounts.DEMO_BUYERS : List.copyOf(buyers),
                new NotificationProfiles(NotificationProfiles.DEFAULT.otherwise(), profiles),
                Optional.ofNullable(entries.all().get(RSA_KEY))
                        .filter(path -> !path.isEmpty())
                        .map(folder::resolve));
    }

    /** Returns the prefixes {@code merchant.demo.}, {@code buyer.zhang.}, each once; any other key is an error. */
    private static Set<String> prefixes(PropertyEntries entries) {
        Set<String> prefixes = new LinkedHashSet<>();
        for (String key : entries.all().keySet()) {
            Matcher named = NAMED.matcher(key);
            if (named.matches()) {
                prefixes.add(named.group(1) + "." + named.group(2) + ".");
            } else if (!key.equals(RSA_KEY)) {
                entries.wrong(key, "no such key", "keys are merchant.<name>.…, buyer.<name>.… and " + RSA_KEY);
            }
        }
        return prefixes;
    }

    /** Records an error if two merchants have the same partner, or two accounts the same login name or id. */
    private static void distinct(PropertyEntries entries, List<MerchantAccount> merchants, List<Buyer> buyers) {
        Set<String> partners = new HashSet<>();
        merchants.stream()
                .map(MerchantAccount::partner)
                .filter(partner -> !partners.add(partner))
                .forEach(partner ->
                        entries.wrong("merchant", "two have the partner " + partner, "give each a partner of its own"));
        List<Account> people = new ArrayList<>(new LinkedHashSet<>(Stream.concat(
                        merchants.stream().flatMap(MerchantAccount::sellers),
                        Stream.concat(
                                Stream.of(Accounts.UNBOUND_SELLER),
                                buyers.stream().map(Buyer::account)))
                .toList()));
        for (int i = 0; i < people.size(); i++) {
            for (Account other : people.subList(i + 1, people.size())) {
                if (people.get(i).isSameAs(other)) {
                    entries.wrong(
                            "accounts",
                            people.get(i).email() + " " + people.get(i).id() + " and " + other.email() + " "
                                    + other.id() + " share a login name or an id",
                            "give each account its own");
                }
            }
        }
    }

    /** Returns the text without the byte order mark that some editors add. */
    private static String text(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw bad(file, "there is no such file", "give the path of one, or begin with the example");
        } catch (MalformedInputException e) {
            throw bad(file, "it is not UTF-8", "save it as UTF-8");
        } catch (IOException e) {
            throw bad(file, "it cannot be read (" + e.getClass().getSimpleName() + ")", "check its rights");
        }
    }

    static InvalidConfigException bad(Path file, String reason, String remedy) {
        return new InvalidConfigException(file.toString(), List.of(new ConfigError("the file", reason, remedy)));
    }
}
