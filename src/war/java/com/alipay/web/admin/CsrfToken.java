package com.alipay.web.admin;

import com.alipay.config.Configuration;
import com.alipay.config.MerchantConfig;
import com.alipay.i18n.Text;
import com.alipay.web.Labels;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/**
 * Protects the admin actions against CSRF: a browser would send a form of another site with the operator's password. A POST must
 * come from a page of this site and contain that page's token. The token is an HMAC of operator and day with the merchant's key,
 * so that every server creates the same one and no session is needed.
 */
final class CsrfToken {
    private static final Text FOREIGN = Labels.message("refused.FOREIGN");

    private final MerchantConfig merchant;
    private final Clock clock;

    CsrfToken(MerchantConfig merchant, Clock clock) {
        this.merchant = merchant;
        this.clock = clock;
    }

    /** Returns the tokens of this web application. */
    static CsrfToken current() {
        return new CsrfToken(Configuration.current().merchant(), Clock.systemUTC());
    }

    /** Returns the operator's token of today. */
    String of(String operator) {
        return of(operator, LocalDate.now(clock.withZone(ZoneOffset.UTC)));
    }

    private String of(String operator, LocalDate day) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, merchant.key().bytes(StandardCharsets.UTF_8))
                .hmacHex("admin " + day + " " + operator);
    }

    /** Returns why this POST is refused; empty if it is accepted. A token is valid on its day and the next, in UTC. */
    Optional<Text> refusal(HttpServletRequest request, String token) {
        if (merchant.key().isEmpty()) {
            return Optional.of(Labels.message("refused.NO_KEY"));
        }
        Optional<Text> foreign = foreignness(request);
        if (foreign.isPresent()) {
            return foreign;
        }
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        String operator = request.getRemoteUser();
        boolean known = equal(token, of(operator, today)) || equal(token, of(operator, today.minusDays(1)));
        return known ? Optional.empty() : Optional.of(Labels.message("refused.EXPIRED"));
    }

    private static boolean equal(String token, String expected) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns a refusal if the request does not come from a page of this site, judged by the browser's headers; without them it
     * is refused. {@code Sec-Fetch-Site}, which no page can forge, decides if present; browsers send it over TLS and on loopback
     * only. A proxy may have replaced Host by its own address of this server; then the host of notify_url is accepted as well.
     */
    private Optional<Text> foreignness(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") ? Optional.empty() : Optional.of(FOREIGN);
        }
        String origin = authority(
                request.getHeader("Origin") != null ? request.getHeader("Origin") : request.getHeader("Referer"));
        if (origin.isEmpty()) {
            return Optional.of(FOREIGN);
        }
        String host = String.valueOf(request.getHeader("Host"));
        if (origin.equalsIgnoreCase(host) || origin.equalsIgnoreCase(authority(merchant.notify_url()))) {
            return Optional.empty();
        }
        return Optional.of(Labels.message("refused.FOREIGN.proxy", origin, host));
    }

    /** Returns host and port of an address, without a default port; "" if it has none. */
    private static String authority(String url) {
        try {
            URI uri = new URI(String.valueOf(url));
            String authority = uri.getRawAuthority();
            if (authority == null || uri.getScheme() == null) {
                return "";
            }
            String silent = uri.getScheme().equalsIgnoreCase("https") ? ":443" : ":80";
            return authority.endsWith(silent)
                    ? authority.substring(0, authority.length() - silent.length())
                    : authority;
        } catch (URISyntaxException e) {
            // "null" or malformed: not a page of this site.
            return "";
        }
    }
}
