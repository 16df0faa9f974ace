package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a buyer may not order: the form comes again with the message beside the field, and the shop has stored nothing. */
@ExtendWith(TestEnvironments.class)
class BadFormIT {
    private static final String SCRIPT = "\"><script>alert(1)</script>";
    private static final String SCRIPT_ESCAPED = "%22%3E%3Cscript%3Ealert%281%29%3C%2Fscript%3E";

    /** @param escaped what is sent in the place of the good value */
    private record Typo(String field, String escaped) {}

    private static final List<Typo> EVERYWHERE = List.of(
            new Typo("subject", ""),
            new Typo("subject", "++"),
            new Typo("subject", "a".repeat(300)),
            new Typo("subject", "x%26total_fee%3D0.01"),
            new Typo("subject", "%FF%FF"),
            new Typo("price", ""),
            new Typo("price", "0"),
            new Typo("price", "0.00"),
            new Typo("price", "0.001"),
            new Typo("price", "-1"),
            new Typo("price", "%2B1"),
            new Typo("price", "1e3"),
            new Typo("price", "1%2C000.00"),
            new Typo("price", "1000000.01"),
            new Typo("price", "%EF%BC%91"),
            new Typo("price", SCRIPT_ESCAPED),
            new Typo("body", "a".repeat(401)));

    /** As Chromium posts from a GBK page: an emoji as a reference, the euro sign as byte 80. */
    private static final List<Typo> ON_A_GBK_SITE = List.of(
            new Typo("subject", "tea%26%23128512%3B"),
            new Typo("subject", "tea+%80"),
            new Typo("body", "%26%238364%3B"));

    static Stream<Site> sites() {
        return Site.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void theFormComesAgainWithTheMessageBesideTheFieldAndNothingIsStored(Site site)
            throws IOException, InterruptedException {
        String before = site.shop().everyOrder();
        for (Typo typo : site.charset().equals(TestEnvironment.GBK)
                ? Stream.concat(EVERYWHERE.stream(), ON_A_GBK_SITE.stream()).toList()
                : EVERYWHERE) {
            HttpResponse<byte[]> answer = order(site, good(site.charset()).with(typo.field(), typo.escaped()));
            String html = new String(answer.body(), site.charset());

            assertThat(answer.statusCode()).as("%s", typo).isEqualTo(400);
            assertThat(html).as("%s", typo).contains("id=\"payment\"").doesNotContain("<script>", "alipaysubmit");
            assertThat(advice(html, typo.field())).as("advice for %s", typo).isNotBlank();
            assertThat(Stream.of("subject", "price", "body")
                            .filter(other -> !other.equals(typo.field()))
                            .map(other -> advice(html, other)))
                    .as("advice beside the other fields for %s", typo)
                    .containsOnly("");
        }
        assertThat(site.shop().everyOrder()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void whatWasTypedIsShownAgainAndNeverAsMarkup(Site site) throws IOException, InterruptedException {
        RawForm form = good(site.charset())
                .with("subject", SCRIPT_ESCAPED)
                .with("body", SCRIPT_ESCAPED)
                .with("price", "1e3");

        String again = new String(order(site, form).body(), site.charset());
        String before = site.shop().everyOrder();
        HttpResponse<byte[]> otherwiseGood = order(site, form.with("price", "0.01"));
        assertThat(otherwiseGood.statusCode()).isEqualTo(400);
        assertThat(site.shop().everyOrder()).isEqualTo(before);

        for (String html : List.of(again, new String(otherwiseGood.body(), site.charset()))) {
            assertThat(html).doesNotContain(SCRIPT, "<script>alert").contains("script&gt;");
        }
        assertThat(again).contains("value=\"1e3\"");
    }

    /** The other half of the guard against splicing: what would be refused as a message is not signed as a request. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void aSubjectThatCarriesParametersIsNotSigned(Site site) throws IOException, InterruptedException {
        RawForm form = good(site.charset())
                .with("subject", "gift%26total_fee%3D9999.00%26trade_status%3DTRADE_FINISHED%26z%3D");

        HttpResponse<byte[]> answer = order(site, form);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new String(answer.body(), site.charset()))
                .contains("&amp;total_fee=")
                .doesNotContain("name=\"sign\"");
    }

    /** Number, seller, addresses and total are the shop's to say; a browser may say what it likes. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void whatIsNotTheBuyersToSayIsNotTakenFromTheBrowser(Site site) throws IOException, InterruptedException {
        RawForm form = good(site.charset());
        for (String name : List.of(
                "out_trade_no",
                "seller_email",
                "seller_id",
                "partner",
                "notify_url",
                "return_url",
                "total_fee",
                "discount")) {
            form = form.and(name, "INTRUDER");
        }

        HttpResponse<byte[]> answer = order(site, form);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new String(answer.body(), site.charset()))
                .contains("alipaysubmit", Shop.SELLER)
                .doesNotContain("INTRUDER");
        assertThat(site.shop().order("INTRUDER")).isEmpty();
    }

    /** The second door takes the shop's own order, which a query string is not. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void anOrderIsNotMadeOfAQueryString(Site site) throws IOException, InterruptedException {
        String before = site.shop().everyOrder();
        RawForm form = good(site.charset()).and("out_trade_no", "INTRUDER");

        HttpResponse<byte[]> answer = Http.get(site.shop().page("alipayto.jsp?" + form.text()));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new String(answer.body(), site.charset())).doesNotContain("alipaysubmit", "INTRUDER");
        assertThat(site.shop().everyOrder()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void theNamesOfTheVendorsOldFormWork(Site site) throws IOException, InterruptedException {
        Charset charset = site.charset();
        RawForm old = new RawForm(List.of(
                "aliorder=" + URLEncoder.encode("旧表单", charset),
                "alimoney=0.01",
                "alibody=" + URLEncoder.encode("备注", charset)));

        HttpResponse<byte[]> answer = order(site, old);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new String(answer.body(), charset)).contains("alipaysubmit", "旧表单", "备注");
    }

    private static RawForm good(Charset charset) {
        return RawForm.of(Map.of("subject", "茶", "price", "0.01", "body", "谢谢"), charset);
    }

    private static HttpResponse<byte[]> order(Site site, RawForm form) throws IOException, InterruptedException {
        return Http.post(site.shop().page("alipayto.jsp"), form);
    }

    private static String advice(String html, String field) {
        Matcher advice = Pattern.compile("id=\"" + field + "-advice\">([^<]*)<").matcher(html);
        assertThat(advice.find()).as("a place for advice beside %s", field).isTrue();
        return advice.group(1).strip();
    }
}
