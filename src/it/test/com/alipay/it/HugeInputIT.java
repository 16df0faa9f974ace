package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What nobody sends in earnest is refused before it costs anything: no parsing, no question to Alipay, no stack trace. */
@ExtendWith(TestEnvironments.class)
class HugeInputIT {
    private static final int MEGABYTE = 1024 * 1024;

    /** Generous for a machine that does other things as well: what must not happen is seen in the log and at Alipay's door. */
    private static final Duration AT_ONCE = Duration.ofSeconds(20);

    private static final Map<String, byte[]> BODIES = new LinkedHashMap<>();

    static {
        BODIES.put("ten thousand parameters", parameters(10_000, 1));
        BODIES.put("994 parameters in 2 MB", parameters(994, 2 * MEGABYTE / 994));
        BODIES.put("a 3 MB body", parameters(3, MEGABYTE));
        BODIES.put("a name of 3 MB", "x".repeat(3 * MEGABYTE).getBytes(StandardCharsets.US_ASCII));
    }

    static Stream<Site> sites() {
        return Site.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void notifyUrlAnswersFail(Site site) throws IOException, InterruptedException {
        for (Map.Entry<String, byte[]> body : BODIES.entrySet()) {
            int asked = site.environment().verifyEndpoint().requests();
            int logged = site.shop().log().lines().size();

            String answer = atOnce(body.getKey(), site.shop().page("notify_url.jsp"), body.getValue());

            assertThat(answer).as(body.getKey()).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nfail");
            assertThat(site.shop().log().linesAfter(logged))
                    .as("log.txt about %s", body.getKey())
                    .singleElement()
                    .asString()
                    .contains("more than", "answer=fail");
            assertThat(site.environment().verifyEndpoint().requests())
                    .as(body.getKey())
                    .isEqualTo(asked);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void alipaytoShowsTheFormAgain(Site site) throws IOException, InterruptedException {
        String before = site.shop().everyOrder();
        for (Map.Entry<String, byte[]> body : BODIES.entrySet()) {
            String answer = atOnce(body.getKey(), site.shop().page("alipayto.jsp"), body.getValue());

            assertThat(answer)
                    .as(body.getKey())
                    .startsWith("HTTP/1.1 400 ")
                    .contains("id=\"payment\"", "role=\"alert\"")
                    .doesNotContain("Exception", "Apache Tomcat", "\tat ");
        }
        assertThat(site.shop().everyOrder()).isEqualTo(before);
    }

    private static String atOnce(String what, String url, byte[] body) throws IOException {
        long start = System.nanoTime();
        String answer = RawSocket.post(url, body);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(what).isLessThan(AT_ONCE);
        return answer;
    }

    /** So many parameters with values of that length, the ones a notification has among them. */
    private static byte[] parameters(int count, int length) {
        return IntStream.range(0, count)
                .mapToObj(i -> "p" + i + "=" + "v".repeat(length))
                .collect(Collectors.joining("&", "notify_id=1&sign=1&", ""))
                .getBytes(StandardCharsets.US_ASCII);
    }
}
