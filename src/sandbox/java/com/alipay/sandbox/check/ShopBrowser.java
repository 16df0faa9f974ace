package com.alipay.sandbox.check;

import com.alipay.sandbox.diagnosis.HtmlText;
import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.protocol.FormCodec;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Places an order on the shop's own pages, as a browser without scripts: fills in a form, follows redirects, and stops at what would
 * lead to the gateway.
 *
 * @param start the page to begin with
 * @param gateway of this sandbox
 * @param given values for the shop's own form, in place of those on the page
 * @param usual the charset of a page that names none
 */
record ShopBrowser(URI start, URI gateway, Map<String, String> given, Charset usual) implements OrderPlacer {
    private static final int HOPS = 6;
    private static final Pattern LINK = Pattern.compile("[\"'](https?://[^\"'\\s<>]*gateway\\.do\\?[^\"'\\s<>]*)[\"']");
    private static final Pattern CHARSET = Pattern.compile("charset=[\"']?([\\w-]+)", Pattern.CASE_INSENSITIVE);

    ShopBrowser {
        given = Map.copyOf(given);
    }

    @Override
    public GatewayRequest place() {
        ShopHttpClient browser = ShopHttpClient.withCookies();
        URI page = start;
        Exchange exchange = browser.get(page.toString());
        for (int hop = 0; hop < HOPS; hop++) {
            int status = exchange.answer().map(Exchange.Answer::status).orElse(0);
            if (!exchange.isRedirect() && status != 200) {
                throw new UnplayableException("order.page", page, exchange.received());
            }
            if (exchange.isRedirect()) {
                URI target = resolve(page, exchange.header("Location"));
                if (isGateway(target)) {
                    return new GatewayRequest(target.toString(), Optional.empty());
                }
                exchange = browser.get(inShop(target).toString());
                page = target;
                continue;
            }
            Charset charset = charset(exchange);
            String html = new String(exchange.answer().orElseThrow().body(), charset);
            Optional<GatewayRequest> request = request(page, html, charset);
            if (request.isPresent()) {
                return request.get();
            }
            HtmlForm form = ownForm(page, html);
            URI action = inShop(resolve(page, form.action()));
            String values = FormCodec.encode(form.entries(given), charset(form, charset));
            exchange = form.isPost()
                    ? browser.post(action.toString(), values)
                    : browser.get(withQuery(action.toString(), values));
            page = action;
        }
        throw new UnplayableException("order.hops", start, HOPS);
    }

    /** Returns the request of the form or link to this gateway; empty if the page has none. */
    private Optional<GatewayRequest> request(URI page, String html, Charset charset) {
        for (HtmlForm form : HtmlForm.in(html)) {
            URI action = resolve(page, form.action());
            if (isGateway(action)) {
                String values = FormCodec.encode(form.entries(Map.of()), charset(form, charset));
                // A browser replaces the query string of a form's action that is sent by GET.
                String plain = action.toString().replaceFirst("\\?.*", "");
                return Optional.of(
                        form.isPost()
                                ? new GatewayRequest(action.toString(), Optional.of(values))
                                : new GatewayRequest(withQuery(plain, values), Optional.empty()));
            }
        }
        Matcher link = LINK.matcher(html);
        return link.find() && isGateway(resolve(page, HtmlText.unescape(link.group(1))))
                ? Optional.of(new GatewayRequest(HtmlText.unescape(link.group(1)), Optional.empty()))
                : Optional.empty();
    }

    private static HtmlForm ownForm(URI page, String html) {
        List<HtmlForm> forms = HtmlForm.in(html);
        return forms.stream()
                .filter(HtmlForm::isPost)
                .findFirst()
                .or(() -> forms.stream().findFirst())
                .orElseThrow(() -> new UnplayableException("order.form", page));
    }

    /**
     * Returns whether it is the gateway of this sandbox.
     *
     * @throws UnplayableException it is another one
     */
    private boolean isGateway(URI address) {
        String path = String.valueOf(address.getPath());
        String host = String.valueOf(address.getHost());
        boolean here = address.getPort() == gateway.getPort() && Loopback.isName(host);
        if (path.endsWith("/gateway.do") && here) {
            return true;
        }
        if (path.endsWith("/gateway.do") || host.endsWith("alipay.com")) {
            throw new UnplayableException("order.gateway", address.toString().replaceFirst("\\?.*", ""), gateway);
        }
        return false;
    }

    /** @throws UnplayableException it leads to another host, which nobody has allowed */
    private URI inShop(URI address) {
        boolean same = String.valueOf(address.getHost()).equalsIgnoreCase(start.getHost());
        if (!same && !Loopback.isName(address.getHost())) {
            throw new UnplayableException("order.elsewhere", address);
        }
        return address;
    }

    private static URI resolve(URI page, String address) {
        try {
            return address.isEmpty() ? page : page.resolve(address.strip().replace(" ", "%20"));
        } catch (IllegalArgumentException e) {
            throw new UnplayableException("order.address", address);
        }
    }

    private static String withQuery(String address, String values) {
        return address + (address.contains("?") ? "&" : "?") + values;
    }

    private Charset charset(Exchange page) {
        Matcher header = CHARSET.matcher(page.header("Content-Type"));
        Matcher meta = CHARSET.matcher(page.answer().orElseThrow().text());
        return header.find()
                ? Charsets.named(header.group(1)).orElse(usual)
                : meta.find() ? Charsets.named(meta.group(1)).orElse(usual) : usual;
    }

    private static Charset charset(HtmlForm form, Charset page) {
        return form.charset().flatMap(Charsets::named).orElse(page);
    }
}
