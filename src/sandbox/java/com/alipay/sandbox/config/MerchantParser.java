package com.alipay.sandbox.config;

import com.alipay.sandbox.gateway.GatewayErrorCode;
import com.alipay.sandbox.merchant.Account;
import com.alipay.sandbox.merchant.Contract;
import com.alipay.sandbox.merchant.ContractTerms;
import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.merchant.ServerService;
import com.alipay.sandbox.notification.NotificationProfile;
import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.protocol.Pem;
import com.alipay.sandbox.trade.PayService;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parses {@code merchant.<name>.…}: the merchant's account and its notification profile. */
final class MerchantParser {
    private static final String ID = "2088\\d{12}";

    private final PropertySection section;
    private final Path folder;

    /** @param folder base of relative paths of key files */
    MerchantParser(PropertySection section, Path folder) {
        this.section = section;
        this.folder = folder;
    }

    /** Returns its notification profile; empty if the file names none. Call it before {@link #account}. */
    Optional<NotificationProfile> notifications() {
        Optional<String> name = section.find("notifications");
        Optional<NotificationProfile> profile = name.flatMap(NotificationProfile::named);
        if (name.isPresent() && profile.isEmpty()) {
            section.wrong("notifications", "no profile " + name.get(), NotificationProfile.advice());
        }
        return profile;
    }

    /** Returns the account; empty if something is wrong, which the section has recorded. */
    Optional<MerchantAccount> account() {
        String partner = id("partner", section.required("partner", "2088000000000001"));
        Optional<PublicKey> rsaKey = rsaKey();
        String key = key();
        String email = section.required("seller_email", "seller@example.com");
        // At the real Alipay the partner id is the user id of the account that signed the contract.
        String id = section.find("seller_id").map(own -> id("seller_id", own)).orElse(partner);
        Contract contract = contract();
        Optional<Charset> charset = charset();
        section.refuseOthers();
        return section.isClean()
                ? Optional.of(new MerchantAccount(partner, key, new Account(email, id), contract, rsaKey, charset))
                : Optional.empty();
    }

    private String id(String name, String value) {
        if (!value.isEmpty() && !value.matches(ID)) {
            // Without the value: partner and key may be swapped.
            section.wrong(
                    name, "is not of the right form (" + value.length() + " characters)", "write 2088 and 12 digits");
        }
        return value;
    }

    private String key() {
        String key = section.text("key");
        if (key.isEmpty() && section.find("rsa_public_key").isEmpty()) {
            section.wrong("key", "is missing", "write any 32 letters or digits, the same as in the shop");
        }
        return key;
    }

    private Optional<PublicKey> rsaKey() {
        return section.find("rsa_public_key").flatMap(file -> {
            try {
                return Optional.of(Pem.publicKey(KeyFileReader.read(folder, file)));
            } catch (IOException e) {
                section.wrong(
                        "rsa_public_key",
                        "the file cannot be read (" + e.getMessage() + ")",
                        "give the path of a PEM file");
            } catch (IllegalArgumentException e) {
                section.wrong(
                        "rsa_public_key",
                        "the file is no RSA public key",
                        "openssl rsa -in private.pem -pubout makes one");
            }
            return Optional.empty();
        });
    }

    private Optional<Charset> charset() {
        Optional<String> name = section.find("charset");
        Optional<Charset> charset = name.flatMap(Charsets::named);
        if (name.isPresent() && charset.isEmpty()) {
            section.wrong("charset", "is " + name.get(), "write gbk or utf-8");
        }
        return charset;
    }

    private Contract contract() {
        Set<PayService> pay = EnumSet.noneOf(PayService.class);
        Set<ServerService> server = EnumSet.noneOf(ServerService.class);
        for (String name : section.list("services")) {
            Optional<PayService> asPay = PayService.named(name);
            Optional<ServerService> asServer = ServerService.named(name);
            asPay.ifPresent(pay::add);
            asServer.ifPresent(server::add);
            if (asPay.isEmpty() && asServer.isEmpty()) {
                section.wrong("services", "no service " + name, "those there are: " + services());
            }
        }
        boolean all = section.find("services").isEmpty();
        return new Contract(
                all ? EnumSet.allOf(PayService.class) : pay,
                all ? EnumSet.allOf(ServerService.class) : server,
                !section.isSecond("own_timeouts", "yes", "no"),
                section.isSecond("instant", "ordinary", "advanced"),
                !section.isSecond("passwordless_refund", "yes", "no"),
                terms());
    }

    private ContractTerms terms() {
        boolean exterface = section.isSecond("not_contracted", "HAS_NO_PRIVILEGE", "ILLEGAL_PARTNER_EXTERFACE");
        ContractTerms usual = section.isSecond("trade_no_digits", "16", "28")
                ? ContractTerms.USUAL.withLongTradeNo()
                : ContractTerms.USUAL;
        return usual.withAntiPhishing(shopHost())
                .refusingWith(
                        exterface ? GatewayErrorCode.ILLEGAL_PARTNER_EXTERFACE : GatewayErrorCode.HAS_NO_PRIVILEGE)
                .withOtherSellers(otherSellers().toArray(Account[]::new));
    }

    /** Returns the host only: the gateway compares it with the host of a Referer, ignoring the port. */
    private String shopHost() {
        String host = section.text("shop_host");
        if (!host.matches("[A-Za-z0-9.-]*")) {
            section.wrong("shop_host", "is " + host, "write the host alone, such as shop.example.com or localhost");
        }
        return host;
    }

    private List<Account> otherSellers() {
        List<Account> sellers = new ArrayList<>();
        for (String each : section.list("other_sellers")) {
            String[] parts = each.split("\\s+");
            if (parts.length == 2 && parts[1].matches(ID)) {
                sellers.add(new Account(parts[0], parts[1]));
            } else {
                section.wrong(
                        "other_sellers",
                        "is " + each,
                        "write e-mail, blank, id, such as b@example.com 2088000000000012");
            }
        }
        return sellers;
    }

    private static String services() {
        return Stream.concat(
                        Stream.of(PayService.values()).map(PayService::wireName),
                        Stream.of(ServerService.values()).map(ServerService::wireName))
                .collect(Collectors.joining(", "));
    }
}
