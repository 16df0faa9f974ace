package com.alipay.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.util.AlipayCore;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written and read for speed says the same as the definition, which stands here in plain words. */
class SignedTextTest {
    private static final Charset GBK = Charset.forName("GBK");
    private static final int ROUNDS = 20_000;

    private static final List<String> PIECES = List.of(
            "a",
            "Z",
            "_",
            "0",
            " ",
            "&",
            "=",
            "%",
            "+",
            "é",
            "ÿ",
            "Ā",
            "ſ",
            "İ",
            "中",
            "文",
            "€",
            "￥",
            "\uFFFD",
            "\uD83D\uDE00",
            "\uD800",
            "\uDC00",
            "\u0000",
            "\u0080",
            "total_fee",
            "sign",
            "SIGN",
            "sign_type",
            "Sign_Type",
            "&price=",
            "\uE000");

    private final Random random = new Random(20110315);

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GBK"})
    void writesWhatTheDefinitionWrites(String name) {
        Charset charset = Charset.forName(name);
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, String> parameters = new LinkedHashMap<>();
            for (int i = random.nextInt(12); i > 0; i--) {
                parameters.put(name(), random.nextInt(9) == 0 ? null : text());
            }
            String text = definition(parameters);
            Optional<byte[]> bytes = strictly(text, charset);
            assertThat(AlipayCore.createLinkString(AlipayCore.paraFilter(parameters)))
                    .isEqualTo(text);
            assertThat(CharsetCodec.uncarried(text, charset).isPresent())
                    .as(text)
                    .isEqualTo(bytes.isEmpty());
            if (bytes.isPresent()) {
                assertThat(SignedText.of(parameters, charset)).as(text).isEqualTo(bytes.get());
                assertThat(CharsetCodec.encode(text, charset)).as(text).isEqualTo(bytes.get());
            } else {
                assertThatThrownBy(() -> SignedText.of(parameters, charset))
                        .as(text)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("cannot be carried by " + name);
            }
        }
    }

    @Test
    void everyCharacterIsWrittenAsTheJdkWritesIt() {
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            String one = String.valueOf(c);
            Optional<byte[]> bytes = strictly(one, GBK);
            assertThat(CharsetCodec.uncarried(one, GBK).isEmpty())
                    .as("U+%04X", (int) c)
                    .isEqualTo(bytes.isPresent());
            if (bytes.isPresent()) {
                byte[] written = SignedText.of(Map.of("a", one), GBK);
                assertThat(Arrays.copyOfRange(written, 2, written.length))
                        .as("U+%04X", (int) c)
                        .isEqualTo(bytes.get());
            }
        }
    }

    @Test
    void aTextLongerThanTheBufferIsWrittenWhole() {
        String value = "中文a".repeat(50_000);
        assertThat(SignedText.of(Map.of("subject", value), GBK)).isEqualTo(("subject=" + value).getBytes(GBK));
        assertThat(SignedText.of(Map.of("subject", "x"), GBK))
                .as("the next one")
                .hasSize(9);
    }

    @Test
    void anyOtherCharsetIsRefused() {
        assertThatThrownBy(() -> SignedText.of(Map.of("a", "1"), StandardCharsets.UTF_16))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GBK"})
    void readsWhatTheDefinitionReads(String charset) {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] raw = raw();
            String message = new String(raw, StandardCharsets.ISO_8859_1);
            Read read = read(raw, Charset.forName(charset));
            FormData form = FormData.parse(raw, Charset.forName(charset));
            assertThat(form.fields())
                    .extracting(FormData.Field::name)
                    .as(message)
                    .isEqualTo(read.names);
            assertThat(form.fields())
                    .extracting(FormData.Field::value)
                    .as(message)
                    .isEqualTo(read.values);
            assertThat(form.problem().orElse("")).as(message).isEqualTo(read.problem);
            assertThat(form.signedBytes()).as(message).isEqualTo(read.signed);
            if (read.problem.isEmpty()) {
                assertThat(List.copyOf(form.values().keySet())).as(message).isEqualTo(read.names);
                assertThat(List.copyOf(form.values().values())).as(message).isEqualTo(read.values);
            }
        }
    }

    /** The definition: without empty values, sign and sign_type, in order, joined. */
    private static String definition(Map<String, String> parameters) {
        List<String> pairs = new ArrayList<>();
        new TreeMap<>(parameters).forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (value != null && !value.isEmpty() && !lower.equals("sign") && !lower.equals("sign_type")) {
                pairs.add(name + "=" + value);
            }
        });
        return String.join("&", pairs);
    }

    /** The text's bytes; empty if one of its characters has none, or is the euro sign in GBK. */
    private static Optional<byte[]> strictly(String text, Charset charset) {
        try {
            ByteBuffer bytes = charset.newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            return charset.equals(GBK) && text.contains("€")
                    ? Optional.empty()
                    : Optional.of(Arrays.copyOf(bytes.array(), bytes.limit()));
        } catch (CharacterCodingException e) {
            return Optional.empty(); // what was asked
        }
    }

    private record Read(List<String> names, List<String> values, String problem, byte[] signed) {}

    private static Read read(byte[] raw, Charset charset) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String problem = "";
        List<byte[][]> pairs = new ArrayList<>();
        for (String part : new String(raw, StandardCharsets.ISO_8859_1).split("&")) {
            int equals = part.indexOf('=') < 0 ? part.length() : part.indexOf('=');
            byte[] name = unescaped(part.substring(0, equals));
            byte[] value = unescaped(part.substring(Math.min(part.length(), equals + 1)));
            if (name.length == 0) {
                continue;
            }
            String shown = new String(name, charset);
            String text = new String(value, charset);
            names.add(shown);
            values.add(text);
            boolean broken = part.replaceAll("%[0-9a-fA-F]{2}", "").contains("%");
            if (problem.isEmpty()
                    && (broken
                            || CharsetCodec.decode(name, charset).isEmpty()
                            || CharsetCodec.decode(value, charset).isEmpty())) {
                problem = "the bytes of " + ParameterNames.shown(shown) + " are not well-formed " + charset.name();
            } else if (problem.isEmpty() && !seen.add(shown)) {
                problem = "the name " + ParameterNames.shown(shown) + " came twice";
            } else if (problem.isEmpty()) {
                problem = ParameterNames.ambiguity(shown, text).orElse("");
            }
            if (value.length > 0 && !ParameterNames.isUnsigned(shown)) {
                pairs.add(new byte[][] {name, value});
            }
        }
        pairs.sort((a, b) -> Arrays.compareUnsigned(a[0], b[0]));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (byte[][] pair : pairs) {
            text.writeBytes(text.size() == 0 ? new byte[0] : new byte[] {'&'});
            text.writeBytes(pair[0]);
            text.write('=');
            text.writeBytes(pair[1]);
        }
        return new Read(names, values, problem, text.toByteArray());
    }

    private static byte[] unescaped(String part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < part.length(); i++) {
            boolean escape = part.startsWith("%", i)
                    && part.length() >= i + 3
                    && part.substring(i + 1, i + 3).matches("[0-9a-fA-F]{2}");
            if (escape) {
                bytes.write(Integer.parseInt(part.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(part.charAt(i) == '+' ? ' ' : part.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    private String name() {
        List<String> guarded = List.copyOf(ParameterNames.GUARDED);
        return random.nextInt(4) == 0 ? text() : guarded.get(random.nextInt(guarded.size()));
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        // Pieces that no charset carries are rare, so that most texts are written.
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(random.nextInt(4) == 0 ? PIECES.size() : 10)));
        }
        return text.toString();
    }

    /** A message of names, mostly the protocol's, values, escapes that are some and that are none, and bytes of any kind. */
    private byte[] raw() {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        for (int i = random.nextInt(10); i > 0; i--) {
            raw.writeBytes(name().replaceAll("[^\\x21-\\x7e]", "x").getBytes(StandardCharsets.US_ASCII));
            raw.writeBytes(random.nextInt(8) == 0 ? new byte[0] : new byte[] {'='});
            for (int k = random.nextInt(5); k > 0; k--) {
                switch (random.nextInt(random.nextInt(3) == 0 ? 8 : 4)) {
                    case 0 -> raw.writeBytes("%D6%D0".getBytes(StandardCharsets.US_ASCII));
                    case 1 -> raw.writeBytes("%E4%B8%AD".getBytes(StandardCharsets.US_ASCII));
                    case 2 -> raw.writeBytes("a+b%2F".getBytes(StandardCharsets.US_ASCII));
                    case 3 -> raw.writeBytes("0.01".getBytes(StandardCharsets.US_ASCII));
                    case 4 -> raw.writeBytes("%26price%3D".getBytes(StandardCharsets.US_ASCII));
                    case 5 -> raw.writeBytes("%EF%BF%BD".getBytes(StandardCharsets.US_ASCII));
                    case 6 -> raw.write(random.nextInt(256));
                    default -> raw.writeBytes("%4".getBytes(StandardCharsets.US_ASCII));
                }
            }
            raw.write('&');
        }
        return raw.toByteArray();
    }
}
