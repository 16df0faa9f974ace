package com.alipay.protocol;

import com.alipay.config.MerchantConfig;
import com.alipay.protocol.VerificationResult.VerifyResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the gateway whether it issued a {@code notify_id} for this partner: the tutorial's {@code responseTxt}. The whole
 * exchange, from connecting to the last byte, may take five seconds; a response of more than 1 KiB is not accepted; redirects are
 * not followed. At most sixteen calls run at once, and further ones fail at once, because every waiting call occupies a request
 * thread.
 *
 * <p>The body must be exactly {@code true}, {@code false} or {@code invalid}, with at most one line end after it, because the
 * vendor's samples read one line. {@code true} followed by anything else is another response. Any status but 200 means that the
 * gateway is down or that something else responds. The content type is ignored.
 *
 * <pre>{@code
 * 200 true, 200 true\n               -> Confirmed
 * 200 false, 200 invalid             -> Denied FALSE, INVALID
 * 200 true\n<html>, 200 TRUE, 200 "" -> Denied OTHER
 * 503 true, 302, 404, a timeout      -> Unreachable
 * }</pre>
 *
 * <p>Thread-safe.
 *
 * @tutorial 双功能 3.4, 4.2 / 担保 4.4, 5.2
 */
public final class NotifyVerifyClient {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int AT_ONCE = 16;
    private static final int LONGEST_ANSWER = 1024;

    /** Reason of {@code Unreachable} when too many calls were running. */
    public static final String TOO_MANY = "already asking " + AT_ONCE + " questions at once";

    /** Reason of {@code Unreachable} when too many others wait for the same id. */
    public static final String ASKED_ALREADY = "already asking about this notify_id";

    private static final int LONGEST_SHOWN = 40;

    private static final Pattern WORD = Pattern.compile("(true|false|invalid)(\r?\n)?");
    private static final Pattern STATUS = Pattern.compile("HTTP ([1-9][0-9]{2})");

    private final MerchantConfig merchant;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final BoundedHttpClient http;

    public NotifyVerifyClient(MerchantConfig merchant) {
        this(merchant, DEADLINE);
    }

    public NotifyVerifyClient(MerchantConfig merchant, Duration deadline) {
        this.merchant = merchant;
        this.http = new BoundedHttpClient(deadline, LONGEST_ANSWER);
    }

    /** The gateway's response, or why there is none. */
    public sealed interface Result {
        record Confirmed() implements Result {
            @Override
            public String responseTxt() {
                return "true";
            }
        }

        record Denied(VerifyResponse answer, String responseTxt) implements Result {}

        record Unreachable(String why) implements Result {
            @Override
            public String responseTxt() {
                return "no answer: " + why;
            }
        }

        /** The gateway was not asked: the signature differs. */
        record NotAsked() implements Result {
            @Override
            public String responseTxt() {
                return "not asked";
            }
        }

        /** Returns the tutorial's {@code responseTxt}: {@code true}, or what replaces it. */
        String responseTxt();
    }

    /** Asks about one id and waits for the response. */
    Result ask(String notify_id) {
        if (!places.tryAcquire()) {
            return new Result.Unreachable(TOO_MANY);
        }
        try {
            return exchange(notify_id);
        } finally {
            places.release();
        }
    }

    /**
     * Returns the URL of the call. The id contains a literal {@code %2F}, which is encoded like any other value: {@code %252F}.
     */
    public URI address(String notify_id) {
        return address(merchant, notify_id);
    }

    /**
     * Returns the URL of the call for another merchant.
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

    private Result exchange(String notify_id) {
        try {
            BoundedHttpClient.Answer answer =
                    http.send(HttpRequest.newBuilder(address(notify_id)).build());
            return answer.status() == 200
                    ? read(new String(answer.body(), StandardCharsets.ISO_8859_1))
                    : new Result.Unreachable("HTTP " + answer.status());
        } catch (ResponseTooLongException e) {
            return new Result.Denied(VerifyResponse.OTHER, e.getMessage());
        } catch (IOException e) {
            return new Result.Unreachable(e.getMessage());
        } catch (IllegalArgumentException e) {
            return new Result.Unreachable("gateway or verify_gateway is not an address: mend the configuration");
        }
    }

    /** Returns the gateway's word if the body consists of exactly one; one line end may follow it. */
    public static Optional<String> word(String body) {
        Matcher word = WORD.matcher(body);
        return word.matches() ? Optional.of(word.group(1)) : Optional.empty();
    }

    /** Returns the HTTP status if it is the reason why there is no result. */
    public static OptionalInt status(String why) {
        Matcher status = STATUS.matcher(why);
        return status.matches() ? OptionalInt.of(Integer.parseInt(status.group(1))) : OptionalInt.empty();
    }

    private static Result read(String body) {
        return switch (word(body).orElse("")) {
            case "true" -> new Result.Confirmed();
            case "false" -> new Result.Denied(VerifyResponse.FALSE, "false");
            case "invalid" -> new Result.Denied(VerifyResponse.INVALID, "invalid");
            default ->
                new Result.Denied(
                        VerifyResponse.OTHER, body.isEmpty() ? "an empty answer" : "another answer: " + shown(body));
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
