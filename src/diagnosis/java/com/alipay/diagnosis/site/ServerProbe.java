package com.alipay.diagnosis.site;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** What is known about the machine, its container and its disk. Empty means that it cannot be found out here. */
public interface ServerProbe {
    /** The machine's time. */
    Instant now();

    /** The container's own words, such as {@code Apache Tomcat/10.1.55}; "" where there is none to ask. */
    String container();

    /** Whether the admin pages can be entered with a password everybody knows. */
    Optional<Boolean> hasKnownPassword();

    /** Why nothing can be written to the folder of log.txt; empty when it can. */
    Optional<String> logWriteError();

    /** Posts a form to an address as Alipay does, and recognises it if it arrives in this process. */
    CallbackProbeResult postToNotifyUrl(URI address);

    /** The same at the container's own socket, past every proxy. */
    CallbackProbeResult postToLocalConnector();

    /** What the site's own form page shows after a text was posted to it in the site's charset. */
    Optional<String> roundTrip(String text);
}
