package com.alipay.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The parameter names of the protocol, and the check against parameter injection. The signed text joins raw values with
 * {@code &}, so a value that contains {@code &total_fee=9999.00} has the same signed text as a parameter of that name. Anyone who
 * may type such a value (a buyer's remark, name or address) could move the borders between parameters and keep the signature.
 */
public final class ParameterNames {
    /** Every name with a meaning: in both directions, in requests, in returns and notifications, and in the wider gateway. */
    public static final Set<String> GUARDED = Set.of("""
            service partner _input_charset sign sign_type notify_url return_url show_url out_trade_no
            subject body payment_type price quantity discount total_fee logistics_type logistics_fee
            logistics_payment logistics_type_1 logistics_fee_1 logistics_payment_1 logistics_type_2
            logistics_fee_2 logistics_payment_2 seller_email seller_id seller_account_name buyer_email
            buyer_id buyer_account_name receive_name receive_address receive_zip receive_phone
            receive_mobile
            it_b_pay t_s_send_1 t_s_send_2 t_b_rec_post anti_phishing_key exter_invoke_ip token agent
            trade_no logistics_name invoice_no transport_type create_transport_type seller_ip out_order_no
            trade_role ip batch_no batch_num refund_date detail_data seller_user_id
            is_success partnerId charset exterface notify_id notify_type notify_time trade_status
            refund_status gmt_create gmt_payment gmt_close gmt_refund gmt_send_goods gmt_logistics_modify
            is_total_fee_adjust use_coupon seller_actions buyer_actions success_num result_details
            refund_fee
            error_notify_url extend_param extra_common_param paymethod defaultbank royalty_type
            royalty_parameters
            """.split("\\s+"));

    /** The names in the order of signing. */
    static final List<String> SORTED = GUARDED.stream().sorted().toList();

    /** The ranks of the names plus one, by {@link #slot}; a collision moves a name to the next slot. */
    private static final short[] TABLE = new short[1024];

    private static final byte[][] BYTES = new byte[SORTED.size()][];

    static {
        for (short rank = 0; rank < SORTED.size(); rank++) {
            BYTES[rank] = SORTED.get(rank).getBytes(StandardCharsets.US_ASCII);
            int slot = slot(BYTES[rank], 0, BYTES[rank].length);
            while (TABLE[slot] != 0) {
                slot = slot + 1 & TABLE.length - 1;
            }
            TABLE[slot] = (short) (rank + 1);
        }
    }

    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_]+");
    private static final Pattern HIDDEN = Pattern.compile("&([^&=]*+)=");

    /** How many characters of an unverified text a reason shows. */
    private static final int LONGEST_SHOWN = 40;

    private ParameterNames() {}

    /**
     * Returns why a decoded pair could be read in two ways and so must neither be signed nor trusted; empty when it could not.
     *
     * <pre>{@code
     * ambiguity("subject", "Tom & Jerry, size=L")          -> nothing
     * ambiguity("subject", "gift&total_fee=9999.00&z=")    -> a parameter inside a parameter
     * ambiguity("z=&total_fee", "9999.00")                 -> a name that holds & or =
     * ambiguity("SIGN", "x")                               -> a name that looks like sign and takes no part in the signature
     * }</pre>
     */
    public static Optional<String> ambiguity(String name, String value) {
        boolean known = GUARDED.contains(name);
        if (!known && (name.isEmpty() || name.indexOf('&') >= 0 || name.indexOf('=') >= 0)) {
            return Optional.of("a name that holds & or =, or nothing");
        }
        if (!known && isUnsigned(name)) {
            return Optional.of(
                    "the name " + shown(name) + ", which looks like sign and takes no part in the signature");
        }
        return smuggled(value)
                .map(hidden ->
                        "the value of " + shown(name) + " holds &" + hidden + "=, a parameter inside a parameter");
    }

    /** Returns whether it consists of letters, digits and {@code _} only, as every name of the protocol does. */
    public static boolean isName(String name) {
        return GUARDED.contains(name) || NAME.matcher(name).matches();
    }

    /** Returns whether a parameter is excluded from the signature: {@code sign} and {@code sign_type}, compared without case. */
    public static boolean isUnsigned(String name) {
        int length = name.length();
        if (length != "sign".length() && length != "sign_type".length() || "sS".indexOf(name.charAt(0)) < 0) {
            return false; // most names, without a copy in lower case
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("sign") || lower.equals("sign_type");
    }

    /** Returns the index of a name in the order of signing, -1 if it is none of the protocol's. Found by its bytes, for speed. */
    static int rank(byte[] octets, int from, int to) {
        int slot = slot(octets, from, to);
        while (TABLE[slot] > 0) {
            byte[] name = BYTES[TABLE[slot] - 1];
            if (Arrays.equals(name, 0, name.length, octets, from, to)) {
                break;
            }
            slot = slot + 1 & TABLE.length - 1;
        }
        return TABLE[slot] - 1;
    }

    private static int slot(byte[] octets, int from, int to) {
        int length = to - from;
        int hash = (length * 37 + octets[from]) * 37 + octets[from + length / 2];
        return hash * 37 + octets[to - 1] & TABLE.length - 1;
    }

    /** Returns the beginning of an unverified text, for a reason or a log line. */
    public static String shown(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    /** Returns the protocol name that a value injects: the first {@code &name=} inside it whose name is guarded. */
    public static Optional<String> smuggled(String value) {
        return value.indexOf('&') < 0
                ? Optional.empty()
                : HIDDEN.matcher(value)
                        .results()
                        .map(hidden -> hidden.group(1))
                        .filter(GUARDED::contains)
                        .findFirst();
    }
}
