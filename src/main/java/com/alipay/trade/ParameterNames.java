package com.alipay.trade;

import java.util.Optional;
import java.util.Set;

/**
 * The parameter names of the protocol, and the guard that needs them. The signed text joins raw values with {@code &}, so a
 * value that itself holds {@code &total_fee=9999.00} signs to the same text as a parameter of that name would: whoever may
 * type such a value (a buyer's remark, name or address) could move the borders between parameters and keep the signature.
 */
public final class ParameterNames {
    /** Every name that means something in a request, a return or a notification. */
    public static final Set<String> GUARDED = Set.of(
            // both directions
            "service",
            "partner",
            "_input_charset",
            "sign",
            "sign_type",
            "notify_url",
            "return_url",
            "show_url",
            "out_trade_no",
            "subject",
            "body",
            "payment_type",
            "price",
            "quantity",
            "discount",
            "total_fee",
            "logistics_type",
            "logistics_fee",
            "logistics_payment",
            "logistics_type_1",
            "logistics_fee_1",
            "logistics_payment_1",
            "logistics_type_2",
            "logistics_fee_2",
            "logistics_payment_2",
            "seller_email",
            "seller_id",
            "seller_account_name",
            "buyer_email",
            "buyer_id",
            "buyer_account_name",
            "receive_name",
            "receive_address",
            "receive_zip",
            "receive_phone",
            "receive_mobile",
            // requests
            "it_b_pay",
            "t_s_send_1",
            "t_s_send_2",
            "t_b_rec_post",
            "anti_phishing_key",
            "exter_invoke_ip",
            "token",
            "agent",
            "trade_no",
            "logistics_name",
            "invoice_no",
            "transport_type",
            "create_transport_type",
            "seller_ip",
            "out_order_no",
            "trade_role",
            "ip",
            "batch_no",
            "batch_num",
            "refund_date",
            "detail_data",
            "seller_user_id",
            // returns and notifications
            "is_success",
            "partnerId",
            "charset",
            "exterface",
            "notify_id",
            "notify_type",
            "notify_time",
            "trade_status",
            "refund_status",
            "gmt_create",
            "gmt_payment",
            "gmt_close",
            "gmt_refund",
            "gmt_send_goods",
            "gmt_logistics_modify",
            "is_total_fee_adjust",
            "use_coupon",
            "seller_actions",
            "buyer_actions",
            "success_num",
            "result_details");

    private ParameterNames() {}

    /**
     * The protocol name a value smuggles in: the first {@code &name=} inside it whose name is guarded.
     *
     * <pre>{@code
     * smuggled("gift&total_fee=9999.00&z=")   -> "total_fee"
     * smuggled("Tom & Jerry, size=L")         -> nothing
     * }</pre>
     */
    public static Optional<String> smuggled(String value) {
        for (int and = value.indexOf('&'); and >= 0; and = value.indexOf('&', and + 1)) {
            int equals = value.indexOf('=', and);
            if (equals < 0) {
                return Optional.empty();
            }
            String name = value.substring(and + 1, equals);
            if (GUARDED.contains(name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
