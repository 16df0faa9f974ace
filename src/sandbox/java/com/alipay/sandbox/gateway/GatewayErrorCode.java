package com.alipay.sandbox.gateway;

import java.util.OptionalInt;

/**
 * Error codes of this gateway, with the sentences {@code cause} (the usual cause) and {@code remedy} of each, without a full stop.
 *
 * @tutorial 双功能 4.1 / 担保 5.1
 */
public enum GatewayErrorCode {
    ILLEGAL_CHARSET,
    ILLEGAL_SERVICE(241191),
    ILLEGAL_PARTNER(241182),
    ILLEGAL_SIGN_TYPE(241196),
    ILLEGAL_SECURITY_PROFILE,
    ILLEGAL_SIGN(241184),
    HAS_NO_PRIVILEGE(241181),
    ILLEGAL_PARTNER_EXTERFACE,
    ILLEGAL_REQUEST_REFERER,
    ILLEGAL_ANTI_PHISHING_KEY,
    ILLEGAL_EXTER_INVOKE_IP,
    ANTI_PHISHING_KEY_TIMEOUT,
    ILLEGAL_ARGUMENT(241183),
    ILLEGAL_AGENT,
    ILLEGAL_FEE_PARAM(241194),
    ILLEGAL_PAYMENT_TYPE,
    ILLEGAL_LOGISTICS_FORMAT(241186),
    ILLEGAL_OUTTIME_ARGUMENT,
    SELF_TIMEOUT_NOT_SUPPORT,
    SELLER_NOT_EXIST(241188),
    SELLER_NOT_IN_SPECIFIED_SELLERS(241185),
    BUYER_NOT_EXIST,
    BUYER_SELLER_EQUAL(241189),
    TOTAL_FEE_LESSEQUAL_ZERO,
    TOTAL_FEE_GREATER_THAN_MAX,
    TRADE_DATA_MATCH_ERROR(241190),
    TRADE_PRICE_NOT_MATCH,
    TRADE_QUANTITY_NOT_MATCH,
    TRADE_TOTALFEE_NOT_MATCH,
    TRADE_SELLER_NOT_MATCH,
    TRADE_BUYER_NOT_MATCH,
    TRADE_NOT_ALLOWED_PAY(241187),
    LOGISTICS_CHOOSE_ERROR,
    EXTERFACE_INVOKE_CONTEXT_EXPIRED,
    ILLEGAL_REQUEST,
    TRADE_NOT_EXIST,
    TRADE_STATUS_NOT_AVAILD,
    GENERIC_FAILURE,
    BATCH_NO_FORMAT_ERROR,
    DUPLICATE_BATCH_NO,
    BATCH_NUM_ERROR,
    BATCH_NUM_EXCEED_LIMIT,
    BATCH_NUM_NOT_EQUAL_TOTAL,
    REFUND_DATE_ERROR,
    DETAIL_DATA_FORMAT_ERROR,
    SINGLE_DETAIL_DATA_EXCEED_LIMIT,
    DUBL_TRADE_NO_IN_SAME_BATCH,
    NOT_THIS_SELLER_TRADE,
    SELLER_INFO_NOT_EXIST,
    PARTNER_NOT_SIGN_PROTOCOL,
    PWD_REFUND_NOT_ALLOW_ROYALTY,
    /** Has no code: the vendor's page shows only 业务数据被篡改. */
    BUSINESS_DATA_TAMPERED(241193);

    private final int help;

    GatewayErrorCode() {
        this(0);
    }

    /** @param help the help_id of the tutorials' link */
    GatewayErrorCode(int help) {
        this.help = help;
    }

    /** Returns the code on the wire; empty for the one entry that the vendor prints as a sentence without a code. */
    public String code() {
        return this == BUSINESS_DATA_TAMPERED ? "" : name();
    }

    /** Returns the section of the tutorials that lists it; empty for a code from other documents. */
    public String section() {
        return help == 0 ? "" : "双功能 4.1 / 担保 5.1";
    }

    /** Returns the number of Alipay's help page; empty for a code that the tutorials do not list. */
    public OptionalInt help_id() {
        return help == 0 ? OptionalInt.empty() : OptionalInt.of(help);
    }
}
