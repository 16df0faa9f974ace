package com.alipay.sandbox.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Asks before Tomcat does: Tomcat reports a port in use in its log only, and goes on without it. */
public final class Ports {
    private Ports() {}

    /**
     * Makes sure that a port can be had; 0 always can.
     *
     * @param remedy what the user can do instead, the end of the message
     * @throws IllegalStateException it is in use
     */
    public static void requireFree(InetAddress address, int port, String remedy) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "port " + port + " of " + address.getHostAddress()
                            + " is not free: stop the program that uses it, or " + remedy,
                    e);
        }
    }
}
