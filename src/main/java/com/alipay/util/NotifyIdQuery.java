package com.alipay.util;

import com.alipay.config.Merchant;
import com.alipay.trade.Verdict.Answer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the gateway whether it issued a {@code notify_id} for this partner: the tutorial's {@code responseTxt}. The whole exchange,
 * from the connection to the last byte, has five seconds; an answer of more than 1 KiB is nobody's answer; redirects are not
 * followed; sixteen questions at once, further ones are told so at once, because every waiting question holds a request thread.
 *
 * <p>Thread-safe.
 *
 * @tutorial 双功能 3.4, 4.2 / 担保 4.4, 5.2
 */
public final class NotifyIdQuery {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int AT_ONCE = 16;
    private static final int LONGEST_ANSWER = 1024;

    private final Merchant merchant;
    private final Duration deadline;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(DEADLINE)
            .build();

    public NotifyIdQuery(Merchant merchant) {
        this(merchant, DEADLINE);
    }

    NotifyIdQuery(Merchant merchant, Duration deadline) {
        this.merchant = merchant;
        this.deadline = deadline;
    }

    /** The gateway's answer, or why there is none. */
    sealed interface Reply {
        record Confirmed() implements Reply {}

        record Denied(Answer answer, String responseTxt) implements Reply {}

        record Unreachable(String why) implements Reply {}
    }

    /** Asks about one id, and waits for the answer. */
    Reply ask(String notify_id) {
        if (!places.tryAcquire()) {
            return new Reply.Unreachable("already asking " + AT_ONCE + " questions at once");
        }
        try {
            return exchange(address(notify_id));
        } finally {
            places.release();
        }
    }

    /** The question as an address. The id holds literal {@code %2F}, so it is encoded like any other value: {@code %252F}. */
    URI address(String notify_id) {
        String question = "partner=" + encode(merchant.partner()) + "&notify_id=" + encode(notify_id);
        return merchant.transport().equals("https")
                ? URI.create(merchant.gateway() + "?service=notify_verify&" + question)
                : URI.create(merchant.verify_gateway() + "?" + question);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private Reply exchange(URI address) {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(deadline).build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, info -> new LimitedBody(LONGEST_ANSWER));
        try {
            HttpResponse<byte[]> response = answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return response.statusCode() == 200
                    ? read(new String(response.body(), StandardCharsets.ISO_8859_1))
                    : new Reply.Denied(Answer.OTHER, "HTTP " + response.statusCode());
        } catch (TimeoutException e) {
            return new Reply.Unreachable("no answer within " + deadline.toMillis() + " ms from " + address.getHost());
        } catch (ExecutionException e) {
            return e.getCause() instanceof LimitedBody.TooLong tooLong
                    ? new Reply.Denied(Answer.OTHER, tooLong.getMessage())
                    : new Reply.Unreachable(e.getCause() + " from " + address.getHost());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Unreachable("interrupted: the application is stopping");
        } finally {
            // The client's own timeout ends with the headers: a body that drips on is cut off here.
            answer.cancel(true);
        }
    }

    private static Reply read(String body) {
        String word = body.lines().findFirst().orElse("");
        return switch (word) {
            case "true" -> new Reply.Confirmed();
            case "false" -> new Reply.Denied(Answer.FALSE, word);
            case "invalid" -> new Reply.Denied(Answer.INVALID, word);
            default ->
                new Reply.Denied(
                        Answer.OTHER,
                        "another answer: "
                                + word.substring(0, Math.min(word.length(), 40)).strip());
        };
    }
}
