package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.gateway.GatewayError;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.owasp.encoder.Encode;

/** The doctor of a site that runs: on each Tomcat, in each charset, beside a local Alipay. */
@ExtendWith(TestEnvironments.class)
class DoctorIT {
    static Stream<Site> sites() {
        return Site.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void aSiteInGoodOrderHasNothingToMendAndNothingIsUnknown(Site site) throws IOException, InterruptedException {
        PlacedOrder order = PlacedOrder.at(site);
        order.pay("instant");
        site.alipay().settle();

        DoctorFindings findings = DoctorFindings.of(site.shop().url());

        assertThat(findings.codes("failed")).isEmpty();
        assertThat(findings.codes("unknown")).isEmpty();
        assertThat(findings.seen("CONTAINER_URI_ENCODING")).isEqualTo("UTF-8");
        assertThat(findings.codes("told"))
                .as("Tomcat reads queries as UTF-8 by itself")
                .isEqualTo(
                        site.charset().equals(TestEnvironment.GBK)
                                ? List.of("CONTAINER_URI_ENCODING", "SOURCE_ADDRESSES")
                                : List.of("SOURCE_ADDRESSES"));
        assertThat(findings.seen("SERVER_MOVED")).contains("127.0.0.1");
        assertThat(findings.seen("NOTIFY_URL_EXACT")).isEqualTo("4 bytes: 66 61 69 6C fail");
        assertThat(findings.json().get("took_millis").getAsLong()).isPositive();
    }

    /** Its own forms are no messages, and the word of one is known to nobody else. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void theDoctorLeavesNoTraceAndNobodyElseCanAskAsHeDoes(Site site) throws IOException, InterruptedException {
        String before = site.shop().messages("?kind=strangers").toString();
        DoctorFindings.of(site.shop().url());
        assertThat(site.shop().messages("?kind=strangers").toString()).isEqualTo(before);

        String url = site.shop().page("notify_url.jsp?alipay_doctor=" + "0".repeat(32));
        RawForm form = RawForm.parse("text=%E6%B5%8B");
        assertThat(Http.post(url, form).headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type.replace(" ", "")).isEqualToIgnoringCase("text/plain;charset=UTF-8"));
        assertThat(site.shop().messages("?kind=strangers").toString())
                .as("the same form with another token goes on to the page")
                .isNotEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void thePageShowsEveryCheckInTheSitesCharset(Site site) throws IOException, InterruptedException {
        String html =
                new String(Http.getAsAdmin(site.shop().page("admin/doctor.jsp")).body(), site.charset());
        assertThat(html).contains("<h1>诊断</h1>", "id=\"NOTIFY_URL_EXACT\"", "写入订单数据库", "id=\"summary\"", "供参考");
        assertThat(Http.get(site.shop().page("admin/api/doctor")).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sites")
    void everyCodeOfTheGatewayStandsOnAPageOfItsOwn(Site site) throws IOException, InterruptedException {
        String html =
                new String(Http.getAsAdmin(site.shop().page("admin/errors.jsp")).body(), site.charset());
        for (GatewayError error : GatewayError.values()) {
            assertThat(html)
                    .contains(
                            "<tr id=\"" + Encode.forHtmlAttribute(error.code()) + "\">",
                            Encode.forHtml(error.meaning().in(Locale.CHINESE)),
                            Encode.forHtml(error.remedy().in(Locale.CHINESE)));
        }
        assertThat(html).contains("help_id 241181", "启动时的配置检查（partner）、诊断页面（PARTNER_AND_KEY）");
        assertThat(Http.get(site.shop().page("admin/errors.jsp")).statusCode()).isEqualTo(401);
    }
}
