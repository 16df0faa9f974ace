package com.alipay.config;

/**
 * The vendor's alipay_config: the settings under the names the tutorials use, read-only. To change one, edit the file that
 * {@link Configuration} found and restart. A setting that is not configured is "".
 *
 * <p>{@code key} exists because pages written for the vendor's sample name it. The kit does not read it, and no page should print
 * it.
 *
 * @tutorial 双功能 2.1 / 担保 3.2
 */
public final class AlipayConfig {
    private static final MerchantConfig MERCHANT = Configuration.current().merchant();

    /** 合作者身份ID: 2088 and 12 digits. */
    public static final String partner = MERCHANT.partner();

    /** 交易安全校验码: 32 letters or digits. */
    public static final String key = new String(MERCHANT.key().bytes(MERCHANT.charset()), MERCHANT.charset());

    /** 收款支付宝账号. */
    public static final String seller_email = MERCHANT.seller_email();

    /** 服务器异步通知: the full address of notify_url.jsp. */
    public static final String notify_url = MERCHANT.notify_url();

    /** 页面跳转同步通知: the full address of return_url.jsp. */
    public static final String return_url = MERCHANT.return_url();

    /** 商品展示地址. */
    public static final String show_url = MERCHANT.show_url();

    /** 收款方名称. */
    public static final String mainname = MERCHANT.mainname();

    /** 网站编码: utf-8, gbk or gb2312, as declared to the gateway. */
    public static final String input_charset = MERCHANT.input_charset();

    /** 签名方式: MD5. */
    public static final String sign_type = MERCHANT.sign_type();

    /** 访问模式: http or https, for the verification of a notification. */
    public static final String transport = MERCHANT.transport();

    /** 日志目录. */
    public static final String log_path = MERCHANT.log_path();

    private AlipayConfig() {}
}
