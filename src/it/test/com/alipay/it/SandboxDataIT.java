package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code alipay-sandbox.jar --data}: killed in the middle, started twice, given somebody else's file. */
class SandboxDataIT {
    private static final int BUYERS = 4;
    private static final int ANSWERED = 40;

    @TempDir
    Path folder;

    @Test
    void aKilledSandboxGoesOnWhereItWas() throws IOException, InterruptedException {
        try (NotificationRecorder merchant = NotificationRecorder.open()) {
            SandboxProcess first = start();
            LocalAlipay alipay = first.alipay();
            pay(alipay, "K1", merchant.url());
            RawForm before = merchant.await("WAIT_SELLER_SEND_GOODS");
            alipay.advance(Duration.ofHours(1));
            RawForm retried = merchant.await("WAIT_SELLER_SEND_GOODS");
            first.signal("KILL");
            assertThat(first.exitCode()).isEqualTo(137);

            try (SandboxProcess second = start()) {
                LocalAlipay again = second.alipay();
                assertThat(again.trade("K1").get("trade_status").getAsString()).isEqualTo("WAIT_SELLER_SEND_GOODS");
                int attempts = again.deliveries("K1").size();
                again.advance(Duration.ofDays(2));

                assertThat(notifyId(retried)).isEqualTo(notifyId(before));
                assertThat(again.deliveries("K1")).hasSizeGreaterThan(attempts);
                assertThat(again.deliveries("K1").stream()
                                .filter(each ->
                                        each.get("notify_id").getAsString().equals(notifyId(before)))
                                .map(each -> each.get("attempt").getAsInt()))
                        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
            }
        }
    }

    @Test
    void whatHasBeenAnsweredIsThereAfterAKillInTheMiddle() throws IOException, InterruptedException {
        try (NotificationRecorder merchant = NotificationRecorder.open()) {
            SandboxProcess first = start();
            Queue<String> answered = new ConcurrentLinkedQueue<>();
            CountDownLatch enough = new CountDownLatch(ANSWERED);
            List<Thread> buyers = new ArrayList<>();
            for (int i = 0; i < BUYERS; i++) {
                String name = "B" + i + "-";
                LocalAlipay alipay = first.alipay();
                buyers.add(new Thread(() -> payUntilItEnds(alipay, name, merchant.url(), answered, enough)));
            }
            buyers.forEach(Thread::start);
            enough.await();
            first.signal("KILL");
            for (Thread buyer : buyers) {
                buyer.join();
            }

            try (SandboxProcess second = start()) {
                LocalAlipay again = second.alipay();
                again.settle();
                assertThat(answered).hasSizeGreaterThanOrEqualTo(ANSWERED);
                for (String order : answered) {
                    assertThat(again.trade(order).get("trade_status").getAsString())
                            .isEqualTo("WAIT_SELLER_SEND_GOODS");
                    assertThat(again.deliveries(order))
                            .extracting(each -> each.get("trade_status").getAsString())
                            .contains("WAIT_BUYER_PAY", "WAIT_SELLER_SEND_GOODS");
                }
            }
        }
    }

    @Test
    void aSecondSandboxOnTheSameFileIsToldWhatToDo() throws IOException, InterruptedException {
        try (SandboxProcess first = start()) {
            first.url();
            Path other = Files.createDirectory(folder.resolve("other"));
            SandboxProcess second = SandboxProcess.run(other, "--port", "0", "--data", "../sandbox.data");

            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output())
                    .contains("in use by another sandbox", "--data")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aFileOfSomebodyElseIsLeftAlone() throws IOException, InterruptedException {
        Path letter = folder.resolve("sandbox.data");
        Files.writeString(letter, "Dear reader,\n");

        SandboxProcess sandbox = start();

        assertThat(sandbox.exitCode()).isEqualTo(1);
        assertThat(sandbox.output())
                .contains("is no data file of the sandbox", "--data")
                .doesNotContain("\tat ");
        assertThat(letter).hasContent("Dear reader,\n");
    }

    private SandboxProcess start() throws IOException {
        return SandboxProcess.run(
                folder,
                "--port",
                "0",
                "--partner",
                Shop.PARTNER,
                "--key",
                Shop.KEY,
                "--seller-email",
                Shop.SELLER,
                "--data",
                "sandbox.data");
    }

    private static void payUntilItEnds(
            LocalAlipay alipay, String name, String notifyUrl, Queue<String> answered, CountDownLatch enough) {
        try {
            for (int i = 0; ; i++) {
                pay(alipay, name + i, notifyUrl);
                answered.add(name + i);
                enough.countDown();
            }
        } catch (IOException killed) {
            // As a browser would see it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JsonObject pay(LocalAlipay alipay, String order, String notifyUrl)
            throws IOException, InterruptedException {
        alipay.accept(LocalAlipay.payRequest(LocalAlipay.ESCROW, order, StandardCharsets.UTF_8)
                .and("notify_url", notifyUrl.replace(":", "%3A").replace("/", "%2F"))
                .signed(StandardCharsets.UTF_8, Shop.KEY));
        return alipay.pay(order, "escrow");
    }

    private static String notifyId(RawForm notification) {
        return notification.pairs().stream()
                .filter(pair -> pair.startsWith("notify_id="))
                .map(pair -> pair.substring("notify_id=".length()))
                .findFirst()
                .orElseThrow();
    }
}
