package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.config.SandboxConfig;
import com.alipay.sandbox.merchant.MerchantAccount;
import com.alipay.sandbox.protocol.Md5Signer;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The demo data: three merchants with three contracts beside each other, and a buyer who has little. */
class MerchantsTest {
    private static final SandboxConfig DEMO = SandboxConfig.demo();
    private static final MerchantAccount ESCROW = DEMO.merchants().of("2088000000000011");
    private static final MerchantAccount ADVANCED = DEMO.merchants().of("2088000000000021");

    @RegisterExtension
    static final SandboxExtension sandbox =
            SandboxExtension.of(SandboxOptions.forMerchants(DEMO.merchants()).withBuyers(DEMO.buyers()));

    private static final Client client = sandbox.client();
    private final FakeMerchant merchant = sandbox.openShop();

    @Test
    void eachMerchantIsToldWithItsOwnKey() {
        client.submit(of(ESCROW, PayForm.escrow("M1")).with("notify_url", merchant.notifyUrl()));
        client.api("pay", "out_trade_no=M1");

        assertThat(new RecordedNotifications(merchant).notices()).isNotEmpty().allSatisfy(notice -> {
            assertThat(new Md5Signer(ESCROW.key()).accepts(notice.asMap(), StandardCharsets.UTF_8))
                    .isTrue();
            assertThat(notice.get("seller_email")).isEqualTo("escrow-seller@example.com");
        });
    }

    @Test
    void theContractOfOneIsNotThatOfAnother() {
        assertThat(code(of(ESCROW, PayForm.dual("M2")))).isEqualTo("ILLEGAL_PARTNER_EXTERFACE");
        assertThat(XmlAnswer.of(client.submit(of(ESCROW, PayForm.call("close_trade"))))
                        .error())
                .isEqualTo("ILLEGAL_PARTNER_EXTERFACE");
        client.submit(of(ADVANCED, PayForm.dual("M2")));
        assertThat(pay("M2", ADVANCED).get("trade_status").getAsString()).isEqualTo("TRADE_SUCCESS");
    }

    @Test
    void oneOrderNumberOfTwoMerchantsIsTwoOrders() {
        client.submit(of(DEMO.merchants().all().get(0), PayForm.dual("M3")).with("price", "1.00"));
        client.submit(of(ADVANCED, PayForm.dual("M3")).with("price", "2.00"));

        assertThat(pay("M3", DEMO.merchants().all().get(0)).get("total_fee").getAsString())
                .isEqualTo("11.00");
        assertThat(pay("M3", ADVANCED).get("total_fee").getAsString()).isEqualTo("12.00");
    }

    @Test
    void whatBelongsToOneIsUnknownToTheOthers() {
        client.submit(of(ADVANCED, PayForm.dual("M4")));
        String tradeNo = pay("M4", ADVANCED).get("trade_no").getAsString();

        assertThat(query(ADVANCED, tradeNo)).isEmpty();
        assertThat(query(DEMO.merchants().all().get(0), tradeNo)).isEqualTo("TRADE_NOT_EXIST");
        assertThat(code(PayForm.dual("M4").with("partner", "2088000000000099"))).isEqualTo("ILLEGAL_PARTNER");
        assertThat(code(of(ADVANCED, PayForm.dual("M4")).with("partner", PayForm.PARTNER)))
                .isEqualTo("ILLEGAL_SIGN");
        assertThat(code(of(ADVANCED, PayForm.dual("M5")).with("seller_email", PayForm.SELLER)))
                .isEqualTo("SELLER_NOT_IN_SPECIFIED_SELLERS");
    }

    /** The Ruby gem alipay sends no other seller. */
    @Test
    void aMerchantMayCallItsSellerByItsPartner() {
        PayForm form = PayForm.dual("P1").without("seller_email");
        for (MerchantAccount merchant : List.of(DEMO.merchants().all().get(0), ADVANCED)) {
            assertThat(client.submit(of(merchant, form).with("seller_id", merchant.partner()))
                            .statusCode())
                    .isEqualTo(303);
        }
    }

    @Test
    void aBuyerCannotPayMoreThanIsLeftAndARefundComesBack() {
        client.submit(of(ADVANCED, PayForm.dual("B1").with("price", "0.80").with("logistics_fee", "0.00")));
        String tradeNo = client.api("pay", "out_trade_no=B1&mode=instant&buyer=poor@example.com")
                .get("trade_no")
                .getAsString();
        client.submit(of(ADVANCED, PayForm.dual("B2").with("price", "0.21").with("logistics_fee", "0.00")));
        JsonObject problem = Client.json(
                        client.post("/sandbox/api/pay", "out_trade_no=B2&mode=instant&buyer=poor@example.com"))
                .getAsJsonObject();
        assertThat(problem.get("detail").getAsString()).contains("余额不足", "0.20 元", "0.21 元");
        client.api("trades/" + tradeNo + "/refund", "refund_fee=0.01");

        assertThat(client.api("pay", "out_trade_no=B2&mode=instant&buyer=poor@example.com")
                        .get("trade_status")
                        .getAsString())
                .isEqualTo("TRADE_SUCCESS");
    }

    @Test
    void merchantsMayUseTheSameOrderNumber() {
        List<MerchantAccount> merchants = List.of(DEMO.merchants().all().get(0), ADVANCED);
        List<String> tradeNumbers = new ArrayList<>();
        for (MerchantAccount merchant : merchants) {
            client.submit(of(merchant, PayForm.dual("SAME")));
        }
        for (MerchantAccount merchant : merchants) {
            JsonObject paid = pay("SAME", merchant);
            assertThat(paid.get("partner").getAsString()).isEqualTo(merchant.partner());
            tradeNumbers.add(0, paid.get("trade_no").getAsString());
        }

        assertThat(client.list("trades?out_trade_no=SAME"))
                .extracting(trade -> trade.get("trade_no").getAsString())
                .containsExactlyElementsOf(tradeNumbers);
        assertThat(client.list("trades?out_trade_no=SAME&before=" + tradeNumbers.get(0)))
                .extracting(trade -> trade.get("trade_no").getAsString())
                .containsExactlyElementsOf(tradeNumbers.subList(1, tradeNumbers.size()));
    }

    @Test
    void goodsGoToTheAddressOfWhoeverBuys() {
        client.submit(of(ADVANCED, PayForm.dual("A1")));

        assertThat(client.api("pay", "out_trade_no=A1&buyer=buyer2@example.com")
                        .get("receive_name")
                        .getAsString())
                .isEqualTo("李四");
    }

    @Test
    void theFirstPageShowsEveryMerchantAndNoKey() {
        String page = Client.text(client.get("/"));

        for (MerchantAccount each : DEMO.merchants().all()) {
            assertThat(page).contains(each.partner(), each.seller().email()).doesNotContain(each.key());
        }
    }

    private static PayForm of(MerchantAccount merchant, PayForm form) {
        PayForm own = form.with("partner", merchant.partner()).signedWith(merchant.key());
        return form.params().containsKey("seller_email")
                ? own.with("seller_email", merchant.seller().email())
                : own;
    }

    private static JsonObject pay(String number, MerchantAccount merchant) {
        return client.api("pay", "out_trade_no=" + number + "&mode=instant&partner=" + merchant.partner());
    }

    private static String query(MerchantAccount merchant, String tradeNo) {
        return XmlAnswer.of(client.submit(
                        of(merchant, PayForm.call("single_trade_query").with("trade_no", tradeNo))))
                .error();
    }

    private static String code(PayForm form) {
        return Client.text(client.submit(form)).replaceAll("(?s).*<code id=\"code\">(\\w+)</code>.*", "$1");
    }
}
