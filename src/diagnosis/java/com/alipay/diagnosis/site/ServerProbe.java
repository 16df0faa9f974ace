package com.alipay.diagnosis.site;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.i18n.Text;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** Reads facts about the machine, its container and its disk. Empty means that the fact cannot be determined here. */
public interface ServerProbe {
    /** Returns the machine's time. */
    Instant now();

    /** Returns the container's name and version, such as {@code Apache Tomcat/10.1.55}; "" if there is no container. */
    String container();

    /** Returns whether the admin pages accept a well-known password. */
    Optional<Boolean> hasKnownPassword();

    /** Formats a folder with the operating system user of this process. */
    static Text place(String folder) {
        return DiagnosticCode.MESSAGES.message("seen.folder", folder, System.getProperty("user.name"));
    }

    /** Returns why the folder of log.txt is not writable; empty if it is. */
    Optional<Text> logWriteError();

    /** Posts a form to an address as Alipay does, and recognises it if it arrives in this process. */
    CallbackProbeResult postToNotifyUrl(URI address);

    /** Posts the same form to the container's own port, bypassing any proxy. */
    CallbackProbeResult postToLocalConnector();

    /** Posts a text in the site's charset to the site's own form page, and returns the text the page shows. */
    Optional<String> roundTrip(String text);
}
