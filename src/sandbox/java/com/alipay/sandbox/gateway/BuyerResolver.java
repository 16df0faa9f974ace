package com.alipay.sandbox.gateway;

import static com.alipay.sandbox.gateway.RequestValidator.refuse;

import com.alipay.sandbox.merchant.Account;
import com.alipay.sandbox.merchant.Accounts;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.text.Texts;
import java.util.Optional;

/**
 * Resolves the buyer that the merchant names: {@code buyer_email} fills in the login box, {@code buyer_id} is the only buyer who
 * may pay, and {@code buyer_account_name} fills in the box when both are empty.
 */
record BuyerResolver(Accounts accounts) {
    Optional<GatewayRefusal> check(Parameters params, Account seller) {
        Optional<Account> bound = find(params);
        String name = nameIn(params);
        String email = params.get(name);
        if (bound.isPresent() && bound.get().isSameAs(seller)
                || !email.isEmpty() && accounts.login(email).isSameAs(seller)) {
            return refuse(
                    GatewayErrorCode.BUYER_SELLER_EQUAL,
                    email.isEmpty() ? "buyer_id" : name,
                    Texts.of("refusal.buyer-is-seller"));
        }
        if (params.has("buyer_id") && bound.isEmpty()) {
            return refuse(
                    GatewayErrorCode.BUYER_NOT_EXIST,
                    "buyer_id",
                    Texts.of("refusal.no-account", params.get("buyer_id")));
        }
        boolean agree =
                bound.isEmpty() || email.isEmpty() || accounts.login(email).isSameAs(bound.get());
        return agree
                ? Optional.empty()
                : refuse(GatewayErrorCode.ILLEGAL_ARGUMENT, "buyer_email", Texts.of("refusal.buyers-differ"));
    }

    /** Returns the name of the parameter that fills in the login box. */
    static String nameIn(Parameters params) {
        boolean byAlias = !params.has("buyer_email") && !params.has("buyer_id");
        return byAlias ? "buyer_account_name" : "buyer_email";
    }

    /** Returns the account of {@code buyer_id}; empty if it is unknown or absent. */
    Optional<Account> find(Parameters params) {
        return params.find("buyer_id").flatMap(accounts::byId);
    }
}
