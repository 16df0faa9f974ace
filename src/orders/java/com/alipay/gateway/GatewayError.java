package com.alipay.gateway;

import static com.alipay.protocol.ResponsibleParty.ALIPAY;
import static com.alipay.protocol.ResponsibleParty.BUYER;
import static com.alipay.protocol.ResponsibleParty.CODE;
import static com.alipay.protocol.ResponsibleParty.CONFIGURATION;
import static com.alipay.protocol.ResponsibleParty.MERCHANT;

import com.alipay.gateway.DetectedBy.Stage;
import com.alipay.i18n.Messages;
import com.alipay.i18n.Text;
import com.alipay.protocol.ResponsibleParty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The gateway's error codes: on the page 调试错误 in a buyer's browser, in responses to calls from server to server, and for a trade
 * in a batch of refunds. Each has the vendor's word in upper case, and who can fix it; its meaning, its usual cause and the remedy are texts of the bundle.
 * {@code TRADE_NOT_EXIST} (ship, close, query) and {@code TRADE_NOT_EXISTS} (refund) are two words of the vendor's for one thing;
 * the spellings {@code AVAILD} and {@code PARAMTER} are the vendor's.
 *
 * @tutorial 双功能 4.1 / 担保 5.1
 */
public enum GatewayError {
    // Errors of any call or request, before the service is reached.
    HAS_NO_PRIVILEGE(Details.of(ALIPAY).help(241181)),
    ILLEGAL_PARTNER(Details.of(CONFIGURATION)
            .help(241182)
            .detectedBy(DetectedBy.of(Stage.CONFIGURATION, "partner"), DetectedBy.of(Stage.DOCTOR, "PARTNER_AND_KEY"))),
    ILLEGAL_PARTNER_EXTERFACE(Details.of(ALIPAY)),
    ILLEGAL_ARGUMENT(Details.of(CODE)
            .help(241183)
            .detectedBy(
                    DetectedBy.of(Stage.CONFIGURATION, "notify_url", "return_url"),
                    DetectedBy.of(
                            Stage.PAYMENT, "out_trade_no", "subject", "body", "quantity", "show_url", "buyer_id"))),
    ILLEGAL_SIGN(Details.of(CODE)
            .help(241184)
            .detectedBy(
                    DetectedBy.of(Stage.CONFIGURATION, "key", "input_charset", "notify_url", "return_url"),
                    DetectedBy.of(
                            Stage.DOCTOR,
                            "PARTNER_AND_KEY",
                            "ADDRESSES",
                            "CHARSET",
                            "CHARSET_ROUND_TRIP",
                            "FILTERS_AHEAD"))),
    ILLEGAL_SIGN_TYPE(Details.of(CONFIGURATION)
            .help(241196)
            .detectedBy(
                    DetectedBy.of(Stage.CONFIGURATION, "sign_type"), DetectedBy.of(Stage.DOCTOR, "PARTNER_AND_KEY"))),
    ILLEGAL_SERVICE(Details.of(CODE).help(241191).detectedBy(DetectedBy.of(Stage.CONFIGURATION, "service"))),
    ILLEGAL_EXTERFACE(Details.of(CODE)),
    ILLEGAL_CHARSET(Details.of(CONFIGURATION)
            .detectedBy(DetectedBy.of(Stage.CONFIGURATION, "input_charset"), DetectedBy.of(Stage.DOCTOR, "CHARSET"))),
    ILLEGAL_ENCODING(Details.of(CONFIGURATION)
            .detectedBy(DetectedBy.of(Stage.CONFIGURATION, "input_charset"), DetectedBy.of(Stage.DOCTOR, "CHARSET"))),
    ILLEGAL_USER(Details.of(CONFIGURATION)),
    ILLEGAL_AGENT(Details.of(CODE)),
    ILLEGAL_DYN_MD5_KEY(Details.of(ALIPAY)),
    ILLEGAL_ENCRYPT(Details.of(CONFIGURATION)),
    ILLEGAL_SECURITY_PROFILE(Details.of(ALIPAY)),
    HAS_NO_PUBLICKEY(Details.of(ALIPAY)),
    ILLEGAL_CLIENT_IP(Details.of(ALIPAY)),
    ILLEGAL_REQUEST(Details.of(CODE)),
    EXTERFACE_IS_CLOSED(Details.of(ALIPAY)),
    SESSION_TIMEOUT(Details.of(ALIPAY).passing()),
    SYSTEM_ERROR(Details.of(ALIPAY).passing()),
    ILLEGAL_DIGEST_TYPE(Details.of(CODE)),
    ILLEGAL_DIGEST(Details.of(CODE)),
    ILLEGAL_FILE_FORMAT(Details.of(CODE)),
    ILLEGAL_TARGET_SERVICE(Details.of(ALIPAY)),
    ILLEGAL_ACCESS_SWITCH_SYSTEM(Details.of(ALIPAY)),
    ILLEGAL_SWITCH_SYSTEM(Details.of(ALIPAY)),
    ILLEGAL_REQUEST_REFERER(Details.of(CODE)),
    ILLEGAL_ANTI_PHISHING_KEY(Details.of(CODE)),
    ANTI_PHISHING_KEY_TIMEOUT(Details.of(CODE)),
    ILLEGAL_EXTER_INVOKE_IP(Details.of(CODE).detectedBy(DetectedBy.of(Stage.PAYMENT, "exter_invoke_ip"))),

    // Errors on the page 调试错误 in a buyer's browser after a payment request.
    ILLEGAL_LOGISTICS_FORMAT(Details.of(CODE)
            .help(241186)
            .detectedBy(DetectedBy.of(Stage.PAYMENT, "logistics_type", "logistics_fee", "logistics_payment"))),
    ILLEGAL_FEE_PARAM(
            Details.of(CODE).help(241194).detectedBy(DetectedBy.of(Stage.PAYMENT, "price", "discount", "total_fee"))),
    SELLER_NOT_IN_SPECIFIED_SELLERS(Details.of(CONFIGURATION).help(241185)),
    SELLER_NOT_EXIST(
            Details.of(CONFIGURATION).help(241188).detectedBy(DetectedBy.of(Stage.CONFIGURATION, "seller_email"))),
    BUYER_SELLER_EQUAL(Details.of(BUYER).help(241189).detectedBy(DetectedBy.of(Stage.PAYMENT, "buyer_email"))),
    TRADE_DATA_MATCH_ERROR(Details.of(CODE).help(241190).detectedBy(DetectedBy.of(Stage.ORDER_SERVICE, "CHANGED"))),
    TRADE_NOT_ALLOWED_PAY(
            Details.of(BUYER).help(241187).detectedBy(DetectedBy.of(Stage.ORDER_SERVICE, "ALREADY_PAID", "CLOSED"))),
    BUSINESS_DATA_TAMPERED(Details.of(CODE)
            .spelled("业务数据被篡改")
            .help(241193)
            .detectedBy(DetectedBy.of(Stage.PAYMENT, "logistics_type", "logistics_fee", "logistics_payment"))),
    ILLEGAL_OUTTIME_ARGUMENT(Details.of(CODE)
            .detectedBy(DetectedBy.of(Stage.PAYMENT, "it_b_pay", "t_s_send_1", "t_s_send_2", "t_b_rec_post"))),
    SELF_TIMEOUT_NOT_SUPPORT(Details.of(ALIPAY)),
    ILLEGAL_PAYMENT_TYPE(Details.of(CODE).detectedBy(DetectedBy.of(Stage.PAYMENT, "payment_type"))),
    PRODUCT_NOT_EXIST(Details.of(ALIPAY)),
    CHANNEL_NOT_EXIST(Details.of(ALIPAY)),
    EXPARTNER_INFO_UNCORRECT(Details.of(ALIPAY)),
    LOGISTICS_CHOOSE_ERROR(Details.of(BUYER)),
    TRADE_BUYER_NOT_MATCH(Details.of(BUYER)),
    TRADE_SELLER_NOT_MATCH(Details.of(CODE)),
    TOTAL_FEE_LESSEQUAL_ZERO(Details.of(CODE).detectedBy(DetectedBy.of(Stage.PAYMENT, "discount"))),
    TOTAL_FEE_GREATER_THAN_MAX(Details.of(CODE).detectedBy(DetectedBy.of(Stage.PAYMENT, "price"))),
    EXTERFACE_INVOKE_CONTEXT_EXPIRED(Details.of(BUYER)),
    MAX_MONEY_COMPANY_TO_INDIVIDUAL(Details.of(BUYER)),
    TRADE_PRICE_NOT_MATCH(Details.of(CODE).detectedBy(DetectedBy.of(Stage.ORDER_SERVICE, "CHANGED"))),
    TRADE_QUANTITY_NOT_MATCH(Details.of(CODE).detectedBy(DetectedBy.of(Stage.ORDER_SERVICE, "CHANGED"))),
    TRADE_TOTALFEE_NOT_MATCH(Details.of(CODE).detectedBy(DetectedBy.of(Stage.ORDER_SERVICE, "CHANGED"))),
    BUYER_NOT_EXIST(Details.of(BUYER)),
    SUBJECT_MUST_NOT_BE_NULL(Details.of(CODE).detectedBy(DetectedBy.of(Stage.PAYMENT, "subject"))),
    PARAMTER_IS_NULL(Details.of(CODE).detectedBy(DetectedBy.of(Stage.PAYMENT, "out_trade_no", "subject", "price"))),

    // Errors of send_goods_confirm_by_platform, close_trade, single_trade_query.
    TRADE_NOT_EXIST(Details.of(CODE)),
    TRADE_STATUS_NOT_AVAILD(Details.of(CODE)),
    GENERIC_FAILURE(Details.of(ALIPAY).passing()),

    // Errors of refund_fastpay_by_platform_pwd and _nopwd, about the whole batch.
    BATCH_NO_FORMAT_ERROR(Details.of(CODE).detectedBy(DetectedBy.of(Stage.REFUND, "batch_no"))),
    DUPLICATE_BATCH_NO(Details.of(CODE)),
    BATCH_NUM_ERROR(Details.of(CODE).detectedBy(DetectedBy.of(Stage.REFUND, "batch_num"))),
    BATCH_NUM_EXCEED_LIMIT(Details.of(CODE).detectedBy(DetectedBy.of(Stage.REFUND, "batch_num"))),
    BATCH_NUM_NOT_EQUAL_TOTAL(Details.of(CODE).detectedBy(DetectedBy.of(Stage.REFUND, "batch_num"))),
    REFUND_DATE_ERROR(Details.of(CODE).detectedBy(DetectedBy.of(Stage.REFUND, "refund_date"))),
    DETAIL_DATA_FORMAT_ERROR(Details.of(CODE).detectedBy(DetectedBy.of(Stage.REFUND, "detail_data"))),
    SINGLE_DETAIL_DATA_EXCEED_LIMIT(Details.of(CODE).detectedBy(DetectedBy.of(Stage.REFUND, "detail_data"))),
    DUBL_TRADE_NO_IN_SAME_BATCH(Details.of(CODE).detectedBy(DetectedBy.of(Stage.REFUND, "detail_data"))),
    NOT_THIS_SELLER_TRADE(Details.of(CONFIGURATION)),
    NOT_THIS_PARTNERS_TRADE(Details.of(CONFIGURATION)),
    SELLER_INFO_NOT_EXIST(Details.of(CONFIGURATION)),
    PARTNER_NOT_SIGN_PROTOCOL(Details.of(ALIPAY)),
    PWD_REFUND_NOT_ALLOW_ROYALTY(Details.of(CODE)),

    // Errors of refund_fastpay_by_platform_pwd and _nopwd, about one trade in a batch.
    TRADE_NOT_EXISTS(Details.of(CODE)),
    TRADE_STATUS_ERROR(Details.of(CODE)),
    TRADE_HAS_CLOSED(Details.of(MERCHANT)),
    TRADE_HAS_FINISHED(Details.of(MERCHANT)),
    REFUND_AMOUNT_NOT_VALID(Details.of(CODE)),
    REFUND_TRADE_FEE_ERROR(Details.of(CODE)),
    REASON_TRADE_REFUND_FEE_ERR(Details.of(CODE)),
    REASON_HAS_REFUND_FEE_NOT_MATCH(Details.of(CODE)),
    TRADE_PRODUCT_TYPE_NOT_ALLOW_REFUND(Details.of(MERCHANT)),
    TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH(Details.of(MERCHANT)),
    SELLER_BALANCE_NOT_ENOUGH(Details.of(MERCHANT)),
    TXN_RESULT_ACCOUNT_STATUS_NOT_VALID(Details.of(ALIPAY)),
    REASON_REFUND_AMOUNT_LESS_THAN_COUPON_FEE(Details.of(MERCHANT));

    private static final Messages MESSAGES = Messages.of(GatewayError.class);

    private static final Map<String, GatewayError> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toMap(GatewayError::code, Function.identity()));

    /**
     * One row of the table.
     *
     * @param code the word on the page, "" for the constant's name
     * @param help the help_id of the tutorials' link, 0 for none
     * @param detectedBy the checks that detect it before Alipay does
     */
    private record Details(
            ResponsibleParty responsible, String code, int help, List<DetectedBy> detectedBy, boolean isPassing) {

        static Details of(ResponsibleParty responsible) {
            return new Details(responsible, "", 0, List.of(), false);
        }

        Details spelled(String word) {
            return new Details(responsible, word, help, detectedBy, isPassing);
        }

        Details help(int id) {
            return new Details(responsible, code, id, detectedBy, isPassing);
        }

        Details detectedBy(DetectedBy... by) {
            return new Details(responsible, code, help, List.of(by), isPassing);
        }

        Details passing() {
            return new Details(responsible, code, help, detectedBy, true);
        }
    }

    private final Details entry;

    GatewayError(Details entry) {
        this.entry = entry;
    }

    /** Returns the word as the gateway writes it: the constant's name, except for the one page that shows a sentence instead. */
    public String code() {
        return entry.code().isEmpty() ? name() : entry.code();
    }

    /** Returns what is wrong. */
    public Text meaning() {
        return Messages.label(this);
    }

    /** Returns the usual cause. */
    public Text cause() {
        return MESSAGES.message("GatewayError." + name() + ".cause");
    }

    /** Returns what to do. */
    public Text remedy() {
        return MESSAGES.message("GatewayError." + name() + ".remedy");
    }

    /** Returns who can fix it. */
    public ResponsibleParty responsible() {
        return entry.responsible();
    }

    /** Returns the number of Alipay's help page; empty for codes the tutorials do not list. */
    public OptionalInt help_id() {
        return entry.help() == 0 ? OptionalInt.empty() : OptionalInt.of(entry.help());
    }

    /** Returns the merchant's checks that detect it before a request is sent; empty where only Alipay can know. */
    public List<DetectedBy> detectedBy() {
        return entry.detectedBy();
    }

    /** Returns whether the same call may succeed later without any change. */
    public boolean isPassing() {
        return entry.isPassing();
    }

    /** Returns, for example, {@code ILLEGAL_SIGN_TYPE（签名类型不正确）：sign_type 写成大写的 MD5（由商户配置处理）}. */
    public Text advice() {
        return MESSAGES.message(
                "GatewayError.advice",
                code(),
                meaning(),
                remedy(),
                responsible().label());
    }

    /** Returns the error of this code, ignoring case (the tutorials print one in lower case); empty if no document lists it. */
    public static Optional<GatewayError> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code.strip().toUpperCase(Locale.ROOT)));
    }
}
