package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data file that cannot be written: its folder has gone, or there is no room for a second one beside it. */
class NoRoomTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderThatHasGoneIsAPlainPageUntilItIsThereAgain() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Path file = inner.resolve("sandbox.data");
        String tradeNo;
        try (Sandbox sandbox = Sandbox.start(options(file))) {
            Client client = new Client(sandbox);
            tradeNo = client.login(PayForm.escrow("N1"));
            empty(inner);
            Files.delete(inner);

            HttpResponse<byte[]> answer = client.submit(PayForm.escrow("N2"));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(Client.text(answer)).contains("存不下来", file.toString(), "its folder is gone");

            Files.createDirectory(inner);
            assertThat(client.submit(PayForm.escrow("N3")).statusCode()).isEqualTo(303);
        }
        try (Sandbox again = Sandbox.start(options(file))) {
            assertThat(new Client(again)
                            .api("trades/" + tradeNo)
                            .get("out_trade_no")
                            .getAsString())
                    .isEqualTo("N1");
        }
    }

    /** A folder in the way of the second file stands for a disk without room for it. */
    @Test
    void itStartsWhereTheFileCannotBeWrittenAnewAndGoesOnBehindIt() throws IOException {
        Path file = folder.resolve("sandbox.data");
        try (Sandbox sandbox = Sandbox.start(options(file))) {
            new Client(sandbox).login(PayForm.escrow("N4"));
        }
        Files.createFile(
                Files.createDirectory(folder.resolve("sandbox.data.new")).resolve("in-the-way"));
        for (String order : new String[] {"N5", "N6"}) {
            try (Sandbox sandbox = Sandbox.start(options(file))) {
                new Client(sandbox).login(PayForm.escrow(order));
            }
        }
        try (Sandbox sandbox = Sandbox.start(options(file))) {
            assertThat(new Client(sandbox).list("trades"))
                    .extracting(trade -> trade.get("out_trade_no").getAsString())
                    .containsExactly("N6", "N5", "N4");
        }
    }

    @Test
    void aNewFileWithoutAFolderIsRefusedInOneLine() {
        assertThatThrownBy(() -> Sandbox.start(options(folder.resolve("nowhere").resolve("sandbox.data"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not exist: make that folder");
    }

    private static SandboxOptions options(Path file) {
        return SandboxOptions.forMerchant(PayForm.MERCHANT).withData(file);
    }

    private static void empty(Path inner) throws IOException {
        try (var files = Files.list(inner)) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
    }
}
