package com.alipay.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What this server is called among those that share a database, for the ledger. Not a line of alipay.properties, which is the same
 * file on every server. First hit wins: the system property {@code alipay.node}; the environment variable {@code ALIPAY_NODE}; the
 * system property {@code jvmRoute}, by which a load balancer knows a Tomcat; the machine's name with the number of the process.
 */
final class NodeId {
    private NodeId() {}

    /** The name of this process. */
    static String current() {
        return of(System::getProperty, System.getenv(), ProcessHandle.current().pid());
    }

    static String of(UnaryOperator<String> properties, Map<String, String> environment, long pid) {
        return Stream.of(properties.apply("alipay.node"), environment.get("ALIPAY_NODE"), properties.apply("jvmRoute"))
                .filter(name -> name != null && !name.isBlank())
                .map(String::strip)
                .findFirst()
                .orElseGet(() -> host() + ":" + pid);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A machine whose name nobody resolves: "its-name: Name or service not known".
            String message = String.valueOf(e.getMessage());
            return message.contains(":") ? message.substring(0, message.indexOf(':')) : "localhost";
        }
    }
}
