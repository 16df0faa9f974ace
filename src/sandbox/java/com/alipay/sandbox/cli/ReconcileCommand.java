package com.alipay.sandbox.cli;

import com.alipay.i18n.Text;
import com.alipay.sandbox.check.TestShopProof;
import com.alipay.sandbox.text.Texts;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has a running site query Alipay about every order that may have changed since a moment, as admin/reconcile.jsp does. */
@Command(
        name = "reconcile",
        header = "After restoring an older backup: have the site apply what Alipay knows since then.",
        description = "%nThe site queries Alipay about each order and applies what is missing, once. Running it again"
                + " changes nothing more. With several servers give the address of one of them, not of the load"
                + " balancer.",
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every order was queried",
            "1:an order could not be queried or changed, or the site refused",
            "2:an option is of no use"
        },
        footer = {
            "%nExample:",
            "  java -jar alipay-sandbox.jar reconcile http://localhost:8080/alipay --user admin --password \\",
            "    --since '2011-03-15 03:00'"
        })
final class ReconcileCommand implements Callable<Integer> {
    /** Between two questions to the site, which does not tell of the end by itself. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Parameters(paramLabel = "URL", description = "The site, such as http://localhost:8080/alipay.")
    private String url;

    @Option(
            names = "--since",
            required = true,
            paramLabel = "TIME",
            description = "When the backup was made, in China time: '2011-03-15 03:00'.")
    private String since;

    @Option(names = "--user", required = true, paramLabel = "NAME", description = "A user with the role alipay-admin.")
    private String user;

    @Option(
            names = "--password",
            required = true,
            arity = "0..1",
            interactive = true,
            paramLabel = "PASSWORD",
            prompt = "Password (not shown): ",
            description = "The user's password. Without a value it is asked for and stays out of the shell's history.")
    private String password;

    @Mixin
    private LanguageOption lang;

    @Spec
    private CommandSpec spec;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /** The site refused, or what answers is no such site. */
    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Text why;

        RefusedException(Text why) {
            super(why.toString());
            this.why = why;
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        URI site = site();
        EncodingAwareWriter console = EncodingAwareWriter.of(spec.commandLine(), lang.language());
        try {
            JsonObject run = await(site);
            say(
                    console,
                    Texts.of(
                            "console.reconcile.ended",
                            run.get("queried"),
                            run.get("changed"),
                            run.get("held"),
                            run.get("no_trade"),
                            run.get("failed")));
            for (JsonElement failure : run.getAsJsonArray("failures")) {
                console.say("  " + text(failure.getAsJsonObject(), "out_trade_no") + " "
                        + text(failure.getAsJsonObject(), "reason"));
            }
            return run.get("failed").getAsLong() == 0 ? 0 : 1;
        } catch (RefusedException e) {
            say(console, e.why);
            return 1;
        } catch (IOException e) {
            say(console, Texts.of("console.reconcile.unreachable", site, e));
            return 1;
        } finally {
            console.flush();
        }
    }

    private void say(EncodingAwareWriter console, Text text) {
        console.say(text.in(lang.language().locale()));
    }

    /** Requests a run and waits for its end. */
    private JsonObject await(URI site) throws IOException, InterruptedException, RefusedException {
        String form = "since=" + URLEncoder.encode(since, StandardCharsets.UTF_8) + "&token="
                + text(answer(request(site).GET(), 200), "token");
        JsonObject requested = answer(
                request(site)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", site.getScheme() + "://" + site.getRawAuthority())
                        .POST(HttpRequest.BodyPublishers.ofString(form, StandardCharsets.US_ASCII)),
                202);
        JsonObject run = requested.getAsJsonObject("run");
        String began = text(run, "began_at");
        while (run.get("running").getAsBoolean()) {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            JsonObject now = answer(request(site).GET(), 200);
            if (!now.get("run").isJsonObject()
                    || !text(now.getAsJsonObject("run"), "began_at").equals(began)) {
                throw new RefusedException(Texts.of("console.reconcile.lost", text(requested, "node")));
            }
            run = now.getAsJsonObject("run");
        }
        return run;
    }

    private HttpRequest.Builder request(URI site) {
        String login = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(site + "/admin/api/reconcile"))
                .timeout(Duration.ofMinutes(1))
                .header("Accept-Language", lang.language().code())
                .header("Authorization", "Basic " + login);
    }

    private JsonObject answer(HttpRequest.Builder request, int expected)
            throws IOException, InterruptedException, RefusedException {
        HttpResponse<String> answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        Optional<JsonObject> json = json(answer.body());
        if (answer.statusCode() != expected || json.isEmpty()) {
            throw new RefusedException(Texts.of(
                    "console.reconcile.refused",
                    answer.statusCode(),
                    json.map(it -> text(it, "error")).orElse("")));
        }
        return json.get();
    }

    private static Optional<JsonObject> json(String body) {
        try {
            JsonElement json = JsonParser.parseString(body);
            return json.isJsonObject() ? Optional.of(json.getAsJsonObject()) : Optional.empty();
        } catch (JsonSyntaxException e) {
            // The container's page for a wrong password, or another program's.
            return Optional.empty();
        }
    }

    private static String text(JsonObject json, String name) {
        return json.has(name) ? json.get(name).getAsString() : "";
    }

    /** Returns the site's address without a slash at the end. */
    private URI site() {
        try {
            URI site = new URI(url.replaceFirst("/+$", ""));
            if (site.getHost() == null || !String.valueOf(site.getScheme()).matches("https?")) {
                throw new ParameterException(spec.commandLine(), "URL (" + url + ") is no address of a site");
            }
            if (site.getScheme().equals("http") && !TestShopProof.isHere(site.getHost())) {
                throw new ParameterException(
                        spec.commandLine(),
                        "URL (" + url + ") would show the password on its way: use https, or run this on the server");
            }
            return site;
        } catch (URISyntaxException e) {
            throw new ParameterException(spec.commandLine(), "URL (" + url + ") is no address of a site", e);
        }
    }
}
