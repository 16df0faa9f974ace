package com.alipay.sandbox.http;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/** Renders the sandbox's pages. Every value is escaped for HTML; no template disables that. */
public final class Templates {
    private final PebbleEngine engine;

    public Templates() {
        ClasspathLoader loader = new ClasspathLoader(Templates.class.getClassLoader());
        loader.setPrefix("com/alipay/sandbox/templates");
        loader.setSuffix(".html");
        loader.setCharset("UTF-8");
        engine = new PebbleEngine.Builder()
                .loader(loader)
                .defaultLocale(Locale.ROOT)
                .strictVariables(true)
                .build();
    }

    /** Renders a template; a name that it uses and the model lacks is an error. */
    public String render(String template, Map<String, ?> model) {
        StringWriter page = new StringWriter();
        try {
            engine.getTemplate(template).evaluate(page, Map.copyOf(model));
        } catch (IOException e) {
            throw new UncheckedIOException("template " + template + " cannot be read: is it on the class path?", e);
        }
        return page.toString();
    }
}
