package com.alipay.sandbox.check;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the shop's own books about an order. */
@FunctionalInterface
public interface OrderBooks {
    /** What stands for the order's number in a command or an address. */
    String NUMBER = "{out_trade_no}";

    /**
     * Returns the answer as the shop gave it; empty text for an order that it does not have.
     *
     * @throws IOException the books cannot be read; the message says why
     */
    String about(String outTradeNo) throws IOException;

    /**
     * Returns books that run a program: words between blanks, or between quotation marks. No shell is involved, so that an order's
     * number cannot be taken for a command; it has ten seconds.
     */
    static OrderBooks command(String command) {
        List<String> words = words(command);
        return outTradeNo -> {
            List<String> called =
                    words.stream().map(word -> word.replace(NUMBER, outTradeNo)).toList();
            Process process = new ProcessBuilder(called)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            CompletableFuture.delayedExecutor(10, TimeUnit.SECONDS).execute(process::destroyForcibly);
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.onExit().join().exitValue();
            if (code != 0) {
                throw new IOException(String.join(" ", called) + ": " + code);
            }
            return output;
        };
    }

    /** Returns books at an address; a name and a password in it are sent as HTTP Basic. 404 stands for no such order. */
    static OrderBooks address(String url) {
        String user = URI.create(url.replace(NUMBER, "")).getUserInfo();
        Map<String, String> headers = user == null
                ? Map.of()
                : Map.of(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
        String plain = user == null ? url : url.replaceFirst("//[^/@]*@", "//");
        ShopHttpClient client = ShopHttpClient.withoutCookies();
        return outTradeNo -> {
            String address = plain.replace(NUMBER, URLEncoder.encode(outTradeNo, StandardCharsets.UTF_8));
            Exchange exchange = client.get(address, headers);
            int status = exchange.answer().map(Exchange.Answer::status).orElse(0);
            if (status == 404) {
                return "";
            }
            if (status != 200) {
                throw new IOException(exchange.sent() + ": " + exchange.received());
            }
            return new String(exchange.answer().orElseThrow().body(), StandardCharsets.UTF_8);
        };
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)").matcher(command);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3));
        }
        return words;
    }
}
