package com.alipay.diagnosis.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.diagnosis.signature.SigningHypothesis.KeyPlace;
import com.alipay.diagnosis.signature.SigningHypothesis.Order;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Details that are named after a constant. */
class DetailsTest {
    @Test
    void everyConstantThatIsADetailIsThere() {
        assertThat(Stream.of(
                                keys("place.", EnumSet.complementOf(EnumSet.of(KeyPlace.END))),
                                keys("order.", EnumSet.complementOf(EnumSet.of(Order.BYTES, Order.AS_SENT))),
                                keys("style.", EnumSet.complementOf(EnumSet.of(TextStyle.PAIRS))),
                                keys("form.", EnumSet.complementOf(EnumSet.of(TextForm.AS_IT_IS))))
                        .flatMap(keys -> keys))
                .allMatch(DiagnosticCode.MESSAGES::contains);
    }

    private static Stream<String> keys(String prefix, Set<? extends Enum<?>> wrong) {
        return wrong.stream().map(each -> "how." + prefix + each.name());
    }
}
