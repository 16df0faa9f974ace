package com.alipay.web;

import com.alipay.config.MerchantConfig;
import com.alipay.diagnosis.site.CallbackProbeResult;
import com.alipay.diagnosis.site.HttpNetworkProbe;
import com.alipay.diagnosis.site.HttpProbeResult;
import com.alipay.diagnosis.site.ServerProbe;
import com.alipay.orders.persistence.PrivateFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.lang3.StringUtils;

/**
 * This machine and this container, asked through the site's own door.
 *
 * @param container the container's own words
 * @param site the site's own address as its container knows it, with the context path and a slash at its end
 * @param knownPassword whether the operator who asks came in with a password everybody knows; empty if the way in is another
 */
record ContainerProbe(
        MerchantConfig merchant, String container, URI site, HttpNetworkProbe network, Optional<Boolean> knownPassword)
        implements ServerProbe {
    private static final Pattern SUBJECT = Pattern.compile("<input id=\"subject\"[^>]*? value=\"([^\"]*)\"");

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Optional<Boolean> hasKnownPassword() {
        return knownPassword;
    }

    /** Asking for the right to write is not enough: a full disk and a read-only one grant it. */
    @Override
    public Optional<String> logWriteError() {
        try {
            Path folder =
                    ApplicationInitializer.base().resolve(merchant.log_path()).toAbsolutePath();
            PrivateFiles.createFolder(folder);
            Path rehearsal = Files.createTempFile(folder, "doctor", ".tmp");
            try {
                Files.write(rehearsal, new byte[1]);
            } finally {
                Files.delete(rehearsal);
            }
            return Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.of(merchant.log_path() + ": " + e.getClass().getSimpleName());
        }
    }

    @Override
    public CallbackProbeResult postToNotifyUrl(URI address) {
        String word = ProbeRequests.expect();
        String query = "alipay_doctor=" + word + "&" + ProbeFilter.FORM;
        HttpProbeResult answer = network.post(address.resolve("?" + query), ProbeFilter.FORM);
        return new CallbackProbeResult(answer, ProbeRequests.taken(word), isHere(address.getHost()));
    }

    /** The page's own name stays: notify_url may have been renamed, as the tutorials advise. */
    @Override
    public CallbackProbeResult postToLocalConnector() {
        String page = StringUtils.substringBefore(StringUtils.substringAfterLast(merchant.notify_url(), "/"), "?");
        boolean named = page.matches("[\\w.-]+");
        return postToNotifyUrl(site.resolve(named ? page : "notify_url.jsp"));
    }

    private static boolean isHere(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException e) {
            // A name that nobody knows is not the name of this machine.
            return false;
        }
    }

    /** A payment without a price is refused, stores nothing, and shows the form again with what was entered. */
    @Override
    public Optional<String> roundTrip(String text) {
        String form = "price=-&subject=" + URLEncoder.encode(text, merchant.charset());
        HttpProbeResult page = network.post(site.resolve("alipayto.jsp"), form);
        Matcher subject = SUBJECT.matcher(new String(page.body(), merchant.charset()));
        return subject.find() ? Optional.of(StringUtils.defaultString(subject.group(1))) : Optional.empty();
    }
}
