package com.alipay.sandbox.diagnosis;

import com.alipay.diagnosis.signature.DiagnosisInput;
import com.alipay.protocol.ParameterNames;
import com.alipay.sandbox.diagnosis.ExtractedMessage.Format;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Extracts the parameters of a message from pasted input: an address, a query string or a body, a log line, a command, a dump of
 * a map in the usual languages, XML, HTML, bytes in hex or base64. If the input is ambiguous (decoded or still encoded, wrapped
 * or not), every interpretation is returned, the most likely first; a signature decides between them.
 *
 * <pre>
 * https://shop.example.com/return_url.jsp?a=1&amp;b=2    a=1&amp;b=2
 * "GET /return_url.jsp?a=1&amp;b=2 HTTP/1.1" 200        a=1&amp;b=2
 * {out_trade_no=1, subject=A &amp; B}                   out_trade_no=1&amp;subject=A+%26+B
 * curl -d a=1 -d b=2 https://mapi.alipay.com      a=1&amp;b=2
 * </pre>
 */
final class ParameterExtractor {
    /** Larger input is parsed as form data only. */
    private static final int LARGEST = 512 * 1024;

    private static final int MOST_READINGS = 8;
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]{0,60}";

    /** Parameter names of other services that also identify a message of Alipay's. */
    private static final Set<String> NEIGHBOURS = Set.of(
            "sign",
            "sign_type",
            "sec_id",
            "notify_data",
            "req_data",
            "res_data",
            "req_id",
            "app_id",
            "biz_content",
            "method",
            "timestamp",
            "version",
            "input_charset",
            "result");

    private static final Set<String> HEADERS = Set.of(
            "host",
            "accept",
            "cookie",
            "referer",
            "origin",
            "connection",
            "pragma",
            "date",
            "server",
            "http",
            "https",
            "post",
            "get");

    private static final Pattern PURE = Pattern.compile("[^\\s=&?{}<>()\"']+=[^\\s]*");
    private static final Pattern ACCESS_LOG = Pattern.compile("\"(?:GET|POST|HEAD) ([^\\s\"]+)(?: HTTP/[0-9.]+)?\"");
    private static final Pattern REQUEST_LINE = Pattern.compile("(?:GET|POST|PUT) (\\S+) HTTP/[0-9.]+[ \t]*");
    private static final Pattern TOKEN =
            Pattern.compile("(?<![\\w&%.])(\\??" + "[A-Za-z_%][\\w%.]*=[^\\s\"'<>]*(?:&(?:amp;)?[^\\s\"'<>]*)+)");
    private static final Pattern INPUT =
            Pattern.compile("<input\\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", Pattern.CASE_INSENSITIVE);
    private static final Pattern TEXTAREA =
            Pattern.compile("<textarea\\b([^>]*)>(.*?)</textarea>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern ACTION =
            Pattern.compile("<form\\b[^>]*\\baction\\s*=\\s*[\"']([^\"']*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ATTRIBUTE = Pattern.compile(
            "\\b(name|value|type)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern PARAM = Pattern.compile(
            "<param\\b[^>]*\\bname\\s*=\\s*[\"']([^\"']+)[\"'][^>]*>(.*?)</param>",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern ELEMENT =
            Pattern.compile("<(" + NAME + ")>([^<]*|<!\\[CDATA\\[.*?]]>)</\\1>", Pattern.DOTALL);
    private static final Pattern PRINT_R = Pattern.compile(
            "\\[(" + NAME + ")]\\s*=>[ \\t]?(.*?)(?=\\s*\\[" + NAME + "]\\s*=>|\\s*\\)\\s*(?:\\)\\s*)*$|$(?![\\s\\S]))",
            Pattern.DOTALL);
    private static final Pattern VAR_DUMP = Pattern.compile(
            "\\[\"?(" + NAME
                    + ")\"?]\\s*=>\\s*(?:string\\(\\d+\\)\\s*\"(.*?)\"(?=\\s*(?:\\[\"|}|$(?![\\s\\S])))|int\\((-?\\d+)\\)|float\\((-?[\\d.]+)\\)|NULL)",
            Pattern.DOTALL);
    private static final String TEXT = "\"((?:[^\"\\\\]|\\\\.)*)\"|'((?:[^'\\\\]|\\\\.)*)'";
    private static final String WORD = "(-?\\d+(?:\\.\\d+)?|null|NULL|None|nil|undefined|true|false)(?![\\w.])";
    private static final String OPENING = "(?:\\[\\s*|array\\s*\\(\\s*(?:0\\s*=>\\s*)?|[ub](?=[\"'])|string\\s+)*";
    private static final Pattern QUOTED = Pattern.compile(
            "(?:(?<!\\w)[ub]?\\\\?[\"'](" + NAME + ")\\\\?[\"']|(?<!\\w):(" + NAME + ")|(?<![\\w\"'])(" + NAME
                    + ")(?=\\s*(?:=>|:|=)\\s*[\\[ub]*[\"']))\\s*(?:=>|:|=)\\s*" + OPENING + "(?:" + TEXT + "|" + WORD
                    + ")",
            Pattern.DOTALL);
    private static final Pattern TUPLE = Pattern.compile(
            "(?:[({\\[]\\s*[ub]?[\"'](" + NAME + ")[\"']\\s*,\\s*[ub]?|:(" + NAME + ")\\s+|((?!)))(?:" + TEXT + "|"
                    + WORD + ")",
            Pattern.DOTALL);
    private static final Pattern HAR = Pattern.compile(
            "\"(?:name|key)\"\\s*:\\s*\"(" + NAME + ")\"\\s*,\\s*\"value\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"",
            Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile(
            "\\s*(?:[-*•|]\\s*)?[\"'`]?(" + NAME + ")[\"'`]?\\s*(?:=>|=|:|：|\\t|\\|)[ \\t]*(.*?)[ \\t|]*");
    private static final Pattern HEX_LINE = Pattern.compile(
            "(?m)^(?:[0-9a-fA-F]{4,8}[:\\s]\\s*)?((?:[0-9a-fA-F]{2,4}[ \\t]){4,}[0-9a-fA-F]{0,4})(?:[ \\t]{1,}.*)?$");

    private final Charset charset;

    private ParameterExtractor(Charset charset) {
        this.charset = charset;
    }

    /**
     * Returns every interpretation of a text, the most likely first; empty if it contains no parameters.
     *
     * @param charset encodes characters beyond ASCII
     */
    static List<ExtractedMessage> read(String text, Charset charset) {
        return distinct(new ParameterExtractor(charset).text(text));
    }

    /** Returns every interpretation of a file's bytes, in any charset; form data in them keeps its bytes. */
    static List<ExtractedMessage> read(byte[] bytes, Charset charset) {
        ParameterExtractor extractor = new ParameterExtractor(charset);
        String text = decoded(bytes);
        String octets = new String(bytes, StandardCharsets.ISO_8859_1);
        Stream<ExtractedMessage> asItIs = bytes.length > 0 && isWide(bytes)
                ? Stream.empty()
                : extractor.text(octets).stream()
                        .filter(it ->
                                Set.of(Format.FORM, Format.ADDRESS, Format.LOG).contains(it.format()))
                        .map(it -> extractor.octets(it, octets))
                        .filter(it -> it != null);
        boolean ascii = octets.chars().allMatch(c -> c < 0x80);
        return distinct(
                ascii
                        ? extractor.text(text)
                        : Stream.concat(asItIs, extractor.text(text).stream()).toList());
    }

    /**
     * Returns the bytes of form data unchanged.
     *
     * @param octets the form data
     */
    static List<ExtractedMessage> exact(byte[] octets, Charset charset) {
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        return PURE.matcher(text.split("&", 2)[0].replace(' ', '+')).matches() && text.indexOf('=') > 0
                        || text.startsWith("&")
                        || text.startsWith("=")
                ? List.of(ExtractedMessage.of(Format.FORM, octets, false))
                : read(octets, charset);
    }

    /** Returns form data found in the bytes, without guessing; null if it was rewritten. */
    private ExtractedMessage octets(ExtractedMessage found, String octets) {
        String form = new String(found.form(), charset);
        byte[] raw = form.getBytes(StandardCharsets.ISO_8859_1);
        return octets.contains(form) ? ExtractedMessage.of(found.format(), raw, false) : null;
    }

    private static List<ExtractedMessage> distinct(Collection<ExtractedMessage> all) {
        Map<String, ExtractedMessage> first = new LinkedHashMap<>();
        for (ExtractedMessage each : all) {
            first.putIfAbsent(
                    new String(each.query(), StandardCharsets.ISO_8859_1) + "\n"
                            + new String(each.form(), StandardCharsets.ISO_8859_1),
                    each);
        }
        return first.values().stream().limit(MOST_READINGS).toList();
    }

    // ---------------------------------------------------------------- bytes to text

    private static String decoded(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        if (isWide(bytes)) {
            boolean little = startsWith(bytes, 0xFF, 0xFE) || bytes[1] == 0;
            String text = new String(bytes, little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        }
        return strictly(bytes, StandardCharsets.UTF_8)
                .or(() -> strictly(bytes, GB18030))
                .orElseGet(() -> new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private static boolean isWide(byte[] bytes) {
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            return true;
        }
        return bytes.length > 3
                && bytes.length % 2 == 0
                && (bytes[0] == 0 && bytes[2] == 0 || bytes[1] == 0 && bytes[3] == 0);
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            // Bytes of another charset: the caller tries the next one.
            return Optional.empty();
        }
    }

    // ---------------------------------------------------------------- text to readings

    private List<ExtractedMessage> text(String pasted) {
        String text = pasted.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replaceAll("^[\\s\\uFEFF\\u200B\\u00A0\\u3000]+|[\\s\\uFEFF\\u200B\\u00A0\\u3000]+$", "");
        if (text.length() > LARGEST) {
            return List.of(encoded(Format.FORM, text));
        }
        List<Function<String, List<ExtractedMessage>>> ways = List.of(
                this::pure,
                this::bytes,
                this::accessLog,
                this::curl,
                this::http,
                this::html,
                this::php,
                this::json,
                this::xml,
                this::map,
                this::lines,
                this::log);
        for (Function<String, List<ExtractedMessage>> way : ways) {
            List<ExtractedMessage> found = way.apply(text);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /** Parses an address, a query string or a body without anything else, in one line or wrapped. */
    private List<ExtractedMessage> pure(String text) {
        String quoted = text.matches("(?s)[\"'<“].*[\"'>”]") ? text.substring(1, text.length() - 1) : text;
        String one = quoted.replaceAll("[ \\t]*\\n[ \\t>]*", "");
        String query = behindQuestionMark(one);
        boolean wrapped = !one.equals(quoted);
        if (one.chars().anyMatch(Character::isWhitespace)
                || !PURE.matcher(query).matches()
                || wrapped && (query.indexOf('&') < 0 || isPairPerLine(quoted))) {
            return List.of();
        }
        Format format = query.equals(one) ? Format.FORM : Format.ADDRESS;
        int hash = format == Format.ADDRESS ? query.indexOf('#') : -1;
        List<ExtractedMessage> readings = new ArrayList<>();
        readings.add(encoded(format, hash < 0 ? query : query.substring(0, hash)));
        if (hash >= 0 && query.indexOf('&', hash) > 0) {
            readings.add(new ExtractedMessage(
                    format, new byte[0], query.getBytes(charset), false, DiagnosisInput.FRAGMENT, !isAscii(query)));
        }
        return readings;
    }

    private static boolean isPairPerLine(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.size() > 2
                && lines.stream()
                        .allMatch(line -> line.strip().matches("(?s)[&?]?" + NAME + "=[^&]*&?")
                                && !line.strip().equals("&"));
    }

    /** Returns the part after the first question mark of an address; the whole text if there is none. */
    private static String behindQuestionMark(String text) {
        int question = text.indexOf('?');
        if (question < 0) {
            return text;
        }
        boolean address =
                text.matches("(?s)(?i)[a-z][a-z0-9+.-]*://.*") || text.startsWith("/") || text.startsWith("?");
        int equals = text.indexOf('=');
        int ampersand = text.indexOf('&');
        boolean first = (equals < 0 || question < equals) && (ampersand < 0 || question < ampersand);
        return address || first ? text.substring(question + 1) : text;
    }

    /** Parses hex, a hex dump, or base64. */
    private List<ExtractedMessage> bytes(String text) {
        String bare = text.replaceAll("(?i)0x|\\\\x|[\\s,;:-]", "");
        if (bare.length() >= 8 && bare.length() % 2 == 0 && bare.matches("[0-9a-fA-F]+")) {
            return nested(HexFormat.of().parseHex(bare));
        }
        List<String> rows = HEX_LINE.matcher(text)
                .results()
                .map(row -> row.group(1).replaceAll("\\s", ""))
                .filter(row -> row.length() % 2 == 0)
                .toList();
        if (!rows.isEmpty()
                && rows.size() == text.lines().filter(line -> !line.isBlank()).count()) {
            return nested(HexFormat.of().parseHex(String.join("", rows)));
        }
        String base64 = text.replaceAll("\\s", "");
        if (base64.length() >= 16 && base64.matches("[0-9A-Za-z+/_-]+={0,2}")) {
            try {
                return nested(
                        Base64.getMimeDecoder().decode(base64.replace('-', '+').replace('_', '/')));
            } catch (IllegalArgumentException e) {
                // A word of such letters, not base64.
                return List.of();
            }
        }
        return List.of();
    }

    private List<ExtractedMessage> nested(byte[] bytes) {
        String octets = new String(bytes, StandardCharsets.ISO_8859_1);
        if (PURE.matcher(octets.replaceAll("[\\r\\n]+$", "")).matches()) {
            return List.of(ExtractedMessage.of(Format.BYTES, bytes, false));
        }
        return octets.indexOf('=') > 0 || octets.indexOf(':') > 0 ? read(bytes, charset) : List.of();
    }

    // ---------------------------------------------------------------- commands and requests

    private List<ExtractedMessage> curl(String text) {
        Matcher start = Pattern.compile("(?:^|[\\s$>#])curl(?:\\.exe)?[ \\t]").matcher(text);
        if (!start.find()) {
            return List.of();
        }
        List<String> words = words(text.substring(start.end()));
        List<String> data = new ArrayList<>();
        String address = "";
        String type = "";
        boolean get = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String option = word;
            String inline = null;
            if (word.matches("--[a-z-]+=.*")) {
                option = word.substring(0, word.indexOf('='));
                inline = word.substring(word.indexOf('=') + 1);
            } else if (word.matches("(?s)-[dFH].+")) {
                option = word.substring(0, 2);
                inline = word.substring(2);
            }
            String next = inline != null ? inline : i + 1 < words.size() ? words.get(i + 1) : "";
            boolean takes = true;
            switch (option) {
                case "-d", "--data", "--data-raw", "--data-binary", "--data-ascii" -> data.add(next);
                case "--data-urlencode" -> data.add(urlencoded(next));
                case "-F", "--form", "--form-string" -> {
                    type = "multipart/form-data";
                    data.add(urlencoded(next));
                }
                case "--json" -> {
                    type = "application/json";
                    data.add(next);
                }
                case "-H", "--header" -> type = next.matches("(?i)content-type:.*") ? contentType(next) : type;
                case "-X", "--request", "-A", "-e", "-b", "-o", "-u", "-m", "--user-agent", "--cookie", "--url" -> {
                    address = option.equals("--url") ? next : address;
                }
                default -> {
                    takes = false;
                    get = get || option.equals("-G") || option.equals("--get");
                    if (!word.startsWith("-") && address.isEmpty()) {
                        address = word;
                    }
                }
            }
            if (takes && inline == null) {
                i++;
            }
        }
        String query = behindQuestionMark(address).equals(address) ? "" : behindQuestionMark(address);
        String body = String.join("&", data);
        if (get || body.isEmpty()) {
            String all = Stream.of(query, body).filter(it -> !it.isEmpty()).collect(Collectors.joining("&"));
            return all.isEmpty() ? List.of() : List.of(encoded(Format.CURL, cutAtHash(all)));
        }
        return posted(Format.CURL, query, body, type);
    }

    private static String cutAtHash(String query) {
        int hash = query.indexOf('#');
        return hash < 0 ? query : query.substring(0, hash);
    }

    private String urlencoded(String pair) {
        int equals = pair.indexOf('=');
        return equals < 0 ? encode(pair) : pair.substring(0, equals) + "=" + encode(pair.substring(equals + 1));
    }

    /** Splits a command into words as a shell does: quotes, backslashes, carets of Windows, continued lines. */
    private static List<String> words(String command) {
        boolean windows = command.contains("^\"") || command.contains("^\n");
        String text = windows
                ? command.replace("^\n", " ").replaceAll("\\^(.)", "$1")
                : command.replace("\\\n", " ").replace("`\n", " ");
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean open = false;
        char quote = 0;
        boolean ansi = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else if (c == '\\' && (quote == '"' || ansi) && i + 1 < text.length()) {
                    if (ansi) {
                        word.append(c);
                    }
                    word.append(text.charAt(++i));
                } else {
                    word.append(c);
                }
                if (quote == 0 && ansi) {
                    String plain = unescaped(word.toString());
                    word.setLength(0);
                    word.append(plain);
                    ansi = false;
                }
            } else if (c == '$' && i + 1 < text.length() && text.charAt(i + 1) == '\'') {
                ansi = true;
                quote = '\'';
                open = true;
                i++;
            } else if (c == '\'' || c == '"') {
                quote = c;
                open = true;
            } else if (c == '\\' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
                open = true;
            } else if (Character.isWhitespace(c)) {
                if (open) {
                    words.add(word.toString());
                }
                word.setLength(0);
                open = false;
                if (c == '\n') {
                    break;
                }
            } else {
                word.append(c);
                open = true;
            }
        }
        if (open) {
            words.add(word.toString());
        }
        return words;
    }

    private List<ExtractedMessage> http(String text) {
        List<String> lines = text.lines().toList();
        int start = -1;
        for (int i = 0; i < Math.min(lines.size(), 5); i++) {
            if (start < 0 && REQUEST_LINE.matcher(lines.get(i).strip()).matches()) {
                start = i;
            }
        }
        if (start < 0) {
            return List.of();
        }
        Matcher first = REQUEST_LINE.matcher(lines.get(start).strip());
        String address = first.matches() ? first.group(1) : "";
        String query = cutAtHash(behindQuestionMark(address).equals(address) ? "" : behindQuestionMark(address));
        String type = "";
        int at = start + 1;
        while (at < lines.size() && !lines.get(at).isBlank()) {
            if (lines.get(at).matches("(?i)\\s*content-type:.*")) {
                type = contentType(lines.get(at));
            }
            at++;
        }
        String body = lines.subList(Math.min(lines.size(), at + 1), lines.size()).stream()
                .collect(Collectors.joining("\n"))
                .strip();
        if (body.isEmpty()) {
            // A body that follows the headers without an empty line.
            String last = lines.get(lines.size() - 1).strip();
            body = lines.size() > start + 1
                            && last.indexOf('&') > 0
                            && PURE.matcher(last).matches()
                    ? last
                    : "";
        }
        if (body.isEmpty()) {
            return query.isEmpty() ? List.of() : List.of(encoded(Format.HTTP, query));
        }
        return posted(Format.HTTP, query, body, type);
    }

    private static String contentType(String header) {
        String type = header.substring(header.indexOf(':') + 1).strip().toLowerCase(Locale.ROOT);
        return type.startsWith("application/x-www-form-urlencoded")
                ? ""
                : type.replaceAll(";.*", "").strip();
    }

    /** Parses a posted body: a form, or another type that a gateway does not read. */
    private List<ExtractedMessage> posted(Format format, String query, String body, String type) {
        String other = type.startsWith("multipart")
                        || type.endsWith("json")
                        || type.endsWith("xml")
                        || type.equals("text/plain")
                ? type
                : "";
        if (body.startsWith("--") && body.contains("Content-Disposition")) {
            String boundary = body.lines().findFirst().orElse("");
            List<Map.Entry<String, String>> pairs = new ArrayList<>();
            for (String part : body.split(Pattern.quote(boundary))) {
                Matcher name = Pattern.compile("name=\"([^\"]+)\"").matcher(part);
                int blank = part.indexOf("\n\n");
                if (name.find() && blank > 0) {
                    pairs.add(Map.entry(name.group(1), part.substring(blank + 2).replaceAll("\\n$", "")));
                }
            }
            return List.of(
                    message(format, query, write(pairs), other.isEmpty() ? "multipart/form-data" : other, pairs));
        }
        String one = body.replaceAll("\\n\\s*", "");
        if (one.startsWith("{") || one.startsWith("<")) {
            return Stream.of(json(body), xml(body), map(body))
                    .filter(it -> !it.isEmpty())
                    .findFirst()
                    .orElse(List.of())
                    .stream()
                    .map(it -> new ExtractedMessage(
                            format,
                            query.getBytes(charset),
                            it.form(),
                            true,
                            other.isEmpty() ? "application/json" : other,
                            it.isGuess()))
                    .toList();
        }
        if (one.indexOf('=') < 0) {
            return query.isEmpty() ? List.of() : List.of(encoded(format, query));
        }
        return List.of(new ExtractedMessage(
                format, query.getBytes(charset), one.getBytes(charset), true, other, !isAscii(one + query)));
    }

    private ExtractedMessage message(
            Format format, String query, String form, String type, List<Map.Entry<String, String>> pairs) {
        boolean ascii = pairs.stream().allMatch(pair -> isAscii(pair.getValue()));
        return new ExtractedMessage(format, query.getBytes(charset), form.getBytes(charset), true, type, !ascii);
    }

    private List<ExtractedMessage> html(String text) {
        if (!text.matches("(?is).*<(?:input|form)\\b.*")) {
            return List.of();
        }
        String source = text.contains("&lt;input") ? HtmlText.unescape(text) : text;
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        INPUT.matcher(source).results().forEach(input -> {
            Map<String, String> attributes = attributes(input.group(1));
            String type = attributes.getOrDefault("type", "").toLowerCase(Locale.ROOT);
            if (attributes.containsKey("name")
                    && !Set.of("button", "reset", "image").contains(type)) {
                pairs.add(Map.entry(attributes.get("name"), attributes.getOrDefault("value", "")));
            }
        });
        TEXTAREA.matcher(source).results().forEach(area -> {
            Map<String, String> attributes = attributes(area.group(1));
            if (attributes.containsKey("name")) {
                pairs.add(Map.entry(attributes.get("name"), HtmlText.unescape(area.group(2))));
            }
        });
        if (!knows(pairs)) {
            return List.of();
        }
        Matcher action = ACTION.matcher(source);
        String address = action.find() ? HtmlText.unescape(action.group(1)) : "";
        String query = behindQuestionMark(address).equals(address) ? "" : cutAtHash(behindQuestionMark(address));
        boolean get = !source.matches("(?is).*\\bmethod\\s*=\\s*[\"']?post.*") && source.matches("(?is).*<form\\b.*");
        boolean ascii = pairs.stream().allMatch(pair -> isAscii(pair.getValue()));
        return List.of(new ExtractedMessage(
                Format.HTML,
                get ? new byte[0] : query.getBytes(charset),
                write(pairs).getBytes(charset),
                !get && !address.isEmpty(),
                "",
                !ascii));
    }

    private static Map<String, String> attributes(String tag) {
        Map<String, String> attributes = new LinkedHashMap<>();
        ATTRIBUTE
                .matcher(tag)
                .results()
                .forEach(each -> attributes.putIfAbsent(
                        each.group(1).toLowerCase(Locale.ROOT),
                        HtmlText.unescape(Stream.of(each.group(2), each.group(3), each.group(4))
                                .filter(it -> it != null)
                                .findFirst()
                                .orElse(""))));
        return attributes;
    }

    private List<ExtractedMessage> xml(String text) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        String source = text.contains("&lt;param") ? HtmlText.unescape(text) : text;
        PARAM.matcher(source).results().forEach(each -> pairs.add(Map.entry(each.group(1), content(each.group(2)))));
        if (!knows(pairs)) {
            ELEMENT.matcher(source)
                    .results()
                    .forEach(each -> pairs.add(Map.entry(each.group(1), content(each.group(2)))));
        }
        return literal(Format.XML, pairs, 2);
    }

    private static String content(String element) {
        Matcher data = Pattern.compile("(?s)\\s*<!\\[CDATA\\[(.*?)]]>\\s*").matcher(element);
        return data.matches() ? data.group(1) : HtmlText.unescape(element);
    }

    // ---------------------------------------------------------------- dumps of maps

    private List<ExtractedMessage> php(String text) {
        if (!text.contains("=>")) {
            return List.of();
        }
        List<Map.Entry<String, String>> dumped = new ArrayList<>();
        VAR_DUMP.matcher(text)
                .results()
                .forEach(each -> dumped.add(Map.entry(
                        each.group(1),
                        Stream.of(each.group(2), each.group(3), each.group(4))
                                .filter(it -> it != null)
                                .findFirst()
                                .orElse(""))));
        if (known(dumped) >= 2) {
            return literal(Format.PHP, dumped, 2);
        }
        List<Map.Entry<String, String>> printed = new ArrayList<>();
        PRINT_R.matcher(text).results().forEach(each -> printed.add(Map.entry(each.group(1), each.group(2))));
        return literal(Format.PHP, printed, 2);
    }

    private List<ExtractedMessage> json(String text) {
        if (!text.matches("(?s).*[\"':].*")) {
            return List.of();
        }
        List<Map.Entry<String, String>> listed = new ArrayList<>();
        HAR.matcher(text).results().forEach(each -> listed.add(Map.entry(each.group(1), unescaped(each.group(2)))));
        if (known(listed) >= 2) {
            return literal(Format.JSON, listed, 2);
        }
        String plain = text.contains("\\\"")
                        && QUOTED.matcher(text.replace("\\\"", "\"")).find()
                        && !text.matches("(?s).*[^\\\\]\"\\w+\" *:.*")
                ? text.replace("\\\"", "\"").replace("\\\\", "\\")
                : text;
        for (Pattern pattern : List.of(QUOTED, TUPLE)) {
            List<Map.Entry<String, String>> pairs = new ArrayList<>();
            pattern.matcher(plain).results().forEach(each -> {
                String name = Stream.of(each.group(1), each.group(2), each.group(3))
                        .filter(it -> it != null)
                        .findFirst()
                        .orElse("");
                String bare = each.group(6);
                String value = each.group(4) != null
                        ? unescaped(each.group(4))
                        : each.group(5) != null
                                ? unescaped(each.group(5))
                                : Set.of("null", "NULL", "None", "nil", "undefined")
                                                .contains(bare)
                                        ? ""
                                        : bare;
                pairs.add(Map.entry(name, value));
            });
            List<ExtractedMessage> found = literal(Format.JSON, pairs, 2);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /** Decodes a quoted string of a program: {@code \n}, {@code \}{@code u5145}, {@code \xE5\x85\x85}, {@code \345\205\205}. */
    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
                i++;
                continue;
            }
            Matcher octets = Pattern.compile("(?:\\\\x[0-9a-fA-F]{2}|\\\\[0-3][0-7]{2})+")
                    .matcher(text)
                    .region(i, text.length());
            Matcher unit = Pattern.compile("\\\\u\\{?([0-9a-fA-F]{4,6})}?")
                    .matcher(text)
                    .region(i, text.length());
            if (octets.lookingAt()) {
                plain.append(octets(octets.group()));
                i = octets.end();
            } else if (unit.lookingAt()) {
                int point = Integer.parseInt(
                        unit.group(1).length() == 6 || text.charAt(i + 2) == '{'
                                ? unit.group(1)
                                : unit.group(1).substring(0, 4),
                        16);
                plain.appendCodePoint(Math.min(point, Character.MAX_CODE_POINT));
                i = text.charAt(i + 2) == '{' ? unit.end() : i + 6;
            } else {
                char next = text.charAt(i + 1);
                plain.append(
                        switch (next) {
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            case 't' -> '\t';
                            case 'b' -> '\b';
                            case 'f' -> '\f';
                            default -> next;
                        });
                i += 2;
            }
        }
        boolean bytes = isAscii(text) && !isAscii(plain.toString()) && !text.contains("\\u");
        return bytes ? decoded(plain.toString().getBytes(StandardCharsets.ISO_8859_1)) : plain.toString();
    }

    private static String octets(String escapes) {
        return Pattern.compile("\\\\(?:x([0-9a-fA-F]{2})|([0-3][0-7]{2}))")
                .matcher(escapes)
                .replaceAll(each -> Matcher.quoteReplacement(Character.toString(
                        each.group(1) != null
                                ? Integer.parseInt(each.group(1), 16)
                                : Integer.parseInt(each.group(2), 8))));
    }

    /** Parses {@code {a=1, b=2}}, {@code Notification(a=1, b=2)}, {@code map[a:1 b:2]}, {@code [a:1, b:2]}. */
    private List<ExtractedMessage> map(String text) {
        Matcher open = Pattern.compile("([{(\\[<])\\s*(?=" + NAME + "\\s?[=:])").matcher(text);
        while (open.find()) {
            String inside = text.substring(open.end());
            int close = inside.lastIndexOf(
                    switch (open.group(1)) {
                        case "{" -> '}';
                        case "(" -> ')';
                        case "[" -> ']';
                        default -> '>';
                    });
            String content = close < 0 ? inside : inside.substring(0, close);
            for (String separator : List.of(",\\s*", ";\\s*", "\\s+", "\\|")) {
                Pattern start = Pattern.compile("(?:^|" + separator + ")(" + NAME + ")\\s?[=:]");
                List<ExtractedMessage> found = split(content, start, 2, Format.MAP);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return List.of();
    }

    /**
     * Splits into pairs that begin where the pattern matches, its first group the name; with all names, then with protocol names
     * only.
     */
    private List<ExtractedMessage> split(String content, Pattern start, int least, Format format) {
        List<ExtractedMessage> readings = new ArrayList<>();
        for (boolean everyName : new boolean[] {true, false}) {
            List<Map.Entry<String, String>> pairs = new ArrayList<>();
            Matcher each = start.matcher(content);
            String name = null;
            int from = 0;
            while (each.find()) {
                if (everyName || isKnown(each.group(1))) {
                    if (name != null) {
                        pairs.add(Map.entry(name, content.substring(from, each.start())));
                    }
                    name = each.group(1);
                    from = each.end();
                }
            }
            if (name != null) {
                pairs.add(Map.entry(name, content.substring(from)));
            }
            boolean lists = !pairs.isEmpty()
                    && pairs.stream().allMatch(pair -> pair.getValue().strip().matches("(?s)\\[.*]"));
            List<Map.Entry<String, String>> values = pairs.stream()
                    .map(pair -> Map.entry(
                            pair.getKey(),
                            lists ? pair.getValue().strip().replaceAll("(?s)^\\[(.*)]$", "$1") : pair.getValue()))
                    .toList();
            readings.addAll(literal(format, values, least));
        }
        return readings;
    }

    private List<ExtractedMessage> lines(String text) {
        if (text.indexOf('\n') < 0) {
            return List.of();
        }
        List<Map.Entry<String, String>> joined = new ArrayList<>();
        List<Map.Entry<String, String>> bare = new ArrayList<>();
        List<String> all = text.lines().toList();
        boolean ampersands =
                all.stream().filter(line -> line.strip().endsWith("&")).count() > all.size() / 2;
        for (String line : all) {
            Matcher pair = LINE.matcher(line);
            if (pair.matches()
                    && !HEADERS.contains(pair.group(1).toLowerCase(Locale.ROOT))
                    && !pair.group(2).startsWith("//")) {
                String value = ampersands ? pair.group(2).replaceAll("&$", "") : pair.group(2);
                String plain =
                        value.matches("\"[^\"]*\"[,;]?|'[^']*'[,;]?") ? value.replaceAll("^.|.[,;]?$", "") : value;
                joined.add(Map.entry(pair.group(1), plain));
                bare.add(Map.entry(pair.group(1), plain));
            } else if (!joined.isEmpty()) {
                Map.Entry<String, String> last = joined.remove(joined.size() - 1);
                joined.add(Map.entry(last.getKey(), last.getValue() + "\n" + line));
            }
        }
        List<Map.Entry<String, String>> below = below(all);
        long valueless = bare.stream().filter(pair -> pair.getValue().isEmpty()).count();
        if (known(below) > known(bare) || known(below) > 2 && valueless * 2 > bare.size()) {
            return literal(Format.LINES, below, 3);
        }
        if (known(bare) < 2
                || bare.stream().filter(pair -> pair.getValue().contains("&")).count() * 2 > bare.size()) {
            return List.of();
        }
        List<ExtractedMessage> readings = new ArrayList<>(literal(Format.LINES, bare, 2));
        readings.addAll(literal(Format.LINES, joined, 2));
        return readings;
    }

    /** Parses a name on one line and its value on the next, as browsers copy them. */
    private static List<Map.Entry<String, String>> below(List<String> lines) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String name = lines.get(i).strip().replaceAll(":$", "");
            if (isKnown(name)) {
                String next = i + 1 < lines.size() ? lines.get(i + 1) : "";
                boolean none = isKnown(next.strip().replaceAll(":$", ""));
                pairs.add(Map.entry(name, none ? "" : next.strip()));
                i += none ? 0 : 1;
            }
        }
        return pairs;
    }

    // ---------------------------------------------------------------- logs

    private List<ExtractedMessage> log(String text) {
        List<ExtractedMessage> vendors = vendors(text);
        if (!vendors.isEmpty()) {
            return vendors;
        }
        return query(text);
    }

    /** Parses a line in the combined log format, which does not contain the body. */
    private List<ExtractedMessage> accessLog(String text) {
        Matcher access = ACCESS_LOG.matcher(text);
        while (access.find()) {
            String query = behindQuestionMark(access.group(1));
            if (!query.equals(access.group(1)) && query.indexOf('=') > 0) {
                return List.of(octetEscapes(Format.LOG, cutAtHash(query)));
            }
        }
        return List.of();
    }

    /** Decodes bytes that a web server wrote as {@code \xE5}. */
    private ExtractedMessage octetEscapes(Format format, String query) {
        return encoded(format, query.replaceAll("\\\\x([0-9A-Fa-f]{2})", "%$1"));
    }

    /** Parses {@code responseTxt=true notify_url_log:sign=…&mysign=…&返回回来的参数：a=1&b=2}. */
    private List<ExtractedMessage> vendors(String text) {
        Matcher mark = Pattern.compile("参数\\s*[：:=]\\s*|[&,]\\s*mysign=[0-9a-fA-F]{0,32}\\s*[,&]\\s*(?=" + NAME + "=)")
                .matcher(text);
        String one = null;
        String head = "";
        while (mark.find()) {
            head = text.substring(0, mark.start());
            one = text.substring(mark.end());
        }
        if (one == null) {
            return List.of();
        }
        String tail = one.replaceAll("\\n+(?=\\S)", "\n");
        int end = tail.indexOf('\n');
        String first = end < 0 ? tail : tail.substring(0, end);
        Matcher sign =
                Pattern.compile("(?<![A-Za-z_])sign=([0-9A-Za-z+/=%]{16,})").matcher(head);
        String more = !first.matches("(?s).*(?:^|&|\\b)sign=.*") && sign.find()
                ? "&sign=" + sign.group(1).replaceAll("&.*", "")
                : "";
        List<ExtractedMessage> readings = new ArrayList<>();
        if (first.startsWith("{") || first.startsWith("[") || first.startsWith("Array")) {
            return Stream.of(php(tail), json(tail), map(tail))
                    .filter(it -> !it.isEmpty())
                    .findFirst()
                    .orElse(List.of());
        }
        readings.addAll(plain(first + more));
        readings.addAll(plain(tail.replace("\n", "") + more));
        readings.addAll(plain(tail.replace("\n", " ") + more));
        return readings;
    }

    private List<ExtractedMessage> query(String text) {
        List<ExtractedMessage> readings = new ArrayList<>();
        String one = text.replaceAll("[ \\t]*\\n[ \\t>|]*", "");
        for (String variant : Stream.of(text, one).distinct().toList()) {
            Matcher token = TOKEN.matcher(variant);
            int best = 0;
            int from = -1;
            int to = -1;
            while (token.find()) {
                String query = behindQuestionMark(token.group(1));
                int count = known(pairs(query)) + (query.matches("(?s).*(?:^|&)sign=.*") ? 100 : 0);
                if (count > best) {
                    best = count;
                    from = token.end(1) - query.length();
                    to = token.end(1);
                }
            }
            if (from < 0) {
                continue;
            }
            String found = variant.substring(from, to);
            String rest = variant.substring(to);
            int line = rest.indexOf('\n');
            String decoded = variant.substring(from).replaceAll("(?s)\\n.*", "");
            boolean spaced = rest.matches("(?s)[ \\t]*[^\\n]*[^&\\s\"']*&" + NAME + "=.*") && line != 0;
            if (spaced || !isAscii(found)) {
                readings.addAll(plain(trimmed(decoded)));
            }
            readings.add(encoded(Format.LOG, cutAtHash(found.replaceAll("[,;。，）)\\]}]+$", ""))));
            readings.add(encoded(Format.LOG, found));
            if (!spaced) {
                readings.addAll(plain(trimmed(decoded)));
            }
        }
        if (readings.isEmpty()) {
            Matcher start = Pattern.compile("(?<![\\w])(" + NAME + ")=").matcher(one);
            while (start.find()) {
                if (isKnown(start.group(1))) {
                    List<ExtractedMessage> found = split(
                            one.substring(start.start()),
                            Pattern.compile("(?:^|[,;&]?\\s+|[,;&])(" + NAME + ")="),
                            1,
                            Format.LOG);
                    readings.addAll(found);
                    break;
                }
            }
        }
        return readings;
    }

    private static String trimmed(String decoded) {
        return decoded.replaceAll("[\\s\"',;。]+$", "");
    }

    /** Parses a decoded query string: split at every {@code &name=}, then at protocol names only. */
    private List<ExtractedMessage> plain(String text) {
        List<ExtractedMessage> readings = new ArrayList<>();
        boolean decoded = !isAscii(text) || text.indexOf(' ') >= 0 || !text.contains("%");
        List<ExtractedMessage> literal =
                split(text.replaceAll("^[?&]", ""), Pattern.compile("(?:^|&)(" + NAME + ")="), 1, Format.LOG);
        ExtractedMessage encoded = encoded(Format.LOG, text);
        if (!decoded) {
            readings.add(encoded);
        }
        readings.addAll(literal);
        if (decoded) {
            readings.add(encoded);
        }
        return readings;
    }

    // ---------------------------------------------------------------- pairs to form data

    /** Parses values as a program prints them: unchanged, or decoded if they look encoded. */
    private List<ExtractedMessage> literal(Format format, List<Map.Entry<String, String>> pairs, int least) {
        if (known(pairs) < least) {
            return List.of();
        }
        boolean ascii = pairs.stream().allMatch(pair -> isAscii(pair.getValue()));
        ExtractedMessage plain = ExtractedMessage.of(format, write(pairs).getBytes(charset), !ascii);
        boolean escapes = pairs.stream().anyMatch(pair -> pair.getValue().matches("(?s).*%[0-9A-Fa-f]{2}.*"));
        boolean nulls = pairs.stream().anyMatch(pair -> pair.getValue().equals("null"));
        List<ExtractedMessage> readings = new ArrayList<>();
        readings.add(plain);
        if (nulls) {
            readings.add(ExtractedMessage.of(
                    format,
                    write(pairs.stream()
                                    .filter(pair -> !pair.getValue().equals("null"))
                                    .toList())
                            .getBytes(charset),
                    !ascii));
        }
        if (escapes) {
            String wire = pairs.stream()
                    .map(pair -> encode(pair.getKey()) + "=" + pair.getValue().replace("&", "%26"))
                    .collect(Collectors.joining("&"));
            boolean stillEncoded = ascii
                    && pairs.stream()
                            .filter(pair -> !pair.getKey().equals("notify_id"))
                            .anyMatch(pair -> pair.getValue().matches("(?s).*%[0-9A-Fa-f]{2}.*"))
                    && pairs.stream().noneMatch(pair -> pair.getValue().matches("(?s).*[ :/@].*"));
            readings.add(
                    stillEncoded ? 0 : readings.size(), ExtractedMessage.of(format, wire.getBytes(charset), !ascii));
        }
        return readings;
    }

    private ExtractedMessage encoded(Format format, String form) {
        return ExtractedMessage.of(format, form.getBytes(charset), !isAscii(form));
    }

    private String write(List<Map.Entry<String, String>> pairs) {
        return pairs.stream()
                .map(pair -> encode(pair.getKey()) + "=" + encode(pair.getValue()))
                .collect(Collectors.joining("&"));
    }

    private String encode(String text) {
        return URLEncoder.encode(text, charset);
    }

    private static List<Map.Entry<String, String>> pairs(String query) {
        return Stream.of(query.split("&"))
                .map(part -> part.replaceFirst("^amp;", "").split("=", 2))
                .map(part -> Map.entry(name(part[0]), part.length > 1 ? part[1] : ""))
                .toList();
    }

    /** Returns the name, decoded if it was encoded. */
    private static String name(String name) {
        try {
            return name.indexOf('%') < 0 ? name : URLDecoder.decode(name, StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            // Not a valid escape: the name stays unchanged.
            return name;
        }
    }

    private static boolean knows(List<Map.Entry<String, String>> pairs) {
        return known(pairs) > 0;
    }

    private static int known(List<Map.Entry<String, String>> pairs) {
        return (int) pairs.stream()
                .map(Map.Entry::getKey)
                .filter(ParameterExtractor::isKnown)
                .distinct()
                .count();
    }

    private static boolean isKnown(String name) {
        return ParameterNames.GUARDED.contains(name) || NEIGHBOURS.contains(name);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
