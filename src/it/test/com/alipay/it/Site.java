package com.alipay.it;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/** One cell of server × charset; its name is what the test report lists. */
record Site(TomcatVersion version, Charset charset) {
    /** All four. */
    static Stream<Site> all() {
        return Arrays.stream(TomcatVersion.values())
                .flatMap(version -> Stream.of(TestEnvironment.GBK, StandardCharsets.UTF_8)
                        .map(charset -> new Site(version, charset)));
    }

    TestEnvironment environment() throws IOException, InterruptedException {
        return TestEnvironments.of(version);
    }

    Shop shop() throws IOException, InterruptedException {
        return environment().shop(charset);
    }

    LocalAlipay alipay() throws IOException, InterruptedException {
        return environment().alipay();
    }

    @Override
    public String toString() {
        return version + " · " + charset.name();
    }
}
