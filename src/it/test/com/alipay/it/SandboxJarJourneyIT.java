package com.alipay.it;

import com.alipay.readme.Drawings;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The merchant's WAR on a real Tomcat against the sandbox in a process of its own: GBK and UTF-8, MD5 and RSA. */
class SandboxJarJourneyIT {
    @TempDir
    static Path folder;

    private static final Map<String, Shop> SHOPS = new LinkedHashMap<>();
    private static LocalAlipay alipay;
    private static RealTomcat tomcat;

    /** Its name is the line of the test report. */
    private record Cell(String signType, Charset charset, Product product) {
        String context() {
            return signType.toLowerCase(Locale.ROOT) + (charset.equals(TestEnvironment.GBK) ? "gbk" : "utf8");
        }

        @Override
        public String toString() {
            return signType + " · " + charset.name() + " · " + product;
        }
    }

    static Stream<Cell> cells() {
        return sites().flatMap(site ->
                Stream.of(Product.values()).map(product -> new Cell(site.signType(), site.charset(), product)));
    }

    private static Stream<Cell> sites() {
        return Stream.of("MD5", "RSA")
                .flatMap(type -> Stream.of(TestEnvironment.GBK, StandardCharsets.UTF_8)
                        .map(charset -> new Cell(type, charset, Product.DUAL_ESCROW)));
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException, GeneralSecurityException {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(1024);
        KeyPair own = rsa.generateKeyPair();
        pem("shop_private_key.pem", "PRIVATE KEY", own.getPrivate().getEncoded());
        pem("shop_public_key.pem", "PUBLIC KEY", own.getPublic().getEncoded());
        Files.writeString(
                folder.resolve("sandbox.properties"),
                String.join(
                        "\n",
                        "# the shops of this test are one merchant",
                        "merchant.it.partner=" + Shop.PARTNER,
                        "merchant.it.key=" + Shop.KEY,
                        "merchant.it.seller_email=" + Shop.SELLER,
                        "merchant.it.rsa_public_key=shop_public_key.pem",
                        "rsa_private_key=sandbox_private_key.pem"));
        alipay = SandboxProcess.run(folder, "--port", "0", "--config", "sandbox.properties")
                .alipay();
        Files.write(
                folder.resolve("alipay_public_key.pem"),
                Http.get(alipay.page("alipay_public_key.pem")).body());
        tomcat = RealTomcat.prepare(TomcatVersion.TOMCAT_11, "against-the-jar").withAdmin();
        for (Cell site : sites().toList()) {
            deploy(site);
        }
        tomcat.start();
    }

    @AfterAll
    static void stop() {
        tomcat.close();
        alipay.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void aBuyerPaysAndEverybodyKnows(Cell cell) throws IOException, InterruptedException {
        new Journey(SHOPS.get(cell.context()), alipay, cell.product()).go();
    }

    /** The documents' picture of a payment is what was seen to happen. */
    @Test
    void aPaymentIsAsDrawn() throws IOException, InterruptedException {
        Drawings.assertIsShown(
                "payment.svg", PaymentSequence.of(SHOPS.get("md5utf8"), alipay).svg());
    }

    private static void deploy(Cell site) throws IOException {
        Path logs = tomcat.base().resolve("log").resolve(site.context());
        Map<String, String> settings = Shop.settings(tomcat.url(site.context()), site.charset(), alipay);
        settings.put("log_path", logs.toString());
        settings.put("sign_type", site.signType());
        if (site.signType().equals("RSA")) {
            settings.remove("key");
            settings.put(
                    "rsa_private_key", folder.resolve("shop_private_key.pem").toString());
            settings.put(
                    "alipay_public_key", folder.resolve("alipay_public_key.pem").toString());
        }
        tomcat.deploy(site.context(), settings);
        SHOPS.put(site.context(), Shop.at(tomcat, site.context(), site.charset(), logs.resolve("log.txt")));
    }

    private static void pem(String file, String name, byte[] key) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
        Files.writeString(
                folder.resolve(file), "-----BEGIN " + name + "-----\n" + base64 + "\n-----END " + name + "-----\n");
    }
}
