package com.alipay.sandbox.ui;

import com.alipay.sandbox.merchant.DemoMerchant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Sample programs that pay an order of the built-in merchant, with this sandbox's address in them. */
public final class Snippets {
    private final Supplier<String> url;
    private final List<Snippet> programs = List.of(
            read("pay.sh", "curl", "sh pay.sh"),
            read("pay.php", "PHP", "php pay.php"),
            read("pay.mjs", "Node", "node pay.mjs"),
            read("pay.py", "Python", "python3 pay.py"));

    /**
     * One program.
     *
     * @param file file name to save it under
     * @param language its programming language
     * @param command how to run it
     */
    public record Snippet(String file, String language, String command, String text) {}

    /** @param url the sandbox's address, known once it has started */
    public Snippets(Supplier<String> url) {
        this.url = url;
    }

    /** Returns all programs, ready to run. */
    public List<Snippet> all() {
        return programs.stream().map(this::withAddress).toList();
    }

    Optional<Snippet> find(String file) {
        return all().stream().filter(snippet -> snippet.file().equals(file)).findFirst();
    }

    private Snippet withAddress(Snippet program) {
        String text = program.text()
                .replace("@URL@", url.get())
                .replace("@KEY@", DemoMerchant.KEY)
                .replace("@PARTNER@", DemoMerchant.PARTNER)
                .replace("@SELLER@", DemoMerchant.SELLER);
        return new Snippet(program.file(), program.language(), program.command(), text);
    }

    private static Snippet read(String file, String language, String command) {
        try (InputStream text = Snippets.class.getResourceAsStream("/com/alipay/sandbox/snippets/" + file)) {
            return new Snippet(file, language, command, new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: is src/sandbox/resources on the class path?", e);
        }
    }
}
