package com.alipay.readme;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.client.AlipaySandbox;
import com.alipay.sandbox.client.SandboxAddresses;
import com.alipay.sandbox.client.SandboxDelivery;
import com.alipay.sandbox.client.SandboxException;
import com.alipay.sandbox.client.SandboxJournalEntry;
import com.alipay.sandbox.client.SandboxMerchant;
import com.alipay.sandbox.client.SandboxOrder;
import com.alipay.sandbox.client.SandboxTrade;
import com.alipay.sandbox.client.SignedNotification;
import com.alipay.sandbox.fault.Fault;
import com.alipay.sandbox.junit.AlipaySandboxExtension;
import com.alipay.sandbox.junit.AlipaySandboxTest;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the interface of the library with the one that was released: whoever compiled against it must not have to change. */
class SandboxApiTest {
    private static final Path RELEASED = Path.of("src/it/test-resources/sandbox-api-1.0.0.txt");

    private static final List<Class<?>> CLASSES = List.of(
            AlipaySandbox.class,
            AlipaySandbox.Builder.class,
            SandboxAddresses.class,
            SandboxDelivery.class,
            SandboxException.class,
            SandboxJournalEntry.class,
            SandboxMerchant.class,
            SandboxOrder.class,
            SandboxTrade.class,
            SignedNotification.class,
            AlipaySandboxTest.class,
            AlipaySandboxExtension.class);

    @Test
    void everythingReleasedIsStillThere() throws IOException {
        assertThat(present())
                .as("%s: lines may be added, and none removed or changed before 2.0.0", RELEASED)
                .containsExactlyElementsOf(Files.readAllLines(RELEASED, StandardCharsets.UTF_8));
    }

    @Test
    void itShowsNothingInternal() {
        Set<Class<?>> shown = CLASSES.stream()
                .flatMap(type -> Stream.concat(Arrays.stream(type.getMethods()), Arrays.stream(type.getConstructors())))
                .flatMap(member -> Stream.concat(
                        Arrays.stream(member.getParameterTypes()),
                        member instanceof Method method ? Stream.of(method.getReturnType()) : Stream.empty()))
                .collect(Collectors.toSet());
        assertThat(shown)
                .allMatch(type -> type.isPrimitive()
                        || CLASSES.contains(type)
                        || type == Fault.class
                        || type.getName().matches("(\\[L)?(java\\.|org\\.junit\\.).*"));
    }

    @Test
    void everyPublicTypeIsListed() throws IOException {
        for (String module : List.of(
                "alipay-sandbox/classes/com/alipay/sandbox/client",
                "alipay-sandbox-junit/classes/com/alipay/sandbox/junit")) {
            try (Stream<Path> files = Files.list(Path.of("target", module))) {
                assertThat(files.map(SandboxApiTest::type)
                                .filter(type -> Modifier.isPublic(type.getModifiers()) && !type.isSynthetic()))
                        .isNotEmpty()
                        .allMatch(CLASSES::contains);
            }
        }
    }

    private static Class<?> type(Path file) {
        String path = file.toString();
        String name = path.substring(path.indexOf("com/alipay"), path.length() - ".class".length());
        try {
            return Class.forName(name.replace('/', '.'), false, SandboxApiTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> present() {
        Set<String> lines = new TreeSet<>();
        for (Class<?> type : CLASSES) {
            lines.add(type.toGenericString());
            Stream.of(type.getDeclaredMethods(), type.getDeclaredConstructors(), type.getDeclaredFields())
                    .flatMap(Arrays::stream)
                    .map(Member.class::cast)
                    .filter(member -> Modifier.isPublic(member.getModifiers()) && !member.isSynthetic())
                    .forEach(member ->
                            lines.add(member instanceof Executable call ? call.toGenericString() : member.toString()));
        }
        Arrays.stream(Fault.values()).forEach(fault -> lines.add(Fault.class.getName() + "." + fault.name()));
        return lines;
    }
}
