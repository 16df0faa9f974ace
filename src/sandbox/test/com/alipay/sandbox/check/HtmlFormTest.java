package com.alipay.sandbox.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A form as a browser sends it. */
class HtmlFormTest {
    @Test
    void everyKindOfFieldIsRead() {
        List<HtmlForm> forms = HtmlForm.in("""
                <!-- <form action=old></form> -->
                <form action='/search'><input name=q></form>
                <FORM METHOD="post" action="pay.php?a=1&amp;b=2" accept-charset=gbk>
                  <input type=hidden name=service value="a&quot;b">
                  <input name="price"> <input name="email"> <input name="subject" value='Tea'>
                  <input type="radio" name="way" value="1"> <input type="radio" name="way" value="2" checked>
                  <input type="checkbox" name="news" value="y"> <input type="checkbox" name="terms" checked>
                  <select name=bank><option value=A>a<option value="B" selected>b</select>
                  <textarea name="body">
                two
                lines</textarea>
                  <input type=text name=off value=x disabled>
                  <button name="go" value="now">Go</button>
                </FORM>
                """);

        assertThat(forms).hasSize(2);
        assertThat(forms.get(0).isPost()).isFalse();
        HtmlForm form = forms.get(1);
        assertThat(form.action()).isEqualTo("pay.php?a=1&b=2");
        assertThat(form.isPost()).isTrue();
        assertThat(form.charset()).contains("gbk");
        assertThat(form.fields())
                .isEqualTo(Map.of(
                        "service", "a\"b",
                        "price", "0.01",
                        "email", "buyer@example.com",
                        "subject", "Tea",
                        "way", "2",
                        "terms", "on",
                        "bank", "B",
                        "body", "two\nlines",
                        "go", "now"));
        assertThat(form.entries(Map.of("price", "0.05")))
                .contains(Map.entry("price", "0.05"), Map.entry("subject", "Tea"));
    }
}
