package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sandbox.http.HttpRequest;
import com.alipay.sandbox.http.HttpResponse;
import com.alipay.sandbox.http.RequestHandler;
import com.alipay.sandbox.http.RequestOrigin;
import com.alipay.sandbox.trade.TradeRepository.NoSuchTradeException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens to requests while the sandbox is reset. */
class ResetTest {
    private static final HttpRequest CLOSE = new HttpRequest(
            "GET", "/gateway.do", "", new byte[0], new byte[0], "", "", new RequestOrigin("localhost", "", "", true));

    private final List<String> trades = new ArrayList<>(List.of("2026120100000001"));

    @Test
    void aRequestWhoseTradeAResetRemovesIsAnsweredAsIfItHadComeLater() {
        RequestHandler closing = Sandbox.againAfterReset(call -> {
            if (trades.isEmpty()) {
                return HttpResponse.empty(404);
            }
            throw new NoSuchTradeException(trades.remove(0)); // it was found, and is gone before it can be changed
        });
        assertThat(closing.handle(CLOSE).status()).isEqualTo(404);
    }
}
