package com.alipay.security;

import java.io.IOException;
import java.io.InputStream;
import org.htmlunit.WebClient;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.util.WebConnectionWrapper;

/** Everything that a browser without a screen sends and is answered. */
public final class RecordedBrowser extends WebConnectionWrapper {
    private RecordedBrowser(WebClient browser) {
        super(browser);
    }

    /** From now on that browser's answers are recorded; it asks for pages in Chinese. */
    public static WebClient of(WebClient browser) {
        browser.addRequestHeader("Accept-Language", "zh-CN");
        // The wrapper puts itself into the browser.
        new RecordedBrowser(browser);
        return browser;
    }

    @Override
    public WebResponse getResponse(WebRequest request) throws IOException {
        ResponseRecorder.RUN.sent(request.getUrl().getQuery());
        ResponseRecorder.RUN.sent(request.getRequestBody());
        WebResponse answer = super.getResponse(request);
        try (InputStream body = answer.getContentAsStream()) {
            ResponseRecorder.RUN.received(
                    "browser",
                    request.getUrl().getPath() + "\n" + answer.getStatusCode() + "\n" + answer.getResponseHeaders(),
                    body.readAllBytes());
        }
        return answer;
    }
}
