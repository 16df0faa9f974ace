package com.alipay.diagnosis;

import com.alipay.diagnosis.Reading.Pair;
import com.alipay.trade.ParameterNames;
import com.alipay.trade.PayService;
import com.alipay.trade.RefundStatus;
import com.alipay.trade.TradeStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Mistakes about which parameters there are. */
final class ParameterSteps {
    private ParameterSteps() {}

    /** All that no table of the protocol knows at once, then each parameter by itself. */
    static Stream<Step> extra(Reading reading, Scene scene) {
        List<Pair> signable = reading.signable();
        List<Pair> foreign = signable.stream().filter(ParameterSteps::isForeign).toList();
        Stream<Step> allForeign = foreign.size() > 1
                ? Stream.of(new Step(without(reading, foreign), names(foreign, reading)))
                : Stream.empty();
        Stream<Step> one = Stream.concat(foreign.stream(), signable.stream().filter(pair -> !isForeign(pair)))
                .map(pair -> new Step(reading.replacing(pair, null), names(List.of(pair), reading)));
        return Stream.concat(allForeign, one);
    }

    /** The first of each name, or the last. */
    static Stream<Step> repeated(Reading reading, Scene scene) {
        Map<String, Pair> first = new LinkedHashMap<>();
        Map<String, Pair> last = new LinkedHashMap<>();
        reading.pairs().forEach(pair -> {
            first.putIfAbsent(pair.name(), pair);
            last.put(pair.name(), pair);
        });
        String names = reading.pairs().stream()
                .filter(pair -> first.get(pair.name()) != pair)
                .map(pair -> shown(pair.name(), reading))
                .distinct()
                .collect(Collectors.joining(", "));
        return Stream.of(first, last).map(kept -> new Step(reading.withPairs(new ArrayList<>(kept.values())), names));
    }

    /** An ampersand that was not encoded made a value end early: what follows belongs to it. */
    static Stream<Step> split(Reading reading, Scene scene) {
        return IntStream.range(1, reading.pairs().size())
                .filter(i -> isForeign(reading.pairs().get(i)))
                .boxed()
                .flatMap(i -> {
                    Pair before = reading.pairs().get(i - 1);
                    Pair after = reading.pairs().get(i);
                    Stream<String> tails = after.isEmpty()
                            ? Stream.of(after.name(), after.name() + "=")
                            : Stream.of(after.name() + "=" + after.value());
                    return tails.map(tail -> new Step(
                            reading.replacing(after, null)
                                    .replacing(before, before.withValue(before.value() + "&" + tail)),
                            shown(before.name(), reading)));
                });
    }

    /** What the merchant knows, and what is the same in every message. */
    static Stream<Step> lost(Reading reading, Scene scene) {
        Stream<Map.Entry<String, String>> known =
                scene.specimen().known().entrySet().stream().sorted(Map.Entry.comparingByKey());
        return Stream.concat(known, usual(reading, scene))
                .filter(entry -> !entry.getValue().isEmpty() && !reading.has(entry.getKey()))
                .map(entry -> {
                    List<Pair> pairs = new ArrayList<>(reading.pairs());
                    String value = Octets.of(entry.getValue(), reading.charset());
                    pairs.add(new Pair(entry.getKey(), value, value));
                    return new Step(reading.withPairs(pairs), entry.getKey());
                });
    }

    private static Stream<Map.Entry<String, String>> usual(Reading reading, Scene scene) {
        boolean request = scene.specimen().isRequest();
        Stream<Map.Entry<String, String>> both = Stream.of(
                entry("payment_type", "1"),
                entry("quantity", "1"),
                entry("discount", "0.00"),
                entry("logistics_fee", "0.00"),
                entry("logistics_type", "EXPRESS"),
                entry("logistics_payment", "SELLER_PAY"),
                entry("logistics_payment", "BUYER_PAY"),
                entry("seller_id", scene.account().partner()),
                entry("price", reading.value("total_fee")),
                entry("total_fee", reading.value("price")));
        return Stream.concat(both, request ? ofRequests(scene) : ofMessages());
    }

    private static Stream<Map.Entry<String, String>> ofRequests(Scene scene) {
        Stream<String> charsets = Stream.of("utf-8", "UTF-8", "gbk", "GBK", "gb2312", "GB2312");
        return Stream.of(
                        charsets.map(name -> entry("_input_charset", name)),
                        Stream.of(PayService.values()).map(service -> entry("service", service.code())),
                        Stream.of(entry("partner", scene.account().partner()), entry("logistics_fee", "0")))
                .flatMap(entries -> entries);
    }

    private static Stream<Map.Entry<String, String>> ofMessages() {
        return Stream.of(
                        Stream.of(
                                entry("is_success", "T"),
                                entry("notify_type", "trade_status_sync"),
                                entry("notify_type", "batch_refund_notify"),
                                entry("use_coupon", "N"),
                                entry("is_total_fee_adjust", "N"),
                                entry("use_coupon", "Y"),
                                entry("is_total_fee_adjust", "Y"),
                                entry("seller_actions", "SEND_GOODS"),
                                entry("success_num", "1")),
                        Stream.of(PayService.values()).map(service -> entry("exterface", service.code())),
                        Arrays.stream(TradeStatus.values()).map(status -> entry("trade_status", status.name())),
                        Arrays.stream(RefundStatus.values()).map(status -> entry("refund_status", status.name())))
                .flatMap(entries -> entries);
    }

    /** A value that is not the one the merchant knows, and was not merely cut. */
    static Stream<Step> changed(Reading reading, Scene scene) {
        return known(reading, scene)
                .map(pair -> new Step(
                        reading.replacing(pair, pair.withValue(knownValue(pair, reading, scene))),
                        shown(pair.name(), reading)));
    }

    /** The last value, cut with the rest of the message. */
    static Stream<Step> cut(Reading reading, Scene scene) {
        String digits = reading.sign();
        Stream<Step> sign = digits.matches("[0-9a-f]{16,31}")
                ? Stream.of(new Step(reading.withSign(digits, Reading.Scheme.MD5_BEGINNING), "sign"))
                : Stream.empty();
        Pair last = reading.pairs().isEmpty()
                ? null
                : reading.pairs().get(reading.pairs().size() - 1);
        Stream<Step> value = known(reading, scene)
                .filter(pair -> pair == last && knownValue(pair, reading, scene).startsWith(pair.value()))
                .map(pair -> new Step(
                        reading.replacing(pair, pair.withValue(knownValue(pair, reading, scene))),
                        shown(pair.name(), reading)));
        return Stream.concat(sign, value);
    }

    /** The pairs for which the merchant knows another value. */
    static Stream<Pair> known(Reading reading, Scene scene) {
        return reading.signable().stream().filter(pair -> {
            String known = knownValue(pair, reading, scene);
            return known != null && !known.equals(pair.value());
        });
    }

    /** What the merchant knows for this name, in octets; null when it knows nothing. */
    static String knownValue(Pair pair, Reading reading, Scene scene) {
        String known = scene.specimen().known().get(pair.name());
        return known == null ? null : Octets.of(known, reading.charset());
    }

    static boolean isForeign(Pair pair) {
        return !ParameterNames.GUARDED.contains(pair.name()) && !ParameterNames.isUnsigned(pair.name());
    }

    static String shown(String name, Reading reading) {
        return ParameterNames.shown(Octets.shown(name, reading.charset()));
    }

    private static Reading without(Reading reading, List<Pair> dropped) {
        return reading.withPairs(reading.pairs().stream()
                .filter(pair -> dropped.stream().noneMatch(it -> Objects.equals(it, pair)))
                .toList());
    }

    private static String names(List<Pair> pairs, Reading reading) {
        return pairs.stream().limit(5).map(pair -> shown(pair.name(), reading)).collect(Collectors.joining(", "))
                + (pairs.size() > 5 ? ", …" : "");
    }

    private static Map.Entry<String, String> entry(String name, String value) {
        return Map.entry(name, value);
    }
}
