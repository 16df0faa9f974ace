package com.alipay.sandbox.diagnosis;

import com.alipay.config.MerchantConfig.SecurityKey;
import com.alipay.diagnosis.SecretMasker;
import com.alipay.diagnosis.signature.SigningAccount;
import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.protocol.Parameters;
import com.alipay.sandbox.protocol.Pem;
import com.alipay.sandbox.protocol.SignType;
import com.alipay.sandbox.text.InvalidValueException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parses a diagnosis request from these fields, all optional except {@code message}:
 *
 * <pre>
 * message     an address, a query string or a form body; or these in a log, a dump or a browser's notation, see
 *             {@link ParameterExtractor}
 * format      text, hex for the bytes of a form body, or bytes for those of a file, in hex
 * query       the part after the ? of the address that a form was posted to, in the same format; only ? if there was none. If
 *             absent, the message is taken for the query string of an address
 * kind        request, return or notification; by default derived from the message
 * key         the security key, or with RSA the public key that verifies the signature; by default a merchant's of this sandbox
 * partner     the partner that belongs to the key; or the merchant to use
 * charset     utf-8 or gbk; by default the one in the message
 * sign_type   MD5 or RSA; by default the type of the key
 * known       the values in the merchant's own order, one line name=value each
 * signed_text the text that the user believes was signed
 * </pre>
 */
public record DiagnosisRequestParser(Map<String, String> fields) {
    private static final String HEX = "hex";
    private static final String BYTES = "bytes";

    /** Value of {@code query} if there was no query string. */
    static final String NO_QUERY = "?";

    public DiagnosisRequestParser {
        fields = Map.copyOf(fields);
    }

    public String get(String name) {
        return fields.getOrDefault(name, "");
    }

    /**
     * Returns the diagnosis request.
     *
     * @param accounts provides the account if no key is given
     * @throws InvalidValueException a field is invalid; the message names it and never contains a key
     */
    public DiagnosisRequest inquiry(AccountLookup accounts) {
        if (get("message").isBlank()) {
            throw new InvalidValueException("value.message-empty");
        }
        List<ExtractedMessage> found = extracted(StandardCharsets.UTF_8);
        if (found.isEmpty()) {
            return new DiagnosisRequest(
                    get("kind").isEmpty() ? MessageType.NOTIFICATION : MessageType.named(get("kind")),
                    List.of(),
                    List.of(),
                    "");
        }
        Parameters params = parameters();
        MessageType kind = get("kind").isEmpty() ? MessageType.of(params) : MessageType.named(get("kind"));
        Charset charset = MerchantAccounts.charset(get("charset"), kind, params);
        SigningAccount account = get("key").isEmpty() ? accounts.account(this, kind, params) : typed(charset);
        boolean stated = !get("charset").isEmpty()
                || params.has("_input_charset")
                || get("key").isEmpty() && accounts.tellsCharset();
        List<DiagnosisRequest.Reading> readings = new ArrayList<>(readings(kind, account));
        if (!stated) {
            Charset other = Charsets.GBK.equals(account.charset()) ? StandardCharsets.UTF_8 : Charsets.GBK;
            readings.addAll(readings(kind, account.in(other)));
        }
        return new DiagnosisRequest(kind, readings, accounts.others(account.partner()), get("signed_text"));
    }

    private List<DiagnosisRequest.Reading> readings(MessageType kind, SigningAccount account) {
        Charset charset = account.charset();
        boolean posted = !get("query").isBlank();
        byte[] query = query(charset);
        boolean guessed = !StandardCharsets.US_ASCII.newEncoder().canEncode(get("query"));
        return extracted(charset).stream()
                .map(it -> new DiagnosisRequest.Reading(
                        (posted || it.isRequestOfForm()
                                        ? kind.specimen(posted ? query : it.query(), it.form(), known())
                                        : kind.specimen(it.form(), new byte[0], known()))
                                .sentAs(it.contentType()),
                        account,
                        it.isGuess() || guessed))
                .toList();
    }

    /** Returns a configured account, overridden by the request's fields. */
    public SigningAccount over(SigningAccount configured) {
        return new SigningAccount(
                configured.name(),
                get("partner").isEmpty() ? configured.partner() : get("partner"),
                configured.key(),
                get("charset").isEmpty()
                        ? configured.charset()
                        : MerchantAccounts.charset(get("charset"), MessageType.NOTIFICATION, parameters()),
                signType().map(SignType::name).orElse(configured.sign_type()),
                configured.alipayPublicKey());
    }

    /**
     * Returns whether message and query may be shown to the sender again; not if they are unreadable, as they may contain
     * anything.
     */
    public boolean isShowable(SecretMasker secrets) {
        try {
            return secrets.containsNoSecret(get("message"))
                    && secrets.containsNoSecret(get("message").replaceAll("\\s", ""))
                    && secrets.containsNoSecret(get("query"))
                    && DiagnosisService.isShowable(query(StandardCharsets.UTF_8), secrets)
                    && extracted(StandardCharsets.UTF_8).stream()
                            .allMatch(it -> DiagnosisService.isShowable(it.form(), secrets)
                                    && DiagnosisService.isShowable(it.query(), secrets));
        } catch (InvalidValueException unreadable) {
            return false;
        }
    }

    private Parameters parameters() {
        ExtractedMessage first = extracted(StandardCharsets.UTF_8).get(0);
        byte[] query = get("query").isBlank() ? first.query() : query(StandardCharsets.UTF_8);
        return Parameters.of(query, first.form(), StandardCharsets.ISO_8859_1);
    }

    /** Returns the query string as bytes; empty if there was none, or it is unknown. */
    private byte[] query(Charset charset) {
        if (get("query").isBlank() || get("query").strip().equals(NO_QUERY)) {
            return new byte[0];
        }
        return get("format").equals(HEX) || get("format").equals(BYTES)
                ? bytes("query")
                : ParameterExtractor.read(get("query"), charset).stream()
                        .findFirst()
                        .map(ExtractedMessage::form)
                        .orElse(get("query").strip().getBytes(charset));
    }

    private List<ExtractedMessage> extracted(Charset charset) {
        return switch (get("format")) {
            case "", "text" -> ParameterExtractor.read(get("message"), charset);
            case HEX -> ParameterExtractor.exact(bytes("message"), charset);
            case BYTES -> ParameterExtractor.read(bytes("message"), charset);
            default -> throw new InvalidValueException("value.format", get("format"));
        };
    }

    private byte[] bytes(String name) {
        try {
            return HexFormat.of().parseHex(get(name).replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException("value.hex");
        }
    }

    private SigningAccount typed(Charset charset) {
        boolean rsa = get("key").contains("-----BEGIN");
        return new SigningAccount(
                get("partner"),
                get("partner"),
                rsa ? new SecurityKey("") : new SecurityKey(get("key")),
                charset,
                signType().orElse(rsa ? SignType.RSA : SignType.MD5).name(),
                rsa ? Optional.of(publicKey()) : Optional.empty());
    }

    private Optional<SignType> signType() {
        String name = get("sign_type");
        Optional<SignType> type = SignType.named(name);
        if (!name.isEmpty() && type.isEmpty()) {
            throw new InvalidValueException("value.sign_type", name);
        }
        return type;
    }

    private PublicKey publicKey() {
        try {
            return Pem.publicKey(get("key"));
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException("value.public-key");
        }
    }

    private Map<String, String> known() {
        Map<String, String> known = new LinkedHashMap<>();
        get("known").lines().filter(line -> !line.isBlank()).forEach(line -> {
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new InvalidValueException("value.known");
            }
            known.put(line.substring(0, equals).strip(), line.substring(equals + 1));
        });
        return known;
    }

    /** Omits all fields: one of them is a key. */
    @Override
    public String toString() {
        return "DiagnosisRequestParser" + fields.keySet();
    }
}
