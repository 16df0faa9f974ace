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
        String word = ProbeRequests.expect();
        String query = "alipay_doctor=" + word + "&text=%E6";
        assertThat(ProbeRequests.word(query)).contains(word);
        ProbeRequests.arrived(word, ARRIVAL);
        assertThat(ProbeRequests.taken(word)).contains(ARRIVAL);
        assertThat(ProbeRequests.word(query)).as("a form that comes too late").isEmpty();
        ProbeRequests.arrived(word, ARRIVAL);
        assertThat(ProbeRequests.taken(word)).isEmpty();
    }

    @Test
    void aFormThatNeverCameIsNoArrival() {
        assertThat(ProbeRequests.taken(ProbeRequests.expect())).isEmpty();
    }

    @Test
    void nobodyElseKnowsAWord() {
        String word = ProbeRequests.expect();
        assertThat(ProbeRequests.word(null)).isEmpty();
        assertThat(ProbeRequests.word("")).isEmpty();
        assertThat(ProbeRequests.word("notify_id=1&alipay_doctor=" + "0".repeat(32)))
                .isEmpty();
        assertThat(ProbeRequests.word("alipay_doctor=" + word.substring(1))).isEmpty();
        assertThat(ProbeRequests.word("x_alipay_doctor=" + word)).isEmpty();
        ProbeRequests.taken(word);
    }
}
