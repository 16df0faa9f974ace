package com.alipay.protocol;

import com.alipay.config.MerchantConfig;
import com.alipay.protocol.BoundedHttpClient.ResponseTooLongException;
import com.alipay.protocol.VerificationResult.GatewayUnreachable;
import com.alipay.protocol.VerificationResult.NotifyIdRejected;
import com.alipay.protocol.VerificationResult.Verified;
import com.alipay.protocol.VerificationResult.VerifyResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the gateway whether it issued a {@code notify_id} for this partner: the tutorial's {@code responseTxt}.
 *
 * <p>A call may take five seconds in all and its response 1 KiB; redirects are not followed. At most sixteen calls run at once,
 * and further ones fail at once, because every waiting call occupies a request thread.
 *
 * <p>The body must be exactly {@code true}, {@code false} or {@code invalid}, with at most one line end after it, because the
 * vendor's samples read one line. {@code true} followed by anything else is another response. Any status but 200 means that the
 * gateway is down or that something else responds. The content type is ignored.
 *
 * <pre>{@code
 * 200 true, 200 true\n               -> Verified
 * 200 false, 200 invalid             -> NotifyIdRejected FALSE, INVALID
 * 200 true\n<html>, 200 TRUE, 200 "" -> NotifyIdRejected OTHER
 * 503 true, 302, 404, a timeout      -> GatewayUnreachable
 * }</pre>
 *
 * <p>Thread-safe.
 *
 * @tutorial 双功能 3.4, 4.2 / 担保 4.4, 5.2
 */
public final class NotifyVerifyClient {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 1024;

    private static final int AT_ONCE = 16;

    /** Reason of {@link GatewayUnreachable} when too many calls were running. */
    public static final String TOO_MANY = "already asking " + AT_ONCE + " questions at once";

    /** Reason of {@link GatewayUnreachable} when too many others wait for the same id: a log of notifications may let them. */
    public static final String ASKED_ALREADY = "already asking about this notify_id";

    private static final int LONGEST_SHOWN = 40;

    private static final Pattern WORD = Pattern.compile("(true|false|invalid)(\r?\n)?");

    private final MerchantConfig merchant;
    private final BoundedHttpClient http;
    private final Semaphore calls = new Semaphore(AT_ONCE);

    public NotifyVerifyClient(MerchantConfig merchant) {
        this(merchant, DEADLINE);
    }

    /** @param deadline of one call, from connecting to the last byte */
    public NotifyVerifyClient(MerchantConfig merchant, Duration deadline) {
        this.merchant = merchant;
        this.http = new BoundedHttpClient(deadline, LONGEST_ANSWER);
    }

    /**
     * Asks about the id of a message with a valid signature, and waits for the response.
     *
     * @return {@link Verified}, {@link NotifyIdRejected} or {@link GatewayUnreachable}
     */
    public VerificationResult verify(Notification message) {
        if (!calls.tryAcquire()) {
            return new GatewayUnreachable(message, TOO_MANY);
        }
        try {
            BoundedHttpClient.Answer answer = http.send(address(merchant, message.text("notify_id")), null, "");
            return answer.status() == 200
                    ? read(message, new String(answer.body(), StandardCharsets.ISO_8859_1))
                    : new GatewayUnreachable(message, "HTTP " + answer.status());
        } catch (ResponseTooLongException e) {
            return new NotifyIdRejected(message, VerifyResponse.OTHER, e.getMessage());
        } catch (IOException e) {
            return new GatewayUnreachable(message, e.getMessage());
        } catch (IllegalArgumentException e) {
            return new GatewayUnreachable(
                    message, "gateway or verify_gateway is not an address: mend the configuration");
        } finally {
            calls.release();
        }
    }

    /**
     * Returns the URL of the call. The id contains a literal {@code %2F}, which is encoded like any other value: {@code %252F}.
     *
     * @throws IllegalArgumentException if gateway or verify_gateway is no URL
     */
    public static URI address(MerchantConfig merchant, String notify_id) {
        String question = "partner=" + encode(merchant.partner()) + "&notify_id=" + encode(notify_id);
        return merchant.transport().equals("https")
                ? URI.create(merchant.gateway() + "?service=notify_verify&" + question)
                : URI.create(merchant.verify_gateway() + "?" + question);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Returns the gateway's word if the body consists of exactly one; one line end may follow it. */
    public static Optional<String> word(String body) {
        Matcher word = WORD.matcher(body);
        return word.matches() ? Optional.of(word.group(1)) : Optional.empty();
    }

    private static VerificationResult read(Notification message, String body) {
        String responseTxt = word(body).orElse(body.isEmpty() ? "an empty answer" : "another answer: " + shown(body));
        return switch (responseTxt) {
            case "true" -> new Verified(message);
            case "false" -> new NotifyIdRejected(message, VerifyResponse.FALSE, responseTxt);
            case "invalid" -> new NotifyIdRejected(message, VerifyResponse.INVALID, responseTxt);
            default -> new NotifyIdRejected(message, VerifyResponse.OTHER, responseTxt);
        };
    }

    /** Returns the beginning of an unexpected response, in one line. */
    private static String shown(String body) {
        String beginning = body.substring(0, Math.min(body.length(), LONGEST_SHOWN));
        return beginning
                .replace("\r", "\\r")
                .replace("\n", "\\n")
                .replaceAll("\\p{Cntrl}", "?")
                .strip();
    }
}
