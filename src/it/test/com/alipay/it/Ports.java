package com.alipay.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that have to be told theirs. Some time passes until such a server listens; so they come from below the range
 * from which a system takes the ports of connections, and none is given twice.
 */
public final class Ports {
    private static final int COUNT = 4_000;
    /** Each process that runs tests at the same time has ports of its own. */
    private static final int FIRST = 20_000 + COUNT * ((Build.FORK - 1) % 3);

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** One of loopback that nobody listens on now. */
    public static int free() {
        return ThreadLocalRandom.current()
                .ints(FIRST, FIRST + COUNT)
                .filter(port -> isFree(port) && GIVEN.add(port))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
