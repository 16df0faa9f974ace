package com.alipay.it;

import com.alipay.readme.SequenceDiagram;
import com.alipay.readme.SequenceDiagram.Message;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.htmlunit.html.HtmlPage;

/**
 * Pays one escrow order through the dual interface and draws every call in the order in which it happened: the buyer's by what the browser
 * did, all others by the local Alipay's journal.
 */
final class PaymentSequence {
    private static final List<String> PARTICIPANTS = List.of("买家 buyer", "商户 shop", "支付宝 Alipay");
    private static final int BUYER = 0;
    private static final int SHOP = 1;
    private static final int ALIPAY = 2;

    private final LocalAlipay alipay;
    private final List<Message> messages = new ArrayList<>();
    private Map<Long, JsonObject> deliveries = Map.of();
    private long last;

    private PaymentSequence(LocalAlipay alipay) {
        this.alipay = alipay;
    }

    static SequenceDiagram of(Shop shop, LocalAlipay alipay) throws IOException, InterruptedException {
        PaymentSequence sequence = new PaymentSequence(alipay);
        sequence.pay(shop, Purchase.of(Product.DUAL_ESCROW));
        return new SequenceDiagram("trade_create_by_buyer", PARTICIPANTS, sequence.messages);
    }

    private void pay(Shop shop, Purchase purchase) throws IOException, InterruptedException {
        newEntries();
        try (Buyer buyer = Buyer.withoutScripts()) {
            HtmlPage alipayto = buyer.order(shop, purchase);
            call(BUYER, SHOP, "POST alipayto.jsp");
            String out_trade_no = Buyer.form(alipayto, "alipaysubmit")
                    .getInputByName("out_trade_no")
                    .getValue();
            answer(SHOP, BUYER, "form alipaysubmit · service, …, sign, sign_type");

            HtmlPage cashier = buyer.proceed(alipayto);
            alipay.settle();
            deliveries = deliveries(out_trade_no);
            newEntries().forEach(this::draw);

            HtmlPage success = buyer.pay(cashier, Product.DUAL_ESCROW, purchase);
            alipay.settle();
            deliveries = deliveries(out_trade_no);
            // The cashier's answer and the notification that it causes are written down at the same time.
            newEntries().stream()
                    .sorted(Comparator.comparing(entry -> !is(entry, "CASHIER")))
                    .forEach(this::draw);

            HtmlPage back = buyer.goBack(success);
            call(BUYER, SHOP, "GET " + Path.of(back.getUrl().getPath()).getFileName() + " · is_success, …, sign");
            newEntries().stream().filter(entry -> !is(entry, "RETURN")).forEach(this::draw);
            answer(SHOP, BUYER, back.asNormalizedText().contains("验证成功") ? "验证成功" : "验证失败");
        }
    }

    private void draw(JsonObject entry) {
        if (is(entry, "NOTIFICATION")) {
            notification(deliveries.get(entry.get("delivery").getAsLong()));
            return;
        }
        String call = Shop.text(entry, "method") + " "
                + Path.of(Shop.text(entry, "path")).getFileName();
        if (is(entry, "VERIFICATION")) {
            call(SHOP, ALIPAY, "notify_verify · notify_id");
            answer(ALIPAY, SHOP, Shop.text(entry, "outcome"));
        } else if (is(entry, "PAYMENT")) {
            call(BUYER, ALIPAY, call + " · " + Shop.text(entry, "service"));
        } else if (is(entry, "CASHIER")) {
            call(BUYER, ALIPAY, "收银台 cashier");
        } else {
            throw new AssertionError("an entry that the picture does not know: " + entry);
        }
    }

    /** A notification is written down when it has been answered: the question that it caused is the entry before. */
    private void notification(JsonObject delivery) {
        Message call = new Message(ALIPAY, SHOP, false, "POST notify_url.jsp · " + Shop.text(delivery, "trade_status"));
        int asked = messages.size();
        while (asked > 0 && isPartOfAQuestion(messages.get(asked - 1))) {
            asked--;
        }
        messages.add(asked, call);
        answer(
                SHOP,
                ALIPAY,
                new String(HexFormat.of().parseHex(Shop.text(delivery, "answer_hex")), StandardCharsets.US_ASCII));
    }

    private static boolean isPartOfAQuestion(Message message) {
        return message.text().startsWith("notify_verify")
                || (message.answer() && message.from() == ALIPAY && message.to() == SHOP);
    }

    private List<JsonObject> newEntries() throws IOException, InterruptedException {
        List<JsonObject> entries = alipay.journalAfter(last);
        last = entries.stream()
                .mapToLong(entry -> entry.get("id").getAsLong())
                .max()
                .orElse(last);
        return entries;
    }

    private Map<Long, JsonObject> deliveries(String out_trade_no) throws IOException, InterruptedException {
        return alipay.deliveries(out_trade_no).stream()
                .collect(Collectors.toMap(delivery -> delivery.get("id").getAsLong(), Function.identity()));
    }

    private void call(int from, int to, String text) {
        messages.add(new Message(from, to, false, text));
    }

    private void answer(int from, int to, String text) {
        messages.add(new Message(from, to, true, text));
    }

    private static boolean is(JsonObject entry, String kind) {
        return Shop.text(entry, "kind").equals(kind);
    }
}
