package com.alipay.web;

import com.alipay.config.Merchant;
import com.alipay.diagnosis.Fetched;
import com.alipay.diagnosis.HttpNetwork;
import com.alipay.diagnosis.ServerProbe;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
record SiteServer(Merchant merchant, String container, URI site, HttpNetwork network, Optional<Boolean> knownPassword)
        implements ServerProbe {
    private static final Pattern SUBJECT = Pattern.compile("<input id=\"subject\"[^>]*? value=\"([^\"]*)\"");

    @Override
    public Instant now() {
        return Instant.now();
    }

    /** A web application is not told. */
    @Override
    public Optional<String> uriEncoding() {
        return Optional.empty();
    }

    /** A web application is not told the order of its container's filters. */
    @Override
    public Optional<List<String>> filtersAhead() {
        return Optional.empty();
    }

    @Override
    public Optional<Boolean> hasKnownPassword() {
        return knownPassword;
    }

    @Override
    public Optional<String> logProblem() {
        try {
            Path folder = Path.of(System.getProperty("catalina.base", ""))
                    .resolve(merchant.log_path())
                    .toAbsolutePath()
                    .normalize();
            return Files.isWritable(folder) ? Optional.empty() : Optional.of(folder.toString());
        } catch (InvalidPathException e) {
            return Optional.of(merchant.log_path());
        }
    }

    /** Behind a proxy the port of notify_url is the proxy's, and nobody here can tell. */
    @Override
    public Optional<Boolean> ownsPort(int port) {
        return port == site.getPort() ? Optional.of(true) : Optional.empty();
    }

    /** A payment without a price is refused, stores nothing, and shows the form again with what was entered. */
    @Override
    public Optional<String> echoed(String text) {
        String form = "price=-&subject=" + URLEncoder.encode(text, merchant.charset());
        Fetched page = network.post(site.resolve("alipayto.jsp"), form);
        Matcher subject = SUBJECT.matcher(new String(page.body(), merchant.charset()));
        return subject.find() ? Optional.of(StringUtils.defaultString(subject.group(1))) : Optional.empty();
    }
}
