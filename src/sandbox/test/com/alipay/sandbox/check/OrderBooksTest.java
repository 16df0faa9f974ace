package com.alipay.sandbox.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.sandbox.check.OrderState.Stage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a shop's books may answer, and how they are asked. */
class OrderBooksTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "paid 1 | PAID | 1",
                "unpaid | UNPAID | -1",
                "WAIT_BUYER_CONFIRM_GOODS, delivered 2 | SHIPPED | 2",
                "{\"status\":\"finished\",\"delivered\":1} | FINISHED | 1",
                "{\"trade_status\":\"TRADE_CLOSED\",\"history\":[{\"event\":\"PAID\"},{\"event\":\"CLOSED\"}]} | CLOSED | 1",
                "{\"status\":\"paid\",\"delivered\":\"once\"} | PAID | -1",
                "{\"status\":\"paid\",\"delivered\":1.5} | PAID | -1",
                "{\"status\":\"paid\",\"delivered\":{}} | UNKNOWN | -1",
                "{\"status\":\"paid\",\"history\":[{\"at\":\"PAID\"}]} | PAID | 0",
                "{\"status\":\"paid\",\"history\":[{\"event\":null}]} | UNKNOWN | -1",
                "{\"trade_status\":null} | UNKNOWN | -1",
                "{broken | UNKNOWN | -1",
                "<html>login</html> | UNKNOWN | -1",
            })
    void anAnswerIsAStatusAndANumber(String answer, Stage stage, int deliveries) {
        OrderState state = OrderState.read(answer);
        assertThat(state.stage()).isEqualTo(stage);
        assertThat(state.deliveries().orElse(-1)).isEqualTo(deliveries);
    }

    @Test
    void aCommandGetsTheNumberAsOneWordWithoutAShell() throws IOException {
        assertThat(OrderBooks.command("echo 'paid  1' \"{out_trade_no}\" x{out_trade_no}")
                        .about("1; echo $HOME"))
                .isEqualTo("paid  1 1; echo $HOME x1; echo $HOME\n");
    }

    @Test
    void aCommandThatFailsIsNamed() {
        assertThatThrownBy(
                        () -> OrderBooks.command("ls /nowhere/{out_trade_no}").about("17"))
                .isInstanceOf(IOException.class)
                .hasMessage("ls /nowhere/17: 2");
    }
}
