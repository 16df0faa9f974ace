package com.alipay.readme;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.config.AlipayConfig;
import com.alipay.services.AlipayService;
import com.alipay.util.AlipayCore;
import com.alipay.util.AlipayNotify;
import com.alipay.util.AlipaySubmit;
import com.alipay.util.Md5Encrypt;
import com.alipay.util.UtilDate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No compiler of ours sees the pages of other people; this list stands for them. */
class VendorSurfaceTest {
    private static final List<Class<?>> CLASSES = List.of(
            AlipayConfig.class,
            AlipayService.class,
            AlipayNotify.class,
            AlipayCore.class,
            AlipaySubmit.class,
            Md5Encrypt.class,
            UtilDate.class);

    static List<String> members() throws IOException {
        return Files.readAllLines(Path.of("src/it/test-resources/vendor-surface.txt"), StandardCharsets.UTF_8).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("members")
    void theMemberIsStillThere(String member) {
        Stream<String> present = CLASSES.stream()
                .flatMap(type -> Stream.of(
                                Arrays.stream(type.getFields()).map(field -> field.toGenericString()),
                                Arrays.stream(type.getMethods()).map(method -> method.toGenericString()),
                                Arrays.stream(type.getConstructors()).map(constructor -> constructor.toGenericString()))
                        .flatMap(each -> each));

        assertThat(present.map(each -> each.replace(", ", ","))).contains(member.replace(", ", ","));
    }
}
