package com.alipay.sandbox.gateway;

import com.alipay.i18n.Text;
import com.alipay.sandbox.merchant.Account;
import com.alipay.sandbox.merchant.Accounts;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.text.Texts;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Resolves who receives the money: seller_id, then seller_email; seller_account_name only if both are empty. */
final class SellerResolver {
    private final Accounts accounts;
    private final Predicate<Account> bound;

    /** @param bound whether an account may receive money under the contract */
    SellerResolver(Accounts accounts, Predicate<Account> bound) {
        this.accounts = accounts;
        this.bound = bound;
    }

    Optional<GatewayRefusal> check(Parameters params) {
        String name = given(params);
        if (name.isEmpty()) {
            return refuse(
                    GatewayErrorCode.ILLEGAL_ARGUMENT,
                    "seller_email",
                    Texts.of("refusal.no-seller", "seller_email", "seller_id"));
        }
        Optional<Account> seller = find(params);
        if (seller.isEmpty()) {
            return refuse(GatewayErrorCode.SELLER_NOT_EXIST, name, Texts.of("refusal.no-account", params.get(name)));
        }
        boolean agree = !params.has("seller_id")
                || !params.has("seller_email")
                || accounts.byEmail(params.get("seller_email")).equals(seller);
        if (!agree) {
            return refuse(GatewayErrorCode.ILLEGAL_ARGUMENT, "seller_email", Texts.of("refusal.sellers-differ"));
        }
        return bound.test(seller.get())
                ? Optional.empty()
                : refuse(
                        GatewayErrorCode.SELLER_NOT_IN_SPECIFIED_SELLERS,
                        name,
                        Texts.of("refusal.seller-not-bound", params.get(name)));
    }

    /** Returns the seller's account; present for parameters that passed {@link #check}. */
    Optional<Account> find(Parameters params) {
        String name = given(params);
        return name.equals("seller_id") ? accounts.byId(params.get(name)) : accounts.byEmail(params.get(name));
    }

    private static String given(Parameters params) {
        return Stream.of("seller_id", "seller_email", "seller_account_name")
                .filter(params::has)
                .findFirst()
                .orElse("");
    }

    private static Optional<GatewayRefusal> refuse(GatewayErrorCode code, String name, Text detail) {
        return Optional.of(GatewayRefusal.of(code, name, detail));
    }
}
