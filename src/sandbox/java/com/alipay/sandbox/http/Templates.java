package com.alipay.sandbox.http;

import com.alipay.i18n.Reader;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Renders the sandbox's pages in the language of their reader. Every value is escaped for HTML; only {@link MessageFunctions} can
 * write markup, from the bundle.
 */
public final class Templates {
    private final PebbleEngine engine;

    public Templates() {
        ClasspathLoader loader = new ClasspathLoader(Templates.class.getClassLoader());
        loader.setPrefix("com/alipay/sandbox/templates");
        loader.setSuffix(".html");
        loader.setCharset("UTF-8");
        engine = new PebbleEngine.Builder()
                .loader(loader)
                .extension(new MessageFunctions())
                .defaultLocale(Locale.ROOT)
                .strictVariables(true)
                .build();
    }

    public HttpResponse page(String template, Map<String, ?> model) {
        return page(200, template, model);
    }

    public HttpResponse page(int status, String template, Map<String, ?> model) {
        return page(status, template, model, StandardCharsets.UTF_8);
    }

    /** Returns a page from a template; a name that it uses and the model lacks is an error when the page is read. */
    public HttpResponse page(int status, String template, Map<String, ?> model, Charset charset) {
        return HttpResponse.html(status, reader -> render(reader, template, model), charset);
    }

    public String render(Reader reader, String template, Map<String, ?> model) {
        StringWriter page = new StringWriter();
        Map<String, Object> values = new HashMap<>(model);
        values.put("otherLanguage", reader.otherLanguage());
        try {
            engine.getTemplate(template)
                    .evaluate(page, values, reader.language().locale());
        } catch (IOException e) {
            throw new UncheckedIOException("template " + template + " cannot be read: is it on the class path?", e);
        }
        return page.toString();
    }
}
