package com.alipay.web;

import com.alipay.config.Configuration;
import com.alipay.config.Merchant;
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
 * Tells an operator's own click from a form on somebody else's page, which a browser would send with the operator's password just the
 * same. A POST has to come from a page of this site, and to bring the token that such a page holds. The token is made of the
 * merchant's key, the operator's name and the day, so every node of a shop makes the same one and none keeps a session.
 */
final class AdminToken {
    private final Merchant merchant;
    private final Clock clock;

    AdminToken(Merchant merchant, Clock clock) {
        this.merchant = merchant;
        this.clock = clock;
    }

    /** The tokens of this web application. */
    static AdminToken current() {
        return new AdminToken(Configuration.current().merchant(), Clock.systemUTC());
    }

    /** The token of this operator for today. */
    String of(String operator) {
        return of(operator, LocalDate.now(clock.withZone(ZoneOffset.UTC)));
    }

    private String of(String operator, LocalDate day) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, merchant.key().bytes(StandardCharsets.UTF_8))
                .hmacHex("admin " + day + " " + operator);
    }

    /** Why this POST is not the operator's own; empty when it is. A token is good on its day and the next. */
    Optional<String> refusal(HttpServletRequest request, String token) {
        if (merchant.key().isEmpty()) {
            return Optional.of("没有配置 key，不能操作");
        }
        if (!isSameOrigin(request)) {
            return Optional.of("这个请求不是从本站的页面发出的");
        }
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        String operator = request.getRemoteUser();
        boolean known = equal(token, of(operator, today)) || equal(token, of(operator, today.minusDays(1)));
        return known ? Optional.empty() : Optional.of("页面已经过期，请返回刷新后再操作");
    }

    private static boolean equal(String token, String expected) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    /** By what browsers say of where a request comes from; one that says nothing is no browser's form of ours. */
    private static boolean isSameOrigin(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin")) {
            return false;
        }
        String origin =
                request.getHeader("Origin") != null ? request.getHeader("Origin") : request.getHeader("Referer");
        try {
            return origin != null
                    && new URI(origin).getRawAuthority() != null
                    && new URI(origin).getRawAuthority().equalsIgnoreCase(request.getHeader("Host"));
        } catch (URISyntaxException e) {
            // "null", or nonsense: certainly not a page of this site.
            return false;
        }
    }
}
