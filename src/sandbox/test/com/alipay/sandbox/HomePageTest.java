package com.alipay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The first page of a sandbox: how to point a program at it. */
class HomePageTest {
    /** As the samples of 3.1 write it when transport is https, wherever they then ask. */
    private static final String QUESTION = "&service=notify_verify&partner=" + PayForm.PARTNER + "&notify_id=x";

    @RegisterExtension
    static final SandboxExtension sandbox = SandboxExtension.ordinary();

    private static final Client client = sandbox.client();

    @Test
    void everyAddressToCopyIsThisSandboxsOwn() {
        assertThat(addresses()).hasSizeGreaterThan(12).allMatch(address -> address.startsWith(sandbox.url() + "/"));
    }

    /** The samples put partner and notify_id behind what is copied, with or without a pair that is empty. */
    @Test
    void everyAddressToVerifyAtAnswersWhatSamplesAsk() {
        assertThat(verifying())
                .hasSizeGreaterThan(6)
                .allSatisfy(address -> assertThat(Client.text(client.get(path(address) + QUESTION)))
                        .isEqualTo("false"));
    }

    @Test
    void everyOtherAddressIsTheGatewaysOrVerifies() {
        assertThat(addresses().stream().filter(address -> !verifying().contains(address)))
                .isNotEmpty()
                .allMatch(address -> address.replace("?", "").endsWith("/gateway.do"));
    }

    /** An XML answer has no room for a reason. */
    @Test
    void whereToAskWhyAServersRequestWasRefusedIsSaid() {
        assertThat(Client.text(client.get("/")))
                .containsPattern("<code>ILLEGAL_SIGN</code>[^\n]*<a href=\"/explain\">签名诊断</a>");
    }

    private static String path(String address) {
        String path = address.replace(sandbox.url(), "").replace("#{query}", "");
        return path.contains("?") ? path : path + "?";
    }

    private static List<String> verifying() {
        return addresses().stream()
                .filter(address -> address.contains("notify_verify") || address.contains("/trade/notify_query.do"))
                .toList();
    }

    /** What stands to be copied in the samples of all languages, as a browser shows it. */
    private static List<String> addresses() {
        String page = Client.text(client.get("/"));
        String samples = page.substring(page.indexOf("id=\"connect\""), page.indexOf("id=\"public-key\""));
        return Pattern.compile("(?s)<pre>(.*?)</pre>")
                .matcher(samples)
                .results()
                .map(pre ->
                        pre.group(1).replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\""))
                .flatMap(text -> Pattern.compile("https?://[^'\"\\s]+")
                        .matcher(text)
                        .results()
                        .map(found -> found.group()))
                .toList();
    }
}
