package com.alipay.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.config.MerchantConfig;
import com.alipay.protocol.PayService;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was checked once is sent as it is; what was checked for something else is checked anew. */
class CheckedParametersTest {
    private static final Map<String, String> SETTINGS = Map.of(
            "partner",
            "2088000000000001",
            "key",
            "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m",
            "seller_email",
            "seller@example.com");

    private static final Map<String, String> ORDER = Map.of(
            "out_trade_no",
            "1",
            "subject",
            "茶",
            "price",
            "900000.00",
            "quantity",
            "2",
            "logistics_type",
            "EXPRESS",
            "logistics_fee",
            "0.00",
            "logistics_payment",
            "SELLER_PAY");

    private final MerchantConfig merchant = MerchantConfig.of(SETTINGS);

    private Map<String, String> checked(Map<String, String> order) {
        return PaymentRequest.of(PayService.DUAL, order, merchant.charset()).parameters();
    }

    private static MerchantConfig with(String key, String value) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put(key, value);
        return MerchantConfig.of(settings);
    }

    private static Map<String, String> orderWith(String name, String value) {
        Map<String, String> order = new HashMap<>(ORDER);
        order.put(name, value);
        return order;
    }

    @Test
    void checkedOnesAreSentAsTheyAre() {
        Map<String, String> checked = checked(PaymentRequest.asked(ORDER, merchant));
        assertThat(new AlipayService(merchant).payment(PayService.DUAL, checked).url())
                .isEqualTo(new AlipayService(merchant)
                        .payment(PayService.DUAL, ORDER)
                        .url());
        // What was checked cannot be changed afterwards.
        assertThatThrownBy(() -> checked.put("price", "0.01")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> checked.entrySet().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theyAreCheckedAnewForAnotherServiceMerchantOrOrder() {
        Map<String, String> checked = checked(PaymentRequest.asked(ORDER, merchant));
        assertThatThrownBy(() -> new AlipayService(merchant).payment(PayService.ESCROW, checked))
                .as("too much for escrow")
                .isInstanceOf(InvalidRequestException.class);
        assertThat(sent(checked, with("seller_email", "other@example.com")))
                .contains("seller_email=other%40example.com")
                .doesNotContain("seller%40example.com");
        assertThat(sent(checked, with("input_charset", "gbk"))).contains("subject=%B2%E8");
        assertThat(sent(checked, with("show_url", "https://shop.example.com/")))
                .contains("show_url=https%3A%2F%2Fshop.example.com%2F");
        assertThat(sent(checked(ORDER), merchant)).contains("seller_email=seller%40example.com");
        String seller = "2088000000000009";
        assertThat(sent(checked(orderWith("seller_id", seller)), merchant)).doesNotContain(seller);
    }

    private static String sent(Map<String, String> order, MerchantConfig to) {
        return new AlipayService(to).payment(PayService.DUAL, order).url();
    }
}
