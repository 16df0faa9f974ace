package com.alipay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.diagnosis.site.RequestArrival;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbeRequestsTest {
    private static final RequestArrival ARRIVAL =
            new RequestArrival(List.of(), true, Optional.of("UTF-8"), "localhost");

    @Test
    void anExpectedFormIsKnownByItsWordUntilItHasBeenTaken() {
        String token = ProbeRequests.register();
        String query = "alipay_doctor=" + token + "&text=%E6";
        assertThat(ProbeRequests.tokenOf(query)).contains(token);
        ProbeRequests.complete(token, ARRIVAL);
        assertThat(ProbeRequests.remove(token)).contains(ARRIVAL);
        assertThat(ProbeRequests.tokenOf(query))
                .as("a form that comes too late")
                .isEmpty();
        ProbeRequests.complete(token, ARRIVAL);
        assertThat(ProbeRequests.remove(token)).isEmpty();
    }

    @Test
    void aFormThatNeverCameIsNoArrival() {
        assertThat(ProbeRequests.remove(ProbeRequests.register())).isEmpty();
    }

    @Test
    void nobodyElseKnowsAWord() {
        String token = ProbeRequests.register();
        assertThat(ProbeRequests.tokenOf(null)).isEmpty();
        assertThat(ProbeRequests.tokenOf("")).isEmpty();
        assertThat(ProbeRequests.tokenOf("notify_id=1&alipay_doctor=" + "0".repeat(32)))
                .isEmpty();
        assertThat(ProbeRequests.tokenOf("alipay_doctor=" + token.substring(1))).isEmpty();
        assertThat(ProbeRequests.tokenOf("x_alipay_doctor=" + token)).isEmpty();
        ProbeRequests.remove(token);
    }
}
