package com.alipay.sandbox.check;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells this machine's own addresses from others. */
final class Loopback {
    private Loopback() {}

    /** Returns whether that name or address stands for this machine alone; no other name is looked up. */
    static boolean isName(String host) {
        if (host == null) {
            return false;
        }
        String plain = host.replaceAll("[\\[\\]]", "");
        if (plain.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return plain.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")
                    && InetAddress.getByName(plain).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
