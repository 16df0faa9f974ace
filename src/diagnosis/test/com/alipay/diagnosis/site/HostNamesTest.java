package com.alipay.diagnosis.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "notify_url.jsp",
                "http://no such/",
                "mailto:shop@example.com",
                "ftp://shop.example.com/notify_url.jsp",
                "file://localhost/notify_url.jsp"
            })
    void whatIsNoPageOfTheWebIsNoAddressToAsk(String url) {
        assertThat(HostNames.address(url)).isEmpty();
    }

    @Test
    void theSchemeMayBeWrittenInCapitals() {
        assertThat(HostNames.address("HTTPS://shop.example.com/notify_url.jsp"))
                .contains(URI.create("HTTPS://shop.example.com/notify_url.jsp"));
    }
}
