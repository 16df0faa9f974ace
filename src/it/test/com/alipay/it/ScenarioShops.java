package com.alipay.it;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * One real Tomcat with a shop of the ordinary contract and one of the advanced contract, each with an Alipay of its own, whose clock may be
 * moved on by months.
 */
record ScenarioShops(RealTomcat tomcat, Counter ordinary, Counter advanced) implements AutoCloseable {
    /** A shop and its Alipay. */
    record Counter(Shop shop, LocalAlipay alipay) {}

    static ScenarioShops open(String name) throws IOException, InterruptedException {
        RealTomcat tomcat = RealTomcat.prepare(TomcatVersion.TOMCAT_11, name).withAdmin();
        Counter ordinary = deploy(tomcat, "ordinary", StandardCharsets.UTF_8, LocalAlipay.start(name + "-ordinary"));
        Counter advanced =
                deploy(tomcat, "advanced", TestEnvironment.GBK, LocalAlipay.startAdvanced(name + "-advanced"));
        tomcat.start();
        return new ScenarioShops(tomcat, ordinary, advanced);
    }

    private static Counter deploy(RealTomcat tomcat, String context, Charset charset, LocalAlipay alipay)
            throws IOException {
        Path logs = tomcat.base().resolve("log").resolve(context);
        Map<String, String> settings = Shop.settings(tomcat.url(context), charset, alipay);
        settings.put("log_path", logs.toString());
        // Only when a story says so.
        settings.put("reconcile_minutes", "0");
        tomcat.deploy(context, settings);
        return new Counter(Shop.at(tomcat, context, charset, logs.resolve("log.txt")), alipay);
    }

    @Override
    public void close() {
        tomcat.close();
        ordinary.alipay().close();
        advanced.alipay().close();
    }
}
