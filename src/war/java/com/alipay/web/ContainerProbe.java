package com.alipay.web;

import com.alipay.config.MerchantConfig;
import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.diagnosis.site.CallbackProbeResult;
import com.alipay.diagnosis.site.HttpNetworkProbe;
import com.alipay.diagnosis.site.HttpProbeResult;
import com.alipay.diagnosis.site.ServerProbe;
import com.alipay.i18n.Text;
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
 * Probes this machine and this container over the site's own address.
 *
 * @param container the container's name and version
 * @param site the site's address as its container knows it, with context path and final slash
 * @param knownPassword whether the requesting operator logged in with a well-known password; empty for another kind of log-in
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

    /** Writes a test file, because a permission check succeeds even on a full or read-only disk. */
    @Override
    public Optional<Text> logWriteError() {
        Path folder = Path.of("");
        try {
            folder = ApplicationInitializer.base().resolve(merchant.log_path()).toAbsolutePath();
            PrivateFiles.createFolder(folder);
            Path testFile = Files.createTempFile(folder, "doctor", ".tmp");
            try {
                Files.write(testFile, new byte[1]);
            } finally {
                Files.delete(testFile);
            }
            return Optional.empty();
        } catch (IOException | InvalidPathException e) {
            String place = folder.toString().isEmpty() ? merchant.log_path() : folder.toString();
            return Optional.of(DiagnosticCode.MESSAGES.message(
                    "how.of", ServerProbe.place(place), e.getClass().getSimpleName()));
        }
    }

    @Override
    public CallbackProbeResult postToNotifyUrl(URI address) {
        String token = ProbeRequests.register();
        String query = "alipay_doctor=" + token + "&" + ProbeFilter.FORM;
        HttpProbeResult answer = network.post(address.resolve("?" + query), ProbeFilter.FORM);
        return new CallbackProbeResult(answer, ProbeRequests.remove(token), isHere(address.getHost()));
    }

    /** Keeps the page name of notify_url, because the page may have been renamed as the tutorials advise. */
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
            // An unknown host name does not belong to this machine.
            return false;
        }
    }

    /** Posts a payment without a price: it is rejected, nothing is stored, and the form is shown again with the entered text. */
    @Override
    public Optional<String> roundTrip(String text) {
        String form = "price=-&subject=" + URLEncoder.encode(text, merchant.charset());
        HttpProbeResult page = network.post(site.resolve("alipayto.jsp"), form);
        Matcher subject = SUBJECT.matcher(new String(page.body(), merchant.charset()));
        return subject.find() ? Optional.of(StringUtils.defaultString(subject.group(1))) : Optional.empty();
    }
}
