package com.alipay.it;

import com.alipay.security.ResponseRecorder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The person at a shop's admin pages. */
public record Operator(Shop shop) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([0-9a-f]{64})\"");

    /** The page as its reader sees it. */
    public String page(String page) throws IOException, InterruptedException {
        return new String(Http.getAsAdmin(shop.page(page)).body(), shop.charset());
    }

    /** What the forms of that page bring back. */
    String token(String page) throws IOException, InterruptedException {
        String html = page(page);
        Matcher token = TOKEN.matcher(html);
        if (!token.find()) {
            throw new AssertionError(page + " has no form: " + html);
        }
        return token.group(1);
    }

    /** Asks Alipay about the order, as the button on its page does. */
    void query(String out_trade_no) throws IOException, InterruptedException {
        done("admin/order.jsp?out_trade_no=" + out_trade_no, Map.of("action", "query", "out_trade_no", out_trade_no));
    }

    /** Has Alipay queried about every order that may have changed since that time; returns when it is done. */
    public void reconcile(String since) throws IOException, InterruptedException {
        done("admin/reconcile.jsp", Map.of("action", "reconcile", "since", since));
        awaitReconciled();
    }

    /** Returns when no such run is under way. */
    void awaitReconciled() throws IOException, InterruptedException {
        while (page("admin/reconcile.jsp").contains("http-equiv=\"refresh\"")) {
            Thread.onSpinWait();
        }
    }

    /** Asks Alipay about an order that the shop does not have; answers the page that says so. */
    public String queryUnknown(String out_trade_no) throws IOException, InterruptedException {
        String token = token("admin/order.jsp?out_trade_no=" + out_trade_no);
        HttpResponse<byte[]> answer =
                act(Map.of("action", "query", "out_trade_no", out_trade_no, "token", token), ownPage());
        if (answer.statusCode() != 409) {
            throw new AssertionError(out_trade_no + " was answered " + answer.statusCode());
        }
        return new String(answer.body(), shop.charset());
    }

    /** Lets a held message through. */
    void release(String id, String reason) throws IOException, InterruptedException {
        done("admin/notice.jsp?id=" + id, Map.of("action", "release", "id", id, "reason", reason));
    }

    /** Says that what the listener was called for is done. */
    void confirm(String out_trade_no, String reason) throws IOException, InterruptedException {
        done(
                "admin/order.jsp?out_trade_no=" + out_trade_no,
                Map.of("action", "confirm", "out_trade_no", out_trade_no, "reason", reason));
    }

    /** Takes a message once more. */
    void replay(String id, String reason) throws IOException, InterruptedException {
        done("admin/notice.jsp?id=" + id, Map.of("action", "replay", "id", id, "reason", reason));
    }

    /** Has an unverified message diagnosed by the present settings. */
    void examine(String unverifiedId) throws IOException, InterruptedException {
        done("admin/notice.jsp?stranger=" + unverifiedId, Map.of("action", "examine", "stranger", unverifiedId));
    }

    private void done(String page, Map<String, String> values) throws IOException, InterruptedException {
        Map<String, String> fields = new LinkedHashMap<>(values);
        fields.put("token", token(page));
        HttpResponse<byte[]> answer = act(fields, ownPage());
        if (answer.statusCode() != 303) {
            throw new AssertionError(
                    values + " was answered " + answer.statusCode() + ": " + new String(answer.body(), shop.charset()));
        }
    }

    /** Posts a form of the admin pages. */
    HttpResponse<byte[]> act(Map<String, String> fields, Map<String, String> headers)
            throws IOException, InterruptedException {
        String login = Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.US_ASCII));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(shop.page("admin/act")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic " + login)
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        RawForm.of(fields, shop.charset()).bytes()));
        headers.forEach(request::header);
        return ResponseRecorder.RUN.received(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    }

    /** What a browser says of itself when the form came from the shop's own page. */
    Map<String, String> ownPage() {
        URI page = URI.create(shop.page(""));
        return Map.of("Origin", page.getScheme() + "://" + page.getAuthority(), "Sec-Fetch-Site", "same-origin");
    }
}
