package com.alipay.protocol;

import java.nio.charset.Charset;
import java.time.Instant;

/**
 * One received message: its bytes, time and origin. It is kept for people who read the log of notifications; verification does
 * not depend on it. Alipay sends one message repeatedly until it is acknowledged, and each time is a delivery of its own.
 *
 * @param raw the message as received, not to be modified; of one that was too large the first 64 KiB
 * @param charset the charset in which it is decoded
 * @param arrived when reading began
 * @param remote the remote address as the container knows it: behind a proxy, the proxy's; "" when there is none
 */
public record RawMessage(byte[] raw, Charset charset, Instant arrived, String remote) {
    /** Returns the same message with the bytes that have been read. */
    public RawMessage with(byte[] bytes) {
        return new RawMessage(bytes, charset, arrived, remote);
    }

    /** Omits the bytes: they contain a signature. */
    @Override
    public String toString() {
        return "Delivery[" + raw.length + " bytes in " + charset + " at " + arrived + " from " + remote + "]";
    }
}
