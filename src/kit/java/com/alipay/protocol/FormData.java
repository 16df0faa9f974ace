package com.alipay.protocol;

import com.alipay.config.Configuration;
import com.alipay.protocol.Notification.RawMessage;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Parses form data from the raw bytes of a query string or a body. A container decodes with its own charset before the right one
 * is known, which destroys a GBK query string. Here the bytes are kept: they are percent-decoded once for the signature, and then
 * decoded in the one charset the merchant declared.
 *
 * <p>Parsing never throws. {@link #problem()} says what makes the data ambiguous; the fields remain available, for a page that
 * shows a form again. Immutable.
 *
 * @tutorial 双功能 4.2 D / 担保 5.2 D
 */
public final class FormData {

    /** Upper limits: data with more bytes or more fields is not parsed. */
    public record Limits(int bytes, int fields) {
        /** For a notification, which has about 30 fields in less than 2 KiB, or a payment form. */
        public static final Limits MESSAGE = new Limits(64 * 1024, 200);

        /**
         * For the result of up to 1,000 refunds: with the refunded fees it has about 100 KiB, with long addresses twice as much.
         */
        public static final Limits REFUND_BATCH = new Limits(256 * 1024, MESSAGE.fields());

        /** For any other form of a site; Tomcat has the same limit. */
        public static final Limits PAGE = new Limits(2 * 1024 * 1024, 1000);
    }

    /** One field: its bytes, percent-decoded once, and its text. Malformed bytes become U+FFFD in the text only. */
    public static final class Field {
        private final byte[] octets;
        private final int from;
        private final int middle;
        private final int to;
        private final int rank;
        private final String name;
        private final String value;
        private final boolean wellFormed;
        private final boolean signed;

        /**
         * Takes a field from a range of an array that holds {@code name=value}.
         *
         * @param middle index where the name ends
         * @param escaped whether every percent escape in it was valid
         * @param charset charset of name and value
         */
        private Field(byte[] octets, int from, int middle, int to, boolean escaped, Charset charset) {
            this.octets = octets;
            this.from = from;
            this.middle = middle;
            this.to = to;
            this.rank = ParameterNames.rank(octets, from, middle);
            this.name = rank < 0 ? new String(octets, from, middle - from, charset) : ParameterNames.ranked(rank);
            this.value = new String(octets, valueFrom(), to - valueFrom(), charset);
            this.signed = valueFrom() < to && !ParameterNames.isUnsigned(name);
            this.wellFormed = escaped
                    && isWellFormed(name, from, middle, charset)
                    && isWellFormed(value, valueFrom(), to, charset);
        }

        private int valueFrom() {
            return Math.min(middle + 1, to);
        }

        /**
         * Returns whether the bytes are well-formed. Decoding writes U+FFFD for malformed bytes; where the text has one, the
         * bytes are decoded strictly, as they may really encode U+FFFD.
         */
        private boolean isWellFormed(String text, int from, int to, Charset charset) {
            return text.indexOf(REPLACEMENT) < 0
                    || CharsetCodec.decode(Arrays.copyOfRange(octets, from, to), charset)
                            .isPresent();
        }

        public String name() {
            return name;
        }

        public String value() {
            return value;
        }

        /** Returns the bytes of the name in a new array. */
        public byte[] nameBytes() {
            return Arrays.copyOfRange(octets, from, middle);
        }

        /** Returns the bytes of the value in a new array. */
        public byte[] valueBytes() {
            return Arrays.copyOfRange(octets, valueFrom(), to);
        }

        /** Returns whether the escapes and bytes of name and value are well-formed. */
        public boolean wellFormed() {
            return wellFormed;
        }

        private static int compareNameBytes(Field one, Field other) {
            return Arrays.compareUnsigned(one.octets, one.from, one.middle, other.octets, other.from, other.middle);
        }
    }

    private static final char REPLACEMENT = '\uFFFD';
    private static final int USUAL_FIELDS = 40;

    /** The value of a hexadecimal digit; -1 for every other byte. */
    private static final byte[] HEX = new byte[256];

    static {
        for (int i = 0; i < HEX.length; i++) {
            HEX[i] = (byte) Character.digit(i, 16);
        }
    }

    /** The signature of a 4,096-bit RSA key has 684 characters, an MD5 signature 32. */
    private static final int LONGEST_SIGN = 1024;

    private static final int LONGEST_SIGN_TYPE = 16;

    /** Maximum bytes per signed byte: {@code %41}. */
    private static final int ESCAPED = 3;

    /** Additional bytes allowed in a message: the signature, and names without a value. */
    private static final int MOST_UNSIGNED = 4 * 1024;

    /** The notify_type of a batch refund result. */
    public static final String BATCH_REFUND_NOTIFY = "batch_refund_notify";

    private final RawMessage delivery;
    private final List<Field> fields;
    private final Field[] inOrder;
    private final String problem;

    private FormData(RawMessage delivery, List<Field> fields, Field[] inOrder, String problem) {
        this.delivery = delivery;
        this.fields = Collections.unmodifiableList(fields);
        this.inOrder = inOrder;
        this.problem = problem;
    }

    /**
     * Parses a message: form data within {@link Limits#MESSAGE}, or {@link Limits#REFUND_BATCH} for a batch refund result. Fields
     * with an empty name are skipped, because stray {@code &} of browsers produce them.
     */
    public static FormData parse(byte[] raw, Charset charset) {
        return message(new RawMessage(raw, charset, Instant.now(), ""));
    }

    /** Parses form data within other limits. */
    public static FormData parse(byte[] raw, Charset charset, Limits limits) {
        return parse(new RawMessage(raw, charset, Instant.now(), ""), limits);
    }

    /**
     * Encodes parameters as a form would send them, for the log of notifications: parsing the bytes returns the same parameters.
     */
    public static FormData encoded(Map<String, String> params, Charset charset) {
        return parse(write(params, charset).getBytes(StandardCharsets.US_ASCII), charset);
    }

    /** Encodes parameters as a form or a query string, in the order of the map: {@code a=1&b=%D6%D0}. */
    public static String write(Map<String, String> params, Charset charset) {
        return params.entrySet().stream()
                .map(param ->
                        URLEncoder.encode(param.getKey(), charset) + "=" + URLEncoder.encode(param.getValue(), charset))
                .collect(Collectors.joining("&"));
    }

    private static FormData message(RawMessage delivery) {
        int bytes = delivery.raw().length;
        FormData form = parse(delivery, bytes > Limits.REFUND_BATCH.bytes() ? Limits.MESSAGE : Limits.REFUND_BATCH);
        if (bytes > Limits.MESSAGE.bytes() && !form.text("notify_type").equals(BATCH_REFUND_NOTIFY)) {
            return tooLarge(delivery, bytes, Limits.MESSAGE);
        }
        String padding = form.problem == null ? form.padding() : null;
        return padding == null ? form : new FormData(delivery.first(MOST_UNSIGNED), form.fields, form.inOrder, padding);
    }

    /**
     * Returns how the unsigned part is longer than that of any message, so that one genuine message cannot be enlarged: by a long
     * signature, parameters without a value, needless escapes, or empty fields between two {@code &}. Null if it is not.
     */
    private String padding() {
        int sign = text("sign").length();
        if (sign > LONGEST_SIGN) {
            return "sign has " + sign + " characters, more than " + LONGEST_SIGN;
        }
        int type = text("sign_type").length();
        if (type > LONGEST_SIGN_TYPE) {
            return "sign_type has " + type + " characters, more than " + LONGEST_SIGN_TYPE;
        }
        int most = ESCAPED * signedLength() + MOST_UNSIGNED;
        int bytes = delivery.raw().length;
        return bytes > most ? bytes + " bytes, more than " + most + " for what is signed of them" : null;
    }

    private static FormData parse(RawMessage delivery, Limits limits) {
        byte[] raw = delivery.raw();
        if (raw.length > limits.bytes()) {
            return tooLarge(delivery, raw.length, limits);
        }
        Charset charset = delivery.charset();
        // One character per byte, because the JDK searches a String sixteen bytes at a time.
        String text = new String(raw, StandardCharsets.US_ASCII);
        Charset plain = text.indexOf(REPLACEMENT) < 0 ? StandardCharsets.ISO_8859_1 : charset;
        List<Field> fields = new ArrayList<>(USUAL_FIELDS);
        boolean odd = false;
        int end;
        int percent = -1;
        int plus = -1;
        for (int start = 0; start < raw.length; start = end + 1) {
            end = next(text, '&', start);
            if (end == start) {
                continue;
            }
            if (fields.size() == limits.fields()) {
                return refused(delivery, "more than " + limits.fields() + " parameters");
            }
            percent = percent < start ? next(text, '%', start) : percent;
            plus = plus < start ? next(text, '+', start) : plus;
            int equals = Math.min(next(text, '=', start), end);
            if (equals > start) {
                Field field = percent < end || plus < end
                        ? unescaped(raw, start, equals, end, charset)
                        : new Field(raw, start, equals, end, true, plain);
                fields.add(field);
                odd |= field.rank < 0 || !field.wellFormed || percent < end && field.value.indexOf('&') >= 0;
            }
        }
        return of(delivery, fields, odd);
    }

    private static int next(String text, char wanted, int from) {
        int index = text.indexOf(wanted, from);
        return index < 0 ? text.length() : index;
    }

    /** Percent-decodes a field once. A broken escape is kept unchanged, and the field is marked as malformed. */
    private static Field unescaped(byte[] raw, int from, int equals, int to, Charset charset) {
        byte[] octets = new byte[to - from];
        boolean wellFormed = true;
        int middle = -1;
        int length = 0;
        for (int i = from; i < to; i++) {
            byte octet = raw[i];
            if (i == equals) {
                middle = length;
            } else if (octet == '+') {
                octet = ' ';
            } else if (octet == '%') {
                int value = i + 2 < to ? HEX[raw[i + 1] & 0xFF] << 4 | HEX[raw[i + 2] & 0xFF] : -1;
                if (value >= 0) {
                    octet = (byte) value;
                    i += 2;
                } else {
                    wellFormed = false;
                }
            }
            octets[length++] = octet;
        }
        return new Field(octets, 0, middle < 0 ? length : middle, length, wellFormed, charset);
    }

    /** Sorts the fields. Ambiguities are searched for only if a field is odd, or if a name occurs twice. */
    private static FormData of(RawMessage delivery, List<Field> fields, boolean odd) {
        Field[] ranks = new Field[odd ? 0 : ParameterNames.RANKS];
        boolean twice = false;
        for (int i = 0; i < fields.size() && !odd; i++) {
            Field field = fields.get(i);
            twice |= ranks[field.rank] != null;
            ranks[field.rank] = field;
        }
        if (odd || twice) {
            Field[] inOrder = fields.toArray(Field[]::new);
            Arrays.sort(inOrder, Field::compareNameBytes);
            return new FormData(delivery, fields, inOrder, ambiguity(fields, delivery.charset()));
        }
        Field[] inOrder = new Field[fields.size()];
        int count = 0;
        for (Field field : ranks) {
            if (field != null) {
                inOrder[count++] = field;
            }
        }
        return new FormData(delivery, fields, inOrder, null);
    }

    /**
     * Reads what a browser or the gateway sent: the query string of a GET, the body of a POST. The query string of a POST is not
     * part of the message. Works on the container's request and on that of the encoding filter.
     *
     * <p>The rest of a body beyond the limit is skipped.
     */
    public static FormData read(HttpServletRequest request) {
        return read(request, Configuration.current().merchant().charset());
    }

    /** Does the same as {@link #read(HttpServletRequest)} in the given charset. */
    public static FormData read(HttpServletRequest request, Charset charset) {
        RawMessage arriving = new RawMessage(new byte[0], charset, Instant.now(), request.getRemoteAddr());
        if (!request.getMethod().equals("POST")) {
            String query = request.getQueryString();
            return message(query == null ? arriving : arriving.with(query.getBytes(StandardCharsets.ISO_8859_1)));
        }
        try {
            return readBody(request, arriving);
        } catch (IOException e) {
            return refused(arriving, "the body broke off: " + e.getMessage());
        }
    }

    private static FormData readBody(HttpServletRequest request, RawMessage arriving) throws IOException {
        InputStream in = request.getInputStream();
        // The limit depends on notify_type, which may be the last field.
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

    private static FormData refused(RawMessage delivery, String problem) {
        return new FormData(delivery, List.of(), new Field[0], problem);
    }

    /** Refuses data above a limit; its beginning is kept for diagnosis. */
    private static FormData tooLarge(RawMessage delivery, long bytes, Limits limits) {
        return refused(delivery.first(Limits.MESSAGE.bytes()), bytes + " bytes, more than " + limits.bytes());
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

    /** Returns why the message is ambiguous: too large, a repeated name, an injected parameter, malformed bytes; or empty. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Returns the raw data; of data that was too large, the first 64 KiB. */
    public RawMessage delivery() {
        return delivery;
    }

    /** Returns whether there is no field and no problem: the page was opened by hand. */
    public boolean isEmpty() {
        return fields.isEmpty() && problem == null;
    }

    /** Returns all fields in the order received, repeated ones included. */
    public List<Field> fields() {
        return fields;
    }

    /** Returns the first value of each name, in the order received. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        fields.forEach(field -> values.putIfAbsent(field.name(), field.value()));
        return values;
    }

    /** Returns the values of an unambiguous message, sorted by name. */
    public Map<String, String> inOrder() {
        String[] names = new String[inOrder.length];
        String[] values = new String[inOrder.length];
        boolean ordered = true;
        for (int i = 0; i < inOrder.length; i++) {
            names[i] = inOrder[i].name;
            values[i] = inOrder[i].value;
            ordered &= inOrder[i].rank >= 0;
        }
        return ordered ? Notification.sorted(names, values) : new TreeMap<>(values());
    }

    /** Returns the first value of this name; "" when it is absent. */
    public String text(String name) {
        for (Field field : fields) {
            if (field.name().equals(name)) {
                return field.value();
            }
        }
        return "";
    }

    /**
     * Returns the signed text of a message as the received bytes: names in byte order, {@code sign}, {@code sign_type} and empty
     * values left out, joined with {@code =} and {@code &}. No charset is involved, so a wrong one cannot change it.
     */
    public byte[] signedBytes() {
        byte[] text = new byte[signedLength()];
        int at = 0;
        for (Field field : inOrder) {
            if (field.signed) {
                if (at > 0) {
                    text[at++] = '&';
                }
                System.arraycopy(field.octets, field.from, text, at, field.to - field.from);
                at += field.to - field.from;
            }
        }
        return text;
    }

    private int signedLength() {
        int length = -1;
        for (Field field : inOrder) {
            length += field.signed ? field.to - field.from + 1 : 0;
        }
        return Math.max(0, length);
    }
}
