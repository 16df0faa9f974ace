package com.alipay.sandbox.cli;

import com.alipay.config.Configuration;
import com.alipay.i18n.Language;
import com.alipay.sandbox.diagnosis.DiagnosisReport;
import com.alipay.sandbox.diagnosis.DiagnosisRequestParser;
import com.alipay.sandbox.diagnosis.DiagnosisService;
import com.alipay.sandbox.text.InvalidValueException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Diagnoses a signature without a sandbox and without a network. */
@Command(
        name = "explain",
        header = "Say what is wrong with the signature of a request, a return or a notification.",
        description = "%nNothing is sent anywhere. The key is not printed, nor any signature made with it.",
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the signature is right", "1:it is not", "2:an option is of no use"},
        footer = {
            "%nExamples:",
            "  java -jar alipay-sandbox.jar explain --config conf/alipay.properties --file notification.txt",
            "  java -jar alipay-sandbox.jar explain --key --charset gbk 'https://shop.example/return_url.jsp?…'"
        })
final class ExplainCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "MESSAGE",
            description =
                    "An address, a query string or a form body as it travelled, or a log, a command or a dump of the parameters;"
                            + " - reads it from standard input.")
    private String message;

    @Option(names = "--file", paramLabel = "FILE", description = "Read the message from this file instead.")
    private Path file;

    @Option(
            names = "--query",
            paramLabel = "QUERY",
            description =
                    "For a form that was posted to the gateway: what stood behind the ? of its action; ? alone if it has none.")
    private String query;

    @Option(
            names = "--key",
            arity = "0..1",
            interactive = true,
            paramLabel = "KEY",
            prompt = "Security key (not shown): ",
            description = "The security key. Without a value it is asked for and stays out of the shell's history.")
    private String key;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "Read the key from this file; for RSA the public key in PEM that checks the signature.")
    private Path keyFile;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Take partner, key, charset and sign_type from this alipay.properties.")
    private Path config;

    @Option(names = "--partner", paramLabel = "ID", description = "The partner that belongs to the key.")
    private String partner;

    @Option(
            names = "--charset",
            paramLabel = "utf-8|gbk",
            description = "The site's charset; what the configuration or the message says unless told otherwise.")
    private String charset;

    @Option(names = "--sign-type", paramLabel = "MD5|RSA", description = "How the two sides agreed to sign.")
    private String signType;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "request, return or notification; seen from the message unless told otherwise.")
    private String kind;

    @Option(
            names = "--known",
            paramLabel = "NAME=VALUE",
            description = "What your own order says, such as total_fee=0.01; finds lost and changed parameters.")
    private Map<String, String> known = new HashMap<>();

    @Option(
            names = "--signed-text",
            paramLabel = "TEXT",
            description = "What your program says it signed, without the key; compared with what should be.")
    private String signedText;

    @Mixin
    private LanguageOption lang;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Language language = lang.language();
        try {
            DiagnosisReport explanation =
                    DiagnosisService.examine(form().inquiry(new ConfiguredAccount(configuration())));
            EncodingAwareWriter console = EncodingAwareWriter.of(spec.commandLine(), language);
            new DiagnosisReportText(explanation, language).lines().forEach(console::say);
            console.flush();
            return explanation.isGenuine() ? 0 : 1;
        } catch (InvalidValueException e) {
            throw new ParameterException(spec.commandLine(), e.text().in(language.locale()), e);
        }
    }

    private DiagnosisRequestParser form() throws IOException {
        Map<String, String> fields = new HashMap<>();
        MessageArgument given = message();
        fields.put("format", given.format());
        fields.put("message", given.text());
        if (query != null) {
            fields.put("query", given.beside(query));
        }
        put(fields, "key", key());
        put(fields, "partner", partner);
        put(fields, "charset", charset);
        put(fields, "sign_type", signType);
        put(fields, "kind", kind);
        put(fields, "signed_text", signedText);
        fields.put(
                "known",
                known.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining("\n")));
        return new DiagnosisRequestParser(fields);
    }

    private static void put(Map<String, String> fields, String name, String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private MessageArgument message() throws IOException {
        if ((message == null) == (file == null)) {
            throw new ParameterException(
                    spec.commandLine(), "give one message: as an argument, with --file FILE, or - for standard input");
        }
        if (file != null) {
            return MessageArgument.read(withoutLineBreak(read(file, "--file")));
        }
        return message.equals("-")
                ? MessageArgument.read(withoutLineBreak(System.in.readAllBytes()))
                : MessageArgument.typed(message);
    }

    private static byte[] withoutLineBreak(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }

    private String key() {
        if (key != null && keyFile != null) {
            throw new ParameterException(spec.commandLine(), "--key and --key-file exclude each other: give one");
        }
        return keyFile == null
                ? key
                : new String(withoutLineBreak(read(keyFile, "--key-file")), StandardCharsets.UTF_8);
    }

    private Optional<Configuration> configuration() {
        if (config == null) {
            return Optional.empty();
        }
        read(config, "--config");
        return Optional.of(Configuration.read(config.toString(), "--config"));
    }

    private byte[] read(Path path, String option) {
        try {
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw new ParameterException(
                    spec.commandLine(), option + " (" + path + ") cannot be read: there is no such file", e);
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " (" + path + ") cannot be read: " + e.getClass().getSimpleName(),
                    e);
        }
    }
}
