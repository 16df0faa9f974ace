package com.alipay.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known about the machine, its container and its disk. Empty means that it cannot be found out here. */
public interface ServerProbe {
    /** The machine's time. */
    Instant now();

    /** The container's own words, such as {@code Apache Tomcat/10.1.55}; "" where there is none to ask. */
    String container();

    /** The charset in which the container decodes query strings. */
    Optional<String> uriEncoding();

    /** Filters that see a request before the encoding filter does, by name. */
    Optional<List<String>> filtersAhead();

    /** Whether the admin pages can be entered with a password everybody knows. */
    Optional<Boolean> hasKnownPassword();

    /** Why nothing can be written to the folder of log.txt; empty when it can. */
    Optional<String> logProblem();

    /** Whether this process, and not another one, listens on the port. */
    Optional<Boolean> ownsPort(int port);

    /** What the site's own form page shows after a text was posted to it in the site's charset. */
    Optional<String> echoed(String text);
}
