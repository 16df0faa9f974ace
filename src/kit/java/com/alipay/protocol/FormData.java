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
import java.util.HexFormat;
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

        /** For the result of up to 1,000 refunds: with the refunded fees about 100 KiB, with long addresses twice as much. */
        public static final Limits REFUND_BATCH = new Limits(256 * 1024, MESSAGE.fields());

        /** For any other form of a site; Tomcat has the same limit. */
        public static final Limits PAGE = new Limits(2 * 1024 * 1024, 1000);
    }

    /**
     * One field, percent-decoded once.
     *
     * @param octets from {@code from} to {@code to}: {@code name=value} as it is signed; not to be modified
     * @param nameEnd index in {@code octets} where the name ends
     * @param rank the index of the name among those of the protocol, in the order of signing; -1 for any other name
     * @param name decoded; malformed bytes become U+FFFD, in the value too
     * @param signed whether it is part of the signed text: it has a value and is neither {@code sign} nor {@code sign_type}
     * @param wellFormed whether the escapes and bytes of name and value are well-formed
     */
    public record Field(
            byte[] octets,
            int from,
            int nameEnd,
            int to,
            int rank,
            String name,
            String value,
            boolean signed,
            boolean wellFormed) {
        private static Field of(byte[] octets, int from, int nameEnd, int to, boolean wellEscaped, Charset charset) {
            int valueFrom = Math.min(nameEnd + 1, to);
            int rank = ParameterNames.rank(octets, from, nameEnd);
            String name =
                    rank < 0 ? new String(octets, from, nameEnd - from, charset) : ParameterNames.SORTED.get(rank);
            String value = new String(octets, valueFrom, to - valueFrom, charset);
            // Decoding wrote U+FFFD for malformed bytes; but bytes may also really encode it.
            boolean suspect = rank < 0 && name.indexOf('\uFFFD') >= 0 || value.indexOf('\uFFFD') >= 0;
            boolean wellFormed = wellEscaped
                    && (!suspect
                            || CharsetCodec.decode(Arrays.copyOfRange(octets, from, to), charset)
                                    .isPresent());
            boolean signed = SignedText.isSigned(name, value);
            return new Field(octets, from, nameEnd, to, rank, name, value, signed, wellFormed);
        }

        /** Returns the bytes of the name in a new array. */
        public byte[] nameBytes() {
            return Arrays.copyOfRange(octets, from, nameEnd);
        }

        /** Returns the bytes of the value in a new array. */
        public byte[] valueBytes() {
            return Arrays.copyOfRange(octets, Math.min(nameEnd + 1, to), to);
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
    private final Map<String, String> values;
    private final String problem;

    /** @param problem null when only the fields themselves decide */
    private FormData(RawMessage delivery, List<Field> fields, String problem) {
        this.delivery = delivery;
        this.fields = Collections.unmodifiableList(fields);
        this.values = new LinkedHashMap<>(2 * fields.size());
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

    /**
     * Splits the data at {@code &} and the first {@code =}. The JDK searches a String sixteen bytes at a time, so the bytes are
     * searched as one, and only the fields with {@code %} or {@code +} are read byte by byte: 1.8 µs instead of 3.0 µs for a
     * notification whose MD5 alone takes 1.1 µs.
     */
    private static FormData parse(RawMessage delivery, Limits limits) {
        byte[] raw = delivery.raw();
        if (raw.length > limits.bytes()) {
            return tooLarge(delivery, raw.length, limits);
        }
        String text = new String(raw, StandardCharsets.ISO_8859_1);
        List<Field> fields = new ArrayList<>();
        int equals = -1;
        int percent = -1;
        int plus = -1;
        for (int from = 0, end; from < raw.length; from = end + 1) {
            end = next(text, '&', from, -1);
            equals = next(text, '=', from, equals);
            percent = next(text, '%', from, percent);
            plus = next(text, '+', from, plus);
            int nameEnd = Math.min(equals, end);
            if (nameEnd == from) {
                continue;
            }
            if (fields.size() == limits.fields()) {
                return refused(delivery, "more than " + limits.fields() + " parameters");
            }
            fields.add(
                    percent < end || plus < end
                            ? unescaped(raw, from, nameEnd, end, delivery.charset())
                            : Field.of(raw, from, nameEnd, end, true, delivery.charset()));
        }
        return new FormData(delivery, fields, null);
    }

    /** Returns the next index of a character: the known one unless that has been passed, the length if there is none. */
    private static int next(String text, char wanted, int from, int known) {
        int index = known < from ? text.indexOf(wanted, from) : known;
        return index < 0 ? text.length() : index;
    }

    /** Percent-decodes a field once. A broken escape is kept unchanged. */
    private static Field unescaped(byte[] raw, int from, int equals, int end, Charset charset) {
        byte[] octets = new byte[end - from];
        int length = 0;
        int nameEnd = -1;
        boolean wellFormed = true;
        for (int i = from; i < end; i++) {
            byte octet = raw[i];
            if (octet == '%' && i + 2 < end && HexFormat.isHexDigit(raw[i + 1]) && HexFormat.isHexDigit(raw[i + 2])) {
                octet = (byte) (HexFormat.fromHexDigit(raw[i + 1]) << 4 | HexFormat.fromHexDigit(raw[i + 2]));
                i += 2;
            } else if (octet == '+') {
                octet = ' ';
            } else if (octet == '%') {
                wellFormed = false;
            } else if (i == equals) {
                nameEnd = length;
            }
            octets[length++] = octet;
        }
        return Field.of(octets, 0, nameEnd < 0 ? length : nameEnd, length, wellFormed, charset);
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
            } else if (field.rank() < 0
                    || field.value().indexOf('&') >= 0) { // a name of the protocol needs no other check
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
        byte[] text = new byte[signedLength()];
        int at = 0;
        for (Field field : inOrder()) {
            if (field != null && field.signed) {
                if (at > 0) {
                    text[at++] = '&';
                }
                System.arraycopy(field.octets, field.from, text, at, field.to - field.from);
                at += field.to - field.from;
            }
        }
        return text;
    }

    /** Returns the fields in the order of signing; nulls stand between those of a message that has only the protocol's names. */
    private Field[] inOrder() {
        Field[] byRank = new Field[ParameterNames.SORTED.size()];
        for (Field field : fields) {
            if (field.rank < 0 || byRank[field.rank] != null) {
                Field[] sorted = fields.toArray(Field[]::new);
                Arrays.sort(
                        sorted,
                        (one, other) -> Arrays.compareUnsigned(
                                one.octets, one.from, one.nameEnd, other.octets, other.from, other.nameEnd));
                return sorted;
            }
            byRank[field.rank] = field;
        }
        return byRank;
    }

    private int signedLength() {
        int length = -1;
        for (Field field : fields) {
            length += field.signed ? field.to - field.from + 1 : 0;
        }
        return Math.max(0, length);
    }
}
