package com.alipay.sandbox.merchant;

import com.alipay.sandbox.gateway.GatewayErrorCode;
import java.util.Set;

/**
 * Contract terms other than the services.
 *
 * @param refusal the error of a service outside the contract: HAS_NO_PRIVILEGE as both tutorials say, or
 *     ILLEGAL_PARTNER_EXTERFACE as merchants report
 * @param otherSellers accounts that may receive the money in addition to the merchant's own
 * @param shopHost with the anti-phishing contract, the host that buyers must come from, by their browser's Referer; the
 *     parameters {@code anti_phishing_key} and {@code exter_invoke_ip} are then mandatory. Empty without that contract
 * @param longTradeNo whether trade numbers have 28 digits, as since 2015-01-28, instead of 16
 * @tutorial 双功能 4.1 / 担保 5.1
 */
public record ContractTerms(GatewayErrorCode refusal, Set<Account> otherSellers, String shopHost, boolean longTradeNo) {
    public static final ContractTerms USUAL = new ContractTerms(GatewayErrorCode.HAS_NO_PRIVILEGE, Set.of(), "", false);

    public ContractTerms {
        otherSellers = Set.copyOf(otherSellers);
    }

    public ContractTerms refusingWith(GatewayErrorCode other) {
        return new ContractTerms(other, otherSellers, shopHost, longTradeNo);
    }

    public ContractTerms withOtherSellers(Account... others) {
        return new ContractTerms(refusal, Set.of(others), shopHost, longTradeNo);
    }

    public ContractTerms withAntiPhishing(String host) {
        return new ContractTerms(refusal, otherSellers, host, longTradeNo);
    }

    public ContractTerms withLongTradeNo() {
        return new ContractTerms(refusal, otherSellers, shopHost, true);
    }

    public boolean antiPhishing() {
        return !shopHost.isEmpty();
    }
}
