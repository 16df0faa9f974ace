package com.alipay.services;

import com.alipay.config.Configuration;
import com.alipay.config.Merchant;
import com.alipay.trade.Services;
import java.util.Map;

/**
 * 请求处理, the tutorials' alipay_service: one method per Alipay service, for the configured merchant. Each takes the shop's part of
 * the parameters by their protocol names and fills in service, partner, addresses, seller and charset itself, whatever the map
 * says about these.
 *
 * @tutorial 双功能 2.2 / 担保 3.3
 */
public final class AlipayService {
    private static final String BUTTON = "确认付款";

    private AlipayService() {}

    /**
     * 功能：构造标准双接口. The dual interface: the buyer chooses between escrow and instant payment at the cashier.
     *
     * @param sParaTemp {@code out_trade_no subject price logistics_type logistics_fee logistics_payment}, and what else the protocol
     *     allows; {@code quantity} and {@code payment_type} default to 1
     * @return 表单提交 HTML: a form that sends the browser to the gateway by itself
     * @throws IllegalArgumentException listing everything that is wrong with the parameters or the configuration
     */
    public static String trade_create_by_buyer(Map<String, String> sParaTemp) {
        return form(Services.DUAL, sParaTemp);
    }

    /**
     * 功能：构造纯担保交易接口. Pure escrow.
     *
     * @param sParaTemp as for {@link #trade_create_by_buyer}
     * @return 表单提交 HTML: a form that sends the browser to the gateway by itself
     * @throws IllegalArgumentException listing everything that is wrong with the parameters or the configuration
     */
    public static String create_partner_trade_by_buyer(Map<String, String> sParaTemp) {
        return form(Services.ESCROW, sParaTemp);
    }

    private static String form(String service, Map<String, String> sParaTemp) {
        Configuration configuration = Configuration.current();
        if (!configuration.isUsable()) {
            throw new InvalidPaymentRequest(configuration.errors());
        }
        Merchant merchant = configuration.merchant();
        return new AlipayGateway(merchant).pay(service, sParaTemp).form(merchant.form_method(), BUTTON);
    }
}
