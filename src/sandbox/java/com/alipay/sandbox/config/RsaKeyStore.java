package com.alipay.sandbox.config;

import com.alipay.sandbox.merchant.RsaKeyPair;
import com.alipay.sandbox.persistence.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the sandbox's own RSA key in a file: generated at the first start, then reused. */
final class RsaKeyStore {
    private static final Logger LOG = LoggerFactory.getLogger(RsaKeyStore.class);

    private RsaKeyStore() {}

    static RsaKeyPair open(Path file) {
        return Files.exists(file) ? read(file) : make(file);
    }

    private static RsaKeyPair read(Path file) {
        try {
            return RsaKeyPair.ofPem(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw SandboxConfig.bad(file, "it " + e.getMessage(), "or delete it, and the sandbox makes a new one");
        } catch (IOException e) {
            throw SandboxConfig.bad(
                    file, "it cannot be read (" + e.getClass().getSimpleName() + ")", "check its rights");
        }
    }

    /** Creates the file, readable by its owner only, where the file system supports owners. */
    private static RsaKeyPair make(Path file) {
        RsaKeyPair pair = RsaKeyPair.generate();
        try {
            Files.createFile(file, PrivateFiles.attributes());
            Files.writeString(file, pair.privatePem(), StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw SandboxConfig.bad(
                    file,
                    "it cannot be written (" + e.getClass().getSimpleName() + ")",
                    "make its folder, or check its rights");
        }
        LOG.info("Made new RSA keys in {}: fetch the public one at /alipay_public_key.pem", file);
        return pair;
    }
}
