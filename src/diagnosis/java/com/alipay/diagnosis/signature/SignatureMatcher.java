package com.alipay.diagnosis.signature;

import com.alipay.diagnosis.signature.SigningHypothesis.JoinRules;
import com.alipay.diagnosis.signature.SigningHypothesis.Parameter;
import com.alipay.diagnosis.signature.SigningHypothesis.Scheme;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Compares signatures and counts them: after {@link SignatureDiagnoser#MOST_SIGNATURES}, or the byte limit, it stops. The digest
 * of a text is cached until the text changes, so that trying many keys for one text is cheap.
 */
final class SignatureMatcher {
    private final DiagnosisContext scene;
    private int readings;
    private int signatures;
    private long bytes;

    private List<Parameter> pairs;
    private JoinRules joining;
    private String text = "";
    private MessageDigest begun;

    SignatureMatcher(DiagnosisContext scene) {
        this.scene = scene;
    }

    int signatures() {
        return signatures;
    }

    boolean isOver() {
        return readings >= SignatureDiagnoser.MOST_SIGNATURES || bytes >= SignatureDiagnoser.MOST_BYTES_SIGNED;
    }

    /** Returns whether this hypothesis has the received signature; false once the limit is reached. */
    boolean agrees(SigningHypothesis reading) {
        if (isOver()) {
            return false;
        }
        readings++;
        if (!isComparable(reading)) {
            bytes += scene.specimen().length(); // counts as much as a hypothesis that can be compared
            return false;
        }
        read(reading);
        signatures++;
        Scheme scheme = reading.scheme();
        if (scheme.isRsa()) {
            return rsa(ByteString.bytes(text), reading.sign(), scheme);
        }
        return switch (scheme) {
            case MD5 -> isEqual(md5(reading), reading.sign());
            case MD5_BEGINNING -> md5(reading).startsWith(reading.sign());
            case MD5_MIDDLE -> isEqual(md5(reading).substring(8, 24), reading.sign());
            case MD5_UNPADDED -> isEqual(unpadded(md5(reading)), reading.sign());
            case MD5_TWICE -> isEqual(DigestUtils.md5Hex(md5(reading)), reading.sign());
            case MD5_TWICE_UPPER_CASE ->
                isEqual(DigestUtils.md5Hex(md5(reading).toUpperCase(Locale.ROOT)), reading.sign());
            case MD5_OF_DIGEST_AND_KEY ->
                isEqual(
                        DigestUtils.md5Hex(DigestUtils.md5Hex(ByteString.bytes(text)) + ByteString.of(key(reading))),
                        reading.sign());
            case HMAC_MD5, HMAC_SHA1, HMAC_SHA256, HMAC_SHA512 ->
                isEqual(hmac(ByteString.bytes(text), reading), reading.sign())
                        || isEqual(hmac(ByteString.bytes(whole(reading)), reading), reading.sign());
            case SHA1_BEGINNING, SHA256_BEGINNING ->
                isEqual(hex(scheme, whole(reading)).substring(0, 32), reading.sign());
            default -> isEqual(hex(scheme, whole(reading)), reading.sign());
        };
    }

    private void read(SigningHypothesis reading) {
        if (reading.pairs() != pairs || !reading.joining().equals(joining)) {
            pairs = reading.pairs();
            joining = reading.joining();
            text = reading.text();
            begun = null;
            bytes += Math.max(text.length(), scene.specimen().length());
        }
    }

    private static byte[] key(SigningHypothesis reading) {
        return reading.key().bytes(reading.charset());
    }

    private String md5(SigningHypothesis reading) {
        if (!reading.joining().isPlain()) {
            return DigestUtils.md5Hex(ByteString.bytes(whole(reading)));
        }
        if (begun == null) {
            begun = DigestUtils.getMd5Digest();
            begun.update(ByteString.bytes(text));
        }
        try {
            MessageDigest digest = (MessageDigest) begun.clone();
            digest.update(ByteString.bytes(reading.joining().beforeKey()));
            return Hex.encodeHexString(digest.digest(key(reading)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("MD5 cannot be cloned", e);
        }
    }

    /** Returns text and key as they are joined. */
    private String whole(SigningHypothesis reading) {
        String key = ByteString.of(key(reading));
        String before = reading.joining().beforeKey();
        String put = switch (reading.joining().place()) {
            case END -> text + before + key;
            case FRONT -> key + text;
            case FRONT_AND_AMPERSAND -> key + "&" + text;
            case BOTH -> key + text + key;
            case BOTH_WITH_AMPERSANDS -> key + "&" + text + "&" + key;
            case TWICE -> text + key + key;
            case PARAMETER -> sortedIn(key);
            case PARAMETER_IN_FRONT -> "key=" + key + "&" + text;
        };
        Charset charset = reading.charset();
        return reading.joining().form().of(put, charset);
    }

    private String sortedIn(String key) {
        String[] parts = text.split("&(?=[^&=]*=)", -1);
        StringBuilder put = new StringBuilder();
        boolean done = false;
        for (String part : parts) {
            if (!done && part.compareTo("key=") > 0) {
                put.append(put.length() == 0 ? "" : "&").append("key=").append(key);
                done = true;
            }
            put.append(put.length() == 0 ? "" : "&").append(part);
        }
        return done ? put.toString() : put + "&key=" + key;
    }

    /** Returns whether the signature has the form of its scheme; otherwise it cannot match. */
    private boolean isComparable(SigningHypothesis reading) {
        if (reading.scheme().isRsa()) {
            return scene.account().alipayPublicKey().isPresent()
                    && SigningCandidates.RSA.matcher(reading.sign()).matches();
        }
        int digits = reading.scheme().digits();
        return digits == 0 && !reading.sign().isEmpty()
                || digits == reading.sign().length()
                        && SigningCandidates.HEX.matcher(reading.sign()).matches();
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private static String unpadded(String hex) {
        StringBuilder unpadded = new StringBuilder();
        for (int i = 0; i < hex.length(); i += 2) {
            unpadded.append(hex.charAt(i) == '0' ? "" : hex.charAt(i)).append(hex.charAt(i + 1));
        }
        return unpadded.toString();
    }

    private static String hex(Scheme scheme, String octets) {
        return Hex.encodeHexString(DigestUtils.getDigest(scheme.algorithm()).digest(ByteString.bytes(octets)));
    }

    private static String hmac(byte[] text, SigningHypothesis reading) {
        byte[] key = key(reading);
        if (key.length == 0) {
            return "";
        }
        try {
            Mac mac = Mac.getInstance(reading.scheme().algorithm());
            mac.init(new SecretKeySpec(key, reading.scheme().algorithm()));
            return Hex.encodeHexString(mac.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(reading.scheme() + " is not to be had", e);
        }
    }

    private boolean rsa(byte[] text, String sign, Scheme scheme) {
        Optional<byte[]> signature = base64(sign);
        if (signature.isEmpty()) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(scheme.algorithm());
            verifier.initVerify(scene.account().alipayPublicKey().orElseThrow());
            verifier.update(text);
            return verifier.verify(signature.get());
        } catch (GeneralSecurityException e) {
            // The signature has another length, as of another key: no match.
            return false;
        }
    }

    private static Optional<byte[]> base64(String sign) {
        try {
            return Optional.of(Base64.getDecoder().decode(sign));
        } catch (IllegalArgumentException e) {
            // Not base64, for example a blank instead of a plus sign; PLUS_AND_BLANK is tried separately.
            return Optional.empty();
        }
    }
}
