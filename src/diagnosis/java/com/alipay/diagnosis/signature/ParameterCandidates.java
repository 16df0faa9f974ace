package com.alipay.diagnosis.signature;

import static com.alipay.diagnosis.signature.Candidate.how;

import com.alipay.diagnosis.signature.SigningHypothesis.Parameter;
import com.alipay.protocol.ParameterNames;
import com.alipay.protocol.PayService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Generates candidates for mistakes in the set of parameters. */
final class ParameterCandidates {
    private static final List<String> TRADE_STATUSES = List.of(
            "WAIT_BUYER_PAY",
            "WAIT_SYS_CONFIRM_PAY",
            "WAIT_SELLER_SEND_GOODS",
            "WAIT_BUYER_CONFIRM_GOODS",
            "WAIT_SYS_PAY_SELLER",
            "TRADE_PENDING",
            "TRADE_SUCCESS",
            "TRADE_FINISHED",
            "TRADE_CLOSED");

    private static final List<String> REFUND_STATUSES = List.of(
            "WAIT_SELLER_AGREE",
            "SELLER_REFUSE_BUYER",
            "WAIT_BUYER_RETURN_GOODS",
            "WAIT_SELLER_CONFIRM_GOODS",
            "REFUND_SUCCESS",
            "REFUND_CLOSED");

    private ParameterCandidates() {}

    /** Removes all parameters unknown to the protocol at once, then each parameter alone. */
    static Stream<Candidate> extra(SigningHypothesis reading, DiagnosisContext scene) {
        List<Parameter> signable = reading.signable();
        List<Parameter> foreign =
                signable.stream().filter(ParameterCandidates::isForeign).toList();
        Stream<Candidate> allForeign = foreign.size() > 1
                ? Stream.of(new Candidate(without(reading, foreign), names(foreign, reading)))
                : Stream.empty();
        Stream<Candidate> one = Stream.concat(
                        foreign.stream(), signable.stream().filter(pair -> !isForeign(pair)))
                .map(pair -> new Candidate(reading.replacing(pair, null), names(List.of(pair), reading)));
        return Stream.of(allForeign, one, scene.alone() ? groups(reading) : Stream.<Candidate>empty())
                .flatMap(steps -> steps);
    }

    /** Removes groups of parameters added after signing: those before or after sign, or those that belong together. */
    private static Stream<Candidate> groups(SigningHypothesis reading) {
        List<Parameter> signable = reading.signable();
        List<List<Parameter>> groups = new ArrayList<>();
        int sign = -1;
        for (int i = 0; i < reading.pairs().size(); i++) {
            sign = reading.pairs().get(i).name().equals("sign") ? i : sign;
        }
        if (sign >= 0) {
            groups.add(reading.pairs().subList(sign, reading.pairs().size()).stream()
                    .filter(signable::contains)
                    .toList());
            groups.add(reading.pairs().subList(0, sign).stream()
                    .filter(signable::contains)
                    .toList());
        }
        for (String prefix : List.of(
                "logistics_", "receive_", "buyer_", "seller_", "t_", "utm_", "gmt_", "_", "ali", "refund_", "extra")) {
            groups.add(signable.stream()
                    .filter(pair -> pair.name().startsWith(prefix))
                    .toList());
        }
        groups.add(signable.stream()
                .filter(pair -> pair.name().matches("logistics_.*_[12]"))
                .toList());
        groups.add(signable.stream()
                .filter(pair -> pair.name().matches("logistics_.*_1"))
                .toList());
        groups.add(signable.stream()
                .filter(pair -> pair.name().matches("logistics_.*_2"))
                .toList());
        groups.add(
                signable.stream().filter(pair -> pair.name().endsWith("_url")).toList());
        groups.add(signable.stream()
                .filter(pair -> List.of("notify_url", "return_url").contains(pair.name()))
                .toList());
        groups.add(signable.stream()
                .filter(pair -> List.of("service", "partner", "_input_charset").contains(pair.name()))
                .toList());
        groups.add(signable.stream()
                .filter(pair -> List.of("_input_charset", "service").contains(pair.name()))
                .toList());
        groups.add(signable.stream()
                .filter(pair -> List.of("price", "quantity").contains(pair.name()))
                .toList());
        for (int i = 1; i < signable.size() - 1; i++) {
            groups.add(signable.subList(i, signable.size()));
            groups.add(signable.subList(0, i));
        }
        return groups.stream()
                .filter(group -> group.size() > 1 && group.size() < signable.size())
                .distinct()
                .map(group -> new Candidate(without(reading, group), names(group, reading)));
    }

    /** Assumes that the name was signed in another spelling than it was sent. */
    static Stream<Candidate> renamed(SigningHypothesis reading, DiagnosisContext scene) {
        Stream<Candidate> one = reading.signable().stream()
                .flatMap(pair -> spellings(pair.name())
                        .map(name -> new Candidate(
                                reading.replacing(pair, pair.withName(name)),
                                shown(name, reading) + " / " + shown(pair.name(), reading))));
        Stream<Candidate> all = IntStream.range(0, 6)
                .mapToObj(way -> new Candidate(
                        reading.withPairs(reading.pairs().stream()
                                .map(pair -> ParameterNames.isUnsigned(pair.name())
                                        ? pair
                                        : pair.withName(spellings(pair.name(), way)))
                                .toList()),
                        how("every_name")));
        return Stream.concat(all, one);
    }

    private static String spellings(String name, int way) {
        return switch (way) {
            case 0 -> camel(name, false);
            case 1 -> snake(name);
            case 2 -> camel(name, true);
            case 3 -> asciiCase(name, false);
            case 4 -> asciiCase(name, true);
            default -> name.strip();
        };
    }

    private static Stream<String> spellings(String name) {
        List<String> names = new ArrayList<>();
        switch (name) {
            case "_input_charset" ->
                names.addAll(List.of("input_charset", "charset", "_charset", "inputCharset", "_inputCharset"));
            case "input_charset", "charset" -> names.addAll(List.of("_input_charset", "input_charset", "charset"));
            case "total_fee" -> names.addAll(List.of("price", "total_amount", "amount", "total"));
            case "price" -> names.addAll(List.of("total_fee", "total_amount"));
            case "seller_email" -> names.addAll(List.of("seller_id", "seller", "seller_mail"));
            case "seller_id" -> names.addAll(List.of("seller_email", "partner"));
            case "out_trade_no" -> names.addAll(List.of("trade_no", "order_no", "out_order_no"));
            case "subject" -> names.addAll(List.of("title", "name"));
            case "body" -> names.addAll(List.of("description", "desc"));
            default -> {
                // Not a name that is commonly confused with another.
            }
        }
        IntStream.range(0, 6).forEach(way -> names.add(spellings(name, way)));
        names.addAll(List.of(
                name + " ",
                " " + name,
                name + "[]",
                "$" + name,
                name.replaceAll("^amp;", ""),
                name.replace('-', '_'),
                name.replace("_", ""),
                name.replace("_", "-")));
        return names.stream().filter(it -> !it.equals(name) && !it.isEmpty()).distinct();
    }

    private static String camel(String name, boolean first) {
        StringBuilder camel = new StringBuilder();
        boolean up = first;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_' && i > 0 && i + 1 < name.length() && !Character.isDigit(name.charAt(i + 1))) {
                up = true;
            } else {
                camel.append(up && c >= 'a' && c <= 'z' ? (char) (c - 32) : c);
                up = up && c == '_';
            }
        }
        return camel.toString();
    }

    private static String snake(String name) {
        StringBuilder snake = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            snake.append(c >= 'A' && c <= 'Z' ? (i == 0 ? "" : "_") + (char) (c + 32) : String.valueOf(c));
        }
        return snake.toString();
    }

    private static String asciiCase(String name, boolean upper) {
        StringBuilder other = new StringBuilder(name);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            other.setCharAt(
                    i,
                    upper && c >= 'a' && c <= 'z'
                            ? (char) (c - 32)
                            : !upper && c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return other.toString();
    }

    /** Assumes that only the first parameter of each name was signed, or only the last. */
    static Stream<Candidate> repeated(SigningHypothesis reading, DiagnosisContext scene) {
        Map<String, Parameter> first = new LinkedHashMap<>();
        Map<String, Parameter> last = new LinkedHashMap<>();
        reading.pairs().forEach(pair -> {
            first.putIfAbsent(pair.name(), pair);
            last.put(pair.name(), pair);
        });
        String names = reading.pairs().stream()
                .filter(pair -> first.get(pair.name()) != pair)
                .map(pair -> shown(pair.name(), reading))
                .distinct()
                .collect(Collectors.joining(", "));
        return Stream.of(first, last)
                .map(kept -> new Candidate(reading.withPairs(new ArrayList<>(kept.values())), names));
    }

    /** Assumes that an unencoded ampersand ended a value too early: the parameter after it belongs to that value. */
    static Stream<Candidate> split(SigningHypothesis reading, DiagnosisContext scene) {
        return IntStream.range(1, reading.pairs().size())
                .filter(i -> isForeign(reading.pairs().get(i)))
                .boxed()
                .flatMap(i -> {
                    Parameter before = reading.pairs().get(i - 1);
                    Parameter after = reading.pairs().get(i);
                    Stream<String> tails = after.isEmpty()
                            ? Stream.of(after.name(), after.name() + "=")
                            : Stream.of(after.name() + "=" + after.value());
                    return tails.map(tail -> new Candidate(
                            reading.replacing(after, null)
                                    .replacing(before, before.withValue(before.value() + "&" + tail)),
                            shown(before.name(), reading)));
                });
    }

    /** Assumes that a parameter was lost: one the merchant knows, or one that is the same in every message. */
    static Stream<Candidate> lost(SigningHypothesis reading, DiagnosisContext scene) {
        Stream<Map.Entry<String, String>> known =
                scene.specimen().known().entrySet().stream().sorted(Map.Entry.comparingByKey());
        return Stream.concat(known, usual(reading, scene))
                .filter(entry -> !entry.getValue().isEmpty() && !reading.has(entry.getKey()))
                .map(entry -> {
                    List<Parameter> pairs = new ArrayList<>(reading.pairs());
                    String value = ByteString.of(entry.getValue(), reading.charset());
                    pairs.add(new Parameter(entry.getKey(), value, value));
                    return new Candidate(reading.withPairs(pairs), entry.getKey());
                });
    }

    private static Stream<Map.Entry<String, String>> usual(SigningHypothesis reading, DiagnosisContext scene) {
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

    private static Stream<Map.Entry<String, String>> ofRequests(DiagnosisContext scene) {
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
                        TRADE_STATUSES.stream().map(status -> entry("trade_status", status)),
                        REFUND_STATUSES.stream().map(status -> entry("refund_status", status)))
                .flatMap(entries -> entries);
    }

    /** Assumes that a value differs from the one the merchant knows, and was not merely cut. */
    static Stream<Candidate> changed(SigningHypothesis reading, DiagnosisContext scene) {
        return known(reading, scene)
                .map(pair -> new Candidate(
                        reading.replacing(pair, pair.withValue(knownValue(pair, reading, scene))),
                        shown(pair.name(), reading)));
    }

    /** Assumes that the last value was cut together with the rest of the message. */
    static Stream<Candidate> cut(SigningHypothesis reading, DiagnosisContext scene) {
        Parameter last = reading.pairs().isEmpty()
                ? null
                : reading.pairs().get(reading.pairs().size() - 1);
        Stream<Candidate> value = known(reading, scene)
                .filter(pair -> pair == last && knownValue(pair, reading, scene).startsWith(pair.value()))
                .map(pair -> new Candidate(
                        reading.replacing(pair, pair.withValue(knownValue(pair, reading, scene))),
                        shown(pair.name(), reading)));
        return value;
    }

    /** Returns the parameters for which the merchant knows another value. */
    static Stream<Parameter> known(SigningHypothesis reading, DiagnosisContext scene) {
        return reading.signable().stream().filter(pair -> {
            String known = knownValue(pair, reading, scene);
            return known != null && !known.equals(pair.value());
        });
    }

    /** Returns the merchant's value for this name as a {@code ByteString}; null if unknown. */
    static String knownValue(Parameter pair, SigningHypothesis reading, DiagnosisContext scene) {
        String known = scene.specimen().known().get(pair.name());
        return known == null ? null : ByteString.of(known, reading.charset());
    }

    static boolean isForeign(Parameter pair) {
        return !ParameterNames.GUARDED.contains(pair.name()) && !ParameterNames.isUnsigned(pair.name());
    }

    static String shown(String name, SigningHypothesis reading) {
        return ParameterNames.shown(ByteString.shown(name, reading.charset()));
    }

    private static SigningHypothesis without(SigningHypothesis reading, List<Parameter> dropped) {
        return reading.withPairs(reading.pairs().stream()
                .filter(pair -> dropped.stream().noneMatch(it -> Objects.equals(it, pair)))
                .toList());
    }

    static String names(List<Parameter> pairs, SigningHypothesis reading) {
        return pairs.stream().limit(5).map(pair -> shown(pair.name(), reading)).collect(Collectors.joining(", "))
                + (pairs.size() > 5 ? ", …" : "");
    }

    private static Map.Entry<String, String> entry(String name, String value) {
        return Map.entry(name, value);
    }
}
