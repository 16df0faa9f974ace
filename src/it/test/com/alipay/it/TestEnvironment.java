package com.alipay.it;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One real Tomcat with two shops in it, a GBK one and a UTF-8 one, and a local Alipay for the two.
 *
 * @param verifyEndpoint counts how often the shops ask Alipay about a notify_id
 * @param shops by charset
 */
record TestEnvironment(
        TomcatVersion version,
        RealTomcat tomcat,
        LocalAlipay alipay,
        VerifyEndpointStub verifyEndpoint,
        Map<Charset, Shop> shops)
        implements AutoCloseable {
    static final Charset GBK = Charset.forName("GBK");

    static TestEnvironment start(TomcatVersion version) throws IOException, InterruptedException {
        LocalAlipay alipay = LocalAlipay.start("alipay-of-" + version.folder());
        VerifyEndpointStub verifyEndpoint = VerifyEndpointStub.before(alipay.verifyGateway());
        RealTomcat tomcat = RealTomcat.prepare(version, version.folder()).withAdmin();
        Map<Charset, Shop> shops = new LinkedHashMap<>();
        for (Charset charset : new Charset[] {GBK, StandardCharsets.UTF_8}) {
            String context = charset.equals(GBK) ? "gbk" : "utf8";
            Path logs = tomcat.base().resolve("log").resolve(context);
            Map<String, String> settings = Shop.settings(tomcat.url(context), charset, alipay);
            settings.put("verify_gateway", verifyEndpoint.url());
            settings.put("log_path", logs.toString());
            tomcat.deploy(context, settings);
            shops.put(charset, Shop.at(tomcat, context, charset, logs.resolve("log.txt")));
        }
        tomcat.start();
        return new TestEnvironment(version, tomcat, alipay, verifyEndpoint, shops);
    }

    Shop shop(Charset charset) {
        return shops.get(charset);
    }

    @Override
    public void close() {
        tomcat.close();
        verifyEndpoint.close();
        alipay.close();
    }
}
