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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /**
     * One field, percent-decoded once.
     *
     * @param octets {@code name=value} as it is signed; not to be modified
     * @param nameEnd index in {@code octets} where the name ends
     * @param name decoded; malformed bytes become U+FFFD, in the value too
     * @param wellFormed whether the escapes and bytes of name and value are well-formed
     */
    public record Field(byte[] octets, int nameEnd, String name, String value, boolean wellFormed) {
        private static Field of(byte[] octets, int nameEnd, boolean escaped, Charset charset) {
            int valueFrom = Math.min(nameEnd + 1, octets.length);
            String name = ParameterNames.decode(octets, nameEnd, charset);
            String value = new String(octets, valueFrom, octets.length - valueFrom, charset);
            // Decoding wrote U+FFFD for malformed bytes; but bytes may also really encode it.
            boolean suspect = name.indexOf('\uFFFD') >= 0 || value.indexOf('\uFFFD') >= 0;
            Field field = new Field(octets, nameEnd, name, value, escaped);
            return !suspect || field.isDecodable(charset) ? field : new Field(octets, nameEnd, name, value, false);
        }

        private boolean isDecodable(Charset charset) {
            return CharsetCodec.decode(nameBytes(), charset).isPresent()
                    && CharsetCodec.decode(valueBytes(), charset).isPresent();
        }

        /** Returns the bytes of the name in a new array. */
        public byte[] nameBytes() {
            return Arrays.copyOf(octets, nameEnd);
        }

        /** Returns the bytes of the value in a new array. */
        public byte[] valueBytes() {
            return Arrays.copyOfRange(octets, Math.min(nameEnd + 1, octets.length), octets.length);
        }

        private boolean isSigned() {
            return !value.isEmpty() && !ParameterNames.isUnsigned(name);
        }
    }

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
    private final Map<String, String> values = new LinkedHashMap<>();
    private final String problem;

    /** @param problem null when only the fields themselves decide */
    private FormData(RawMessage delivery, List<Field> fields, String problem) {
        this.delivery = delivery;
        this.fields = Collections.unmodifiableList(fields);
        String ambiguity = ambiguity();
        this.problem = problem == null ? ambiguity : problem;
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
        return padding == null ? form : new FormData(delivery.first(MOST_UNSIGNED), form.fields, padding);
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

    /** Splits the data at {@code &} and the first {@code =}, and percent-decodes it. A broken escape is kept unchanged. */
    private static FormData parse(RawMessage delivery, Limits limits) {
        byte[] raw = delivery.raw();
        if (raw.length > limits.bytes()) {
            return tooLarge(delivery, raw.length, limits);
        }
        List<Field> fields = new ArrayList<>(USUAL_FIELDS);
        byte[] octets = new byte[raw.length]; // of one field
        int length = 0;
        int nameEnd = -1;
        boolean escaped = true;
        for (int i = 0; i <= raw.length; i++) {
            byte octet = i < raw.length ? raw[i] : (byte) '&';
            if (octet == '&') {
                if (length > 0 && nameEnd != 0) {
                    int end = nameEnd < 0 ? length : nameEnd;
                    fields.add(Field.of(Arrays.copyOf(octets, length), end, escaped, delivery.charset()));
                }
                if (fields.size() > limits.fields()) {
                    return refused(delivery, "more than " + limits.fields() + " parameters");
                }
                length = 0;
                nameEnd = -1;
                escaped = true;
            } else if (octet == '%' && i + 2 < raw.length && (HEX[raw[i + 1] & 0xFF] | HEX[raw[i + 2] & 0xFF]) >= 0) {
                octets[length++] = (byte) (HEX[raw[i + 1] & 0xFF] << 4 | HEX[raw[i + 2] & 0xFF]);
                i += 2;
            } else {
                nameEnd = octet == '=' && nameEnd < 0 ? length : nameEnd;
                escaped &= octet != '%';
                octets[length++] = octet == '+' ? (byte) ' ' : octet;
            }
        }
        return new FormData(delivery, fields, null);
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
        return new FormData(delivery, List.of(), problem);
    }

    /** Refuses data above a limit; its beginning is kept for diagnosis. */
    private static FormData tooLarge(RawMessage delivery, long bytes, Limits limits) {
        return refused(delivery.first(Limits.MESSAGE.bytes()), bytes + " bytes, more than " + limits.bytes());
    }

    /** Takes the values of the fields, and returns why they are ambiguous; null if they are not. */
    private String ambiguity() {
        String first = null;
        for (Field field : fields) {
            boolean twice = values.putIfAbsent(field.name(), field.value()) != null;
            if (first != null) {
                continue;
            }
            if (!field.wellFormed()) {
                first = "the bytes of " + ParameterNames.shown(field.name()) + " are not well-formed "
                        + delivery.charset().name();
            } else if (twice) {
                first = "the name " + ParameterNames.shown(field.name()) + " came twice";
            } else {
                first = ParameterNames.ambiguity(field.name(), field.value()).orElse(null);
            }
        }
        return first;
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
        return Collections.unmodifiableMap(values);
    }

    /** Returns the first value of this name; "" when it is absent. */
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    /**
     * Returns the signed text of a message as the received bytes: names in byte order, {@code sign}, {@code sign_type} and empty
     * values left out, joined with {@code =} and {@code &}. No charset is involved, so a wrong one cannot change it.
     */
    public byte[] signedBytes() {
        Field[] inOrder = fields.toArray(Field[]::new);
        Arrays.sort(
                inOrder,
                (one, other) -> Arrays.compareUnsigned(one.octets, 0, one.nameEnd, other.octets, 0, other.nameEnd));
        byte[] text = new byte[signedLength()];
        int at = 0;
        for (Field field : inOrder) {
            if (field.isSigned()) {
                if (at > 0) {
                    text[at++] = '&';
                }
                System.arraycopy(field.octets, 0, text, at, field.octets.length);
                at += field.octets.length;
            }
        }
        return text;
    }

    private int signedLength() {
        int length = -1;
        for (Field field : fields) {
            length += field.isSigned() ? field.octets.length + 1 : 0;
        }
        return Math.max(0, length);
    }
}
