package com.alipay.util;

import com.alipay.config.Configuration;
import com.alipay.trade.Delivery;
import com.alipay.trade.ParameterNames;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The one parser of form data, from the raw bytes of a query string or a body. A container decodes with a charset of its own
 * before anybody can say which one is right; a GBK query string is lost that way. Here bytes stay bytes: percent-decoded
 * once, for the signature, and turned into characters afterwards, in the one charset the merchant declared.
 *
 * <p>What it reads is never an exception. What makes the data ambiguous is told by {@link #problem()}; the fields are there all the same, for a page
 * that wants to show a form again. Immutable.
 *
 * @tutorial 双功能 4.2 D / 担保 5.2 D
 */
public final class FormData {

    /** What is read at the most: more bytes or more fields than this, and none of it is looked at. */
    public record Limits(int bytes, int fields) {
        /** A message or a payment form: generous for a notification, which has about 30 fields in less than 2 KiB. */
        public static final Limits MESSAGE = new Limits(64 * 1024, 200);

        /**
         * The one message that is longer: the result of up to 1,000 refunds. With the fees that went back it has about 100 KiB, with long
         * addresses twice as much.
         */
        public static final Limits REFUND_BATCH = new Limits(256 * 1024, MESSAGE.fields());

        /** Any other form of a site, as large as Tomcat itself takes one. */
        public static final Limits PAGE = new Limits(2 * 1024 * 1024, 1000);
    }

    /** One field: its bytes, percent-decoded once, and its characters. Malformed bytes show as U+FFFD in the text only. */
    public record Field(String name, String value, byte[] nameBytes, byte[] valueBytes, boolean wellFormed) {}

    /** The notify_type of the result of a batch of refunds. */
    public static final String BATCH_REFUND_NOTIFY = "batch_refund_notify";

    private final Delivery delivery;
    private final List<Field> fields;
    private final String problem;

    private FormData(Delivery delivery, List<Field> fields, String problem) {
        this.delivery = delivery;
        this.fields = List.copyOf(fields);
        this.problem = problem;
    }

    /**
     * Parses a message: form data within {@link Limits#MESSAGE}, or {@link Limits#REFUND_BATCH} if it is the result of a batch of refunds.
     * Empty names are passed over, as browsers' stray {@code &} produce them.
     */
    public static FormData parse(byte[] raw, Charset charset) {
        return message(new Delivery(raw, charset, Instant.now(), ""));
    }

    /** Parses form data within other limits. */
    public static FormData parse(byte[] raw, Charset charset, Limits limits) {
        return parse(new Delivery(raw, charset, Instant.now(), ""), limits);
    }

    /** Parameters as a form would send them, for the ledger: whoever parses the bytes gets the same parameters. */
    public static FormData encoded(Map<String, String> params, Charset charset) {
        return parse(write(params, charset).getBytes(StandardCharsets.US_ASCII), charset);
    }

    /** Parameters as a form or a query string sends them, in the order of the map: {@code a=1&b=%D6%D0}. */
    public static String write(Map<String, String> params, Charset charset) {
        return params.entrySet().stream()
                .map(param ->
                        URLEncoder.encode(param.getKey(), charset) + "=" + URLEncoder.encode(param.getValue(), charset))
                .collect(Collectors.joining("&"));
    }

    private static FormData message(Delivery delivery) {
        if (delivery.raw().length <= Limits.MESSAGE.bytes() || delivery.raw().length > Limits.REFUND_BATCH.bytes()) {
            return parse(delivery, Limits.MESSAGE);
        }
        FormData form = parse(delivery, Limits.REFUND_BATCH);
        return form.text("notify_type").equals(BATCH_REFUND_NOTIFY)
                ? form
                : tooLarge(delivery, delivery.raw().length, Limits.MESSAGE);
    }

    private static FormData parse(Delivery delivery, Limits limits) {
        byte[] raw = delivery.raw();
        Charset charset = delivery.charset();
        if (raw.length > limits.bytes()) {
            return tooLarge(delivery, raw.length, limits);
        }
        List<Field> fields = new ArrayList<>();
        int start = 0;
        while (start <= raw.length) {
            int end = indexOf(raw, '&', start, raw.length);
            if (end > start) {
                if (fields.size() == limits.fields()) {
                    return refused(delivery, "more than " + limits.fields() + " parameters");
                }
                int equals = indexOf(raw, '=', start, end);
                PercentDecoded name = PercentDecoded.of(raw, start, equals);
                PercentDecoded value = PercentDecoded.of(raw, Math.min(equals + 1, end), end);
                boolean wellFormed = name.wellFormed()
                        && value.wellFormed()
                        && Encoding.decode(name.bytes(), charset).isPresent()
                        && Encoding.decode(value.bytes(), charset).isPresent();
                Field field = new Field(
                        new String(name.bytes(), charset),
                        new String(value.bytes(), charset),
                        name.bytes(),
                        value.bytes(),
                        wellFormed);
                if (!field.name().isEmpty()) {
                    fields.add(field);
                }
            }
            start = end + 1;
        }
        return new FormData(delivery, fields, ambiguity(fields, charset));
    }

    /**
     * Reads what a browser or the gateway sent: the query string of a GET, the body of a POST. The query string of a POST is
     * not part of the message. Works on the request of a container and on that of the encoding filter.
     *
     * <p>Beyond the limit the rest of a body is skipped, not kept.
     */
    public static FormData read(HttpServletRequest request) {
        return read(request, Configuration.current().merchant().charset());
    }

    /** As {@link #read(HttpServletRequest)}, in another charset than the configured one. */
    public static FormData read(HttpServletRequest request, Charset charset) {
        Delivery arriving = new Delivery(new byte[0], charset, Instant.now(), request.getRemoteAddr());
        if (!request.getMethod().equals("POST")) {
            String query = request.getQueryString();
            return query == null
                    ? parse(arriving, Limits.MESSAGE)
                    : parse(arriving.with(query.getBytes(StandardCharsets.ISO_8859_1)), Limits.MESSAGE);
        }
        try {
            return readBody(request, arriving);
        } catch (IOException e) {
            return refused(arriving, "the body broke off: " + e.getMessage());
        }
    }

    private static FormData readBody(HttpServletRequest request, Delivery arriving) throws IOException {
        InputStream in = request.getInputStream();
        // Which of the two limits holds is known when notify_type has been read, and that may stand last.
        int most = (request.getContentLengthLong() > Limits.REFUND_BATCH.bytes() ? Limits.MESSAGE : Limits.REFUND_BATCH)
                .bytes();
        byte[] body = in.readNBytes(most + 1);
        if (body.length > most) {
            return tooLarge(arriving.with(body), Math.max(request.getContentLengthLong(), body.length), Limits.MESSAGE);
        }
        if (body.length == 0 && request.getContentLengthLong() > 0) {
            return refused(
                    arriving,
                    "something read the body first: no filter may call getParameter ahead of the encoding filter");
        }
        return message(arriving.with(body));
    }

    private static FormData refused(Delivery delivery, String problem) {
        return new FormData(delivery, List.of(), problem);
    }

    /** Its beginning is kept, for whoever wants to know what that was. */
    private static FormData tooLarge(Delivery delivery, long bytes, Limits limits) {
        return refused(
                delivery.with(Arrays.copyOf(delivery.raw(), Math.min(delivery.raw().length, Limits.MESSAGE.bytes()))),
                bytes + " bytes, more than " + limits.bytes());
    }

    private static String ambiguity(List<Field> fields, Charset charset) {
        Set<String> seen = new HashSet<>();
        for (Field field : fields) {
            if (!field.wellFormed()) {
                return "the bytes of " + ParameterNames.shown(field.name()) + " are not well-formed " + charset.name();
            }
            if (!seen.add(field.name())) {
                return "the name " + ParameterNames.shown(field.name()) + " came twice";
            }
            Optional<String> ambiguity = ParameterNames.ambiguity(field.name(), field.value());
            if (ambiguity.isPresent()) {
                return ambiguity.get();
            }
        }
        return null;
    }

    /** Why this is no unambiguous message: too large, a repeated name, a spliced value, malformed bytes; empty when it is one. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** How the data came; of what was too large, the first 64 KiB. */
    public Delivery delivery() {
        return delivery;
    }

    /** No field at all, and nothing wrong: a page that was opened by hand. */
    public boolean isEmpty() {
        return fields.isEmpty() && problem == null;
    }

    /** All fields in the order they came, repeated ones as well. */
    public List<Field> fields() {
        return fields;
    }

    /** The first value of each name, in the order they came. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        fields.forEach(field -> values.putIfAbsent(field.name(), field.value()));
        return values;
    }

    /** The first value of this name; "" when it did not come. */
    public String text(String name) {
        return values().getOrDefault(name, "");
    }

    /**
     * The signed text of a message as the very bytes that were sent: names in byte order, {@code sign}, {@code sign_type} and
     * empty values left out, joined with {@code =} and {@code &}. No charset takes part, so none can be the wrong one.
     */
    byte[] signedBytes() {
        List<Field> signed = fields.stream()
                .filter(field -> field.valueBytes().length > 0 && !ParameterNames.isUnsigned(field.name()))
                .sorted((a, b) -> Arrays.compareUnsigned(a.nameBytes(), b.nameBytes()))
                .toList();
        ByteArrayOutputStream text = new ByteArrayOutputStream(1024);
        for (Field field : signed) {
            if (text.size() > 0) {
                text.write('&');
            }
            text.writeBytes(field.nameBytes());
            text.write('=');
            text.writeBytes(field.valueBytes());
        }
        return text.toByteArray();
    }

    private static int indexOf(byte[] bytes, char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return to;
    }

    /** Percent-decoding, once. A broken escape stays as it stands and is reported. */
    private record PercentDecoded(byte[] bytes, boolean wellFormed) {
        static PercentDecoded of(byte[] raw, int from, int to) {
            byte[] decoded = new byte[to - from];
            boolean wellFormed = true;
            int length = 0;
            for (int i = from; i < to; i++) {
                byte octet = raw[i];
                if (octet == '+') {
                    octet = ' ';
                } else if (octet == '%') {
                    int high = i + 2 <= to - 1 ? Character.digit(raw[i + 1], 16) : -1;
                    int low = i + 2 <= to - 1 ? Character.digit(raw[i + 2], 16) : -1;
                    if (high >= 0 && low >= 0) {
                        octet = (byte) (high << 4 | low);
                        i += 2;
                    } else {
                        wellFormed = false;
                    }
                }
                decoded[length++] = octet;
            }
            return new PercentDecoded(Arrays.copyOf(decoded, length), wellFormed);
        }
    }
}
