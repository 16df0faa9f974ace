package com.alipay.sandbox.check;

import com.alipay.i18n.Text;
import com.alipay.sandbox.notification.DeliveryAttempt;
import com.alipay.sandbox.notification.DeliveryResponse;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One request to the shop and its answer.
 *
 * @param form the body as sent; empty for GET
 * @param answer empty if there was none
 * @param failure why there was none
 */
record Exchange(String method, String url, String form, Optional<Answer> answer, Text failure) {
    private static final int SHOWN = 300;
    private static final Pattern WORD = Pattern.compile("\\bsuccess\\b", Pattern.CASE_INSENSITIVE);
    static final HttpHeaders NO_HEADERS = HttpHeaders.of(Map.of(), (name, value) -> true);

    record Answer(int status, HttpHeaders headers, byte[] body) {
        /** Returns one character per byte. */
        String text() {
            return new String(body, StandardCharsets.ISO_8859_1);
        }
    }

    static Exchange answered(String method, String url, String form, Answer answer) {
        return new Exchange(method, url, form, Optional.of(answer), Text.NONE);
    }

    static Exchange failed(String method, String url, String form, Text failure) {
        return new Exchange(method, url, form, Optional.empty(), failure);
    }

    /** Returns an attempt of the sandbox; its headers are not known. */
    static Exchange of(DeliveryAttempt attempt) {
        String url = attempt.message().url();
        if (attempt.reception() instanceof DeliveryResponse.Answered answered) {
            return answered("POST", url, attempt.form(), new Answer(answered.status(), NO_HEADERS, answered.body()));
        }
        return failed("POST", url, attempt.form(), ((DeliveryResponse.Failed) attempt.reception()).reason());
    }

    /** Returns whether the shop means to acknowledge, exactly or not. */
    boolean saysSuccess() {
        return answer.filter(it -> it.status() == 200 && WORD.matcher(it.text()).find())
                .isPresent();
    }

    /** Returns whether the shop did not answer, or with a server error. */
    boolean isBreakdown() {
        return answer.map(it -> it.status() >= 500).orElse(true);
    }

    boolean isRedirect() {
        return answer.filter(it -> it.status() / 100 == 3).isPresent();
    }

    /** Returns a header of the answer; the empty string if there is none. */
    String header(String name) {
        return answer.flatMap(it -> it.headers().firstValue(name)).orElse("");
    }

    String sent() {
        return method + " " + url + (form.isEmpty() ? "" : "\n" + form);
    }

    /** Returns the beginning of the answer, as text in UTF-8. */
    Text received() {
        return answer.<Text>map(it -> Text.of("HTTP " + it.status() + " " + beginning(it.body())))
                .orElse(failure);
    }

    private static String beginning(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
