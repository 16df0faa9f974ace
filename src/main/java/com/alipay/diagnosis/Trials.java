package com.alipay.diagnosis;

import com.alipay.diagnosis.Reading.Scheme;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/** Compares signatures and counts: after {@link SignatureDoctor#MOST_SIGNATURES}, or so many bytes, nothing more is compared. */
final class Trials {
    private final Scene scene;
    private int readings;
    private int signatures;
    private long bytes;

    Trials(Scene scene) {
        this.scene = scene;
    }

    int signatures() {
        return signatures;
    }

    boolean isOver() {
        return readings >= SignatureDoctor.MOST_SIGNATURES || bytes >= SignatureDoctor.MOST_BYTES_SIGNED;
    }

    /** Whether this reading has the signature that was received. */
    boolean agrees(Reading reading) {
        if (isOver()) {
            return false;
        }
        readings++;
        bytes += scene.specimen().length(); // a reading costs as much whether or not it can be compared
        if (!isComparable(reading)) {
            return false;
        }
        byte[] text = Octets.bytes(reading.text());
        signatures++;
        return switch (reading.scheme()) {
            case RSA -> rsa(text, reading.sign());
            case MD5 ->
                MessageDigest.isEqual(
                        md5(text, reading).getBytes(StandardCharsets.US_ASCII),
                        reading.sign().getBytes(StandardCharsets.US_ASCII));
            case MD5_BEGINNING -> md5(text, reading).startsWith(reading.sign());
        };
    }

    /** A signature of another shape than its scheme's cannot agree with anything. */
    private boolean isComparable(Reading reading) {
        if (reading.scheme() == Scheme.RSA) {
            return scene.account().alipays().isPresent()
                    && SigningSteps.RSA.matcher(reading.sign()).matches();
        }
        return reading.scheme() == Scheme.MD5_BEGINNING
                || SigningSteps.MD5.matcher(reading.sign()).matches();
    }

    private static String md5(byte[] text, Reading reading) {
        MessageDigest digest = DigestUtils.getMd5Digest();
        digest.update(text);
        digest.update(Octets.bytes(reading.joining().beforeKey()));
        return Hex.encodeHexString(digest.digest(reading.key().bytes(reading.charset())));
    }

    private boolean rsa(byte[] text, String sign) {
        Optional<byte[]> signature = base64(sign);
        if (signature.isEmpty()) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("SHA1withRSA");
            verifier.initVerify(scene.account().alipays().orElseThrow());
            verifier.update(text);
            return verifier.verify(signature.get());
        } catch (GeneralSecurityException e) {
            // As long as another key's: not this signature.
            return false;
        }
    }

    private static Optional<byte[]> base64(String sign) {
        try {
            return Optional.of(Base64.getDecoder().decode(sign));
        } catch (IllegalArgumentException e) {
            // A blank where a plus sign was: the mistake for that is tried by itself.
            return Optional.empty();
        }
    }
}
