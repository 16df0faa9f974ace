package com.alipay.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Name of this server among those that share a database, for the log of notifications. It is not a setting in alipay.properties,
 * because that file is the same on every server. The first that exists is used: the system property {@code alipay.node}; the
 * environment variable {@code ALIPAY_NODE}; the system property {@code jvmRoute}, by which a load balancer identifies a Tomcat;
 * the host name with the process id.
 */
final class NodeId {
    private NodeId() {}

    /** Returns the name of this process. */
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
            // The host name cannot be resolved; the message is "its-name: Name or service not known".
            String message = String.valueOf(e.getMessage());
            return message.contains(":") ? message.substring(0, message.indexOf(':')) : "localhost";
        }
    }
}
