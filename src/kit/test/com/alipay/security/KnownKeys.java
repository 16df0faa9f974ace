package com.alipay.security;

import java.util.List;
import java.util.stream.Stream;

/** Every security key that stands in this project, all of them made up. {@link KnownKeysTest} finds those that are missing here. */
public final class KnownKeys {
    /** Keys of merchants: what is signed with one of these may be valid. */
    static final List<String> MERCHANTS = List.of(
            "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m",
            "k7m2q9x4w1z8v5b3n6c0j2h4g8f1d5s7",
            "it0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o",
            "sandbox0sandbox0sandbox0sandbox0",
            "escrow00escrow00escrow00escrow00",
            "advanced0advanced0advanced0adva0",
            "0therfakekey0therfakekey0therfak",
            "thirdfakekeythirdfakekeythirdfak",
            "sh0psim0a1b2c3d4e5f6g7h8i9j0k1l2",
            "secret00secret00secret00secret00",
            "s3cret0a1b2c3d4e5f6g7h8i9j0k1l2m",
            "typedtypedtypedtypedtypedtyped00");

    /** What somebody signs with who does not know the merchant's. */
    public static final String OF_A_STRANGER = "n0tth3m3rchantsk3y0123456789abcd";

    /** The one that the sandbox's fault OTHER_KEY signs with. */
    private static final String OF_THE_FAULT = "another-merchants-key-0123456789";

    /** Slips of the hand in the corpus, which are as long as a key. */
    private static final List<String> MISTYPED =
            List.of("k3ysim0x1b2c3d4e5f6g7h8i9j0k1l2m", "3kysim0a1b2c3d4e5f6g7h8i9j0k1l2m");

    /** The key of the sandbox's demonstration merchant, which its first page prints; nobody searches for it. */
    static final String PUBLISHED = "published0demo0key0no0secret0000";

    private KnownKeys() {}

    static List<String> all() {
        return Stream.of(MERCHANTS, MISTYPED, List.of(OF_A_STRANGER, OF_THE_FAULT))
                .flatMap(List::stream)
                .toList();
    }
}
