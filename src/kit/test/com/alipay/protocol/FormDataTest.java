package com.alipay.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormDataTest {
    private static final Charset GBK = Charset.forName("GBK");

    private static FormData parse(String raw, Charset charset) {
        return FormData.parse(raw.getBytes(ISO_8859_1), charset);
    }

    @Test
    void decodesOnceInTheDeclaredCharset() {
        FormData form = parse("subject=%B2%E2%CA%D4&notify_id=a%252Fb&body=a+b%2Bc", GBK);
        assertThat(form.problem()).isEmpty();
        assertThat(form.text("subject")).isEqualTo("测试");
        assertThat(form.text("notify_id")).isEqualTo("a%2Fb");
        assertThat(form.text("body")).isEqualTo("a b+c");
    }

    @Test
    void signsTheBytesAsTheyCameInWhateverCharset() {
        FormData form = parse("subject=%B2%E2&sign=x&SIGN_TYPE=MD5&price=0.01&body=&_input_charset=gbk", UTF_8);
        assertThat(form.signedBytes()).isEqualTo("_input_charset=gbk&price=0.01&subject=²â".getBytes(ISO_8859_1));
        assertThat(form.problem()).as("but as UTF-8 these bytes are nothing").isPresent();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1&b=2&a=1 | the name a came twice",
                "a=%ZZ | the bytes of a are not well-formed UTF-8",
                "a=1% | the bytes of a are not well-formed UTF-8",
                "a=%FF | the bytes of a are not well-formed UTF-8",
                "a%FF=1 | are not well-formed UTF-8",
                "subject=x%26total_fee%3D9999.00%26z%3D | the value of subject holds &total_fee=",
                "subject%3Dgift%26total_fee=1 | a name that holds & or =",
            })
    void saysWhatMakesAMessageAmbiguous(String raw, String problem) {
        assertThat(parse(raw, UTF_8).problem().orElse("")).contains(problem);
    }

    @Test
    void anAmpersandInAGiftIsJustAnAmpersand() {
        assertThat(parse("subject=Tom+%26+Jerry%26size%3DL", UTF_8).problem()).isEmpty();
    }

    @Test
    void moreThanTwoHundredFieldsAreRefused() {
        assertThat(parse("a=1&".repeat(199) + "z=1", UTF_8).fields()).hasSize(200);
        FormData refused = parse("a=1&".repeat(200) + "z=1", UTF_8);
        assertThat(refused.fields()).isEmpty();
        assertThat(refused.problem()).hasValue("more than 200 parameters");
    }

    @Test
    void moreThan64KibibytesAreRefused() {
        assertThat(FormData.parse(("a=" + "x".repeat(64 * 1024 - 2)).getBytes(US_ASCII), UTF_8)
                        .problem())
                .isEmpty();
        assertThat(FormData.parse(("a=" + "x".repeat(64 * 1024 - 1)).getBytes(US_ASCII), UTF_8)
                        .problem())
                .hasValue("65537 bytes, more than 65536");
    }

    @Test
    void onlyTheResultOfABatchOfRefundsMayBeLonger() {
        String long100 = "a=" + "x".repeat(100 * 1024);
        for (String last : List.of("", "&notify_type=trade_status_sync", "&notify_type=", "&x=batch_refund_notify")) {
            FormData refused = parse(long100 + last, UTF_8);
            assertThat(refused.problem())
                    .hasValueSatisfying(why -> assertThat(why).endsWith("bytes, more than 65536"));
            assertThat(refused.fields()).isEmpty();
            assertThat(refused.delivery().raw()).hasSize(64 * 1024);
        }
        for (String batch : List.of(
                "notify_type=batch_refund_notify&" + long100,
                long100 + "&notify_type=batch_refund_notify",
                long100 + "&notify%5Ftype=batch%5Frefund%5Fnotify")) {
            FormData taken = parse(batch, UTF_8);
            assertThat(taken.problem()).isEmpty();
            assertThat(taken.delivery().raw()).hasSize(batch.length());
        }
        FormData many = parse("notify_type=batch_refund_notify&" + long100 + "&a=1".repeat(200), UTF_8);
        assertThat(many.problem()).as("the limit of 200 parameters stays").isPresent();
        assertThat(many.fields()).isEmpty();
    }

    @Test
    void theResultOfABatchOfRefundsHasALimitToo() {
        String name = "notify_type=batch_refund_notify&a=";
        assertThat(parse(name + "x".repeat(256 * 1024 - name.length()), UTF_8).problem())
                .isEmpty();
        FormData refused = parse(name + "x".repeat(256 * 1024 - name.length() + 1), UTF_8);
        assertThat(refused.problem()).isPresent();
        assertThat(refused.delivery().raw()).hasSize(64 * 1024);
    }

    @Test
    void theLastOctetsMayBeAnEscape() {
        assertThat(parse("a=%41", UTF_8).text("a")).isEqualTo("A");
    }

    @Test
    void aFormFullOfAmpersandsCostsNothing() {
        String worst = "a=" + "%26x".repeat(16_000) + "%3D";
        assertThat(parse(worst, UTF_8).problem()).isEmpty();
        assertThat(com.alipay.protocol.ParameterNames.smuggled("&".repeat(2_000_000) + "="))
                .as("linear: a quadratic one takes half a minute")
                .isEmpty();
    }

    @Test
    void aStrangersLongNameIsCutInTheReason() {
        String name = "n".repeat(20_000);
        assertThat(parse(name + "=1&" + name + "=2", UTF_8).problem().orElseThrow())
                .hasSizeLessThan(80);
    }

    @Test
    void aNameThatOnlyLooksLikeSignIsRefused() {
        assertThat(parse("a=1&sign=x&SIGN=y", UTF_8).problem().orElseThrow()).contains("looks like sign");
    }
}
