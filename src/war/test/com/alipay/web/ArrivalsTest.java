package com.alipay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.diagnosis.Arrival;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final Arrival ARRIVAL = new Arrival(List.of(), true, Optional.of("UTF-8"));

    @Test
    void anExpectedFormIsKnownByItsWordUntilItHasBeenTaken() {
        String word = Arrivals.expect();
        String query = "alipay_doctor=" + word + "&text=%E6";
        assertThat(Arrivals.word(query)).contains(word);
        Arrivals.arrived(word, ARRIVAL);
        assertThat(Arrivals.taken(word)).contains(ARRIVAL);
        assertThat(Arrivals.word(query)).as("a form that comes too late").isEmpty();
        Arrivals.arrived(word, ARRIVAL);
        assertThat(Arrivals.taken(word)).isEmpty();
    }

    @Test
    void aFormThatNeverCameIsNoArrival() {
        assertThat(Arrivals.taken(Arrivals.expect())).isEmpty();
    }

    @Test
    void nobodyElseKnowsAWord() {
        String word = Arrivals.expect();
        assertThat(Arrivals.word(null)).isEmpty();
        assertThat(Arrivals.word("")).isEmpty();
        assertThat(Arrivals.word("notify_id=1&alipay_doctor=" + "0".repeat(32))).isEmpty();
        assertThat(Arrivals.word("alipay_doctor=" + word.substring(1))).isEmpty();
        assertThat(Arrivals.word("x_alipay_doctor=" + word)).isEmpty();
        Arrivals.taken(word);
    }
}
