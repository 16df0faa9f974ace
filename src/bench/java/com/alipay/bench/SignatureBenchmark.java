package com.alipay.bench;

import com.alipay.config.Configuration;
import com.alipay.config.MerchantConfig;
import com.alipay.protocol.Notification.NotificationLog;
import com.alipay.protocol.PayService;
import com.alipay.protocol.VerificationResult;
import com.alipay.services.AlipayService;
import com.alipay.util.AlipayCore;
import com.alipay.util.AlipayNotify;
import com.alipay.util.GatewayRequest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Signing, verifying and the page's form, each beside the MD5 of the same bytes: the floor that no program can go below. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SignatureBenchmark {
    @Param({"utf-8", "gbk"})
    public String charset;

    private MerchantConfig merchant;
    private MessageDigest digest;
    private Map<String, String> order;
    private Map<String, String> request;
    private byte[] readyRequest;
    private byte[] readyNotification;
    private byte[] notification;
    private AlipayNotify verifier;
    private AlipayService service;

    @Setup
    public void prepare() throws IOException, NoSuchAlgorithmException {
        // buildMysign signs for the configured merchant.
        Path file = Files.createTempFile("bench", ".properties");
        StringBuilder settings = new StringBuilder();
        Payments.settings(charset).forEach((key, value) -> settings.append(key + "=" + value + "\n"));
        Files.writeString(file, settings);
        System.setProperty(Configuration.NAME, file.toString());
        merchant = Configuration.current().merchant();
        Files.delete(file);

        Charset bytes = charset.equals("gbk") ? Charset.forName("GBK") : StandardCharsets.UTF_8;
        digest = MessageDigest.getInstance("MD5");
        order = Payments.order();
        request = Payments.request(charset);
        readyRequest = Payments.ready(request, bytes);
        readyNotification = Payments.ready(Payments.notification(), bytes);
        Map<String, String> signed = Payments.notification();
        signed.put("sign_type", "MD5");
        signed.put("sign", HexFormat.of().formatHex(digest.digest(readyNotification)));
        notification = Payments.write(signed, bytes).getBytes(StandardCharsets.US_ASCII);
        // The gateway has confirmed the notify_id before: what is measured is the reading and the signature.
        verifier = new AlipayNotify(merchant, notice -> new NotificationLog.Receipt(1, true));
        service = new AlipayService(merchant);
        check();
    }

    private void check() {
        VerificationResult verdict = verify();
        if (!verdict.isGenuine() || !sign().equals(HexFormat.of().formatHex(floorOfARequest()))) {
            throw new IllegalStateException("what is measured is wrong: " + verdict);
        }
    }

    @Benchmark
    public byte[] floorOfARequest() {
        return digest.digest(readyRequest);
    }

    @Benchmark
    public byte[] floorOfANotification() {
        return digest.digest(readyNotification);
    }

    @Benchmark
    public String sign() {
        return AlipayCore.buildMysign(request);
    }

    @Benchmark
    public GatewayRequest signGuarded() {
        return GatewayRequest.sign(request, merchant.gateway(), merchant);
    }

    @Benchmark
    public GatewayRequest signChecked() {
        return service.payment(PayService.ESCROW, order);
    }

    @Benchmark
    public String form() {
        return service.payment(PayService.ESCROW, order).form("post", "确认付款");
    }

    @Benchmark
    public VerificationResult verify() {
        return verifier.verifyMessage(notification);
    }
}
