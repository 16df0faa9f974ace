package com.alipay.protocol;

import java.nio.charset.Charset;
import java.time.Instant;

/**
 * How a message came: its bytes, when and from where. It is kept for people who look into the ledger; whether the message is
 * genuine does not depend on it. Alipay delivers one message as often as it takes, and each time is a delivery of its own.
 *
 * @param raw the message as it came, not to be changed; of one that was too large the first 64 KiB
 * @param charset the charset in which it is decoded
 * @param arrived when it began to be read
 * @param remote the address of the other side, as the container knows it: behind a proxy, the proxy's; "" when nobody is there
 */
public record RawMessage(byte[] raw, Charset charset, Instant arrived, String remote) {
    /** The same delivery with the bytes that have been read. */
    public RawMessage with(byte[] bytes) {
        return new RawMessage(bytes, charset, arrived, remote);
    }

    /** Without the bytes: they hold a signature. */
    @Override
    public String toString() {
        return "Delivery[" + raw.length + " bytes in " + charset + " at " + arrived + " from " + remote + "]";
    }
}
