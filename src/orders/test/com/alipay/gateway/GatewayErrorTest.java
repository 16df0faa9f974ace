package com.alipay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.i18n.Languages;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

class GatewayErrorTest {
    @ParameterizedTest
    @EnumSource(GatewayError.class)
    void everyCodeTellsAMerchantWhatItMeansAndWhatToDo(GatewayError error) {
        assertThat(GatewayError.of(error.code())).contains(error);
        for (Locale language : Languages.BOTH) {
            String meaning = error.meaning().in(language);
            assertThat(List.of(
                            meaning, error.cause().in(language), error.remedy().in(language)))
                    .noneMatch(text -> text.endsWith("。") || text.endsWith("."));
            assertThat(error.advice().in(language))
                    .contains(
                            error.code(),
                            meaning,
                            error.remedy().in(language),
                            error.responsible().label().in(language));
        }
        assertThat(error.responsible()).isNotNull();
    }

    @ParameterizedTest(name = "{0} leads to the help page {1}")
    @CsvFileSource(resources = "/errors/tutorials.csv")
    void everyEntryOfTheTutorialsIsThereWithItsHelpPage(String code, int help_id) {
        assertThat(GatewayError.of(code))
                .hasValueSatisfying(error -> assertThat(error.help_id()).isEqualTo(OptionalInt.of(help_id)));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/errors/protocol.txt")
    void everyCodeOfTheDocumentsIsThere(String code) {
        assertThat(GatewayError.of(code)).isPresent();
    }

    @Test
    void theTutorialsListFourteenEntries() {
        assertThat(GatewayError.values())
                .filteredOn(error -> error.help_id().isPresent())
                .hasSize(14);
    }

    @Test
    void onlyWhatPassesByItselfIsWorthTheSameCallAgain() {
        assertThat(GatewayError.values())
                .filteredOn(GatewayError::isPassing)
                .containsExactly(GatewayError.SESSION_TIMEOUT, GatewayError.SYSTEM_ERROR, GatewayError.GENERIC_FAILURE);
    }

    @Test
    void aCodeIsFoundInTheTutorialsLowerCaseToo() {
        assertThat(GatewayError.of("seller_not_in_specified_sellers"))
                .contains(GatewayError.SELLER_NOT_IN_SPECIFIED_SELLERS);
        assertThat(GatewayError.of("业务数据被篡改")).contains(GatewayError.BUSINESS_DATA_TAMPERED);
    }

    @Test
    void aCodeNobodyListsIsNone() {
        assertThat(GatewayError.of("NEW_REASON")).isEmpty();
        assertThat(GatewayError.of("")).isEmpty();
    }
}
