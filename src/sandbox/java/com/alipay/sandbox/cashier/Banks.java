package com.alipay.sandbox.cashier;

import java.util.List;

/**
 * Banks for buyers without an account, in the order of the cashier's list.
 *
 * @tutorial 担保 4.2
 */
public final class Banks {
    public static final List<String> NAMES = List.of(
            "中国工商银行", "招商银行", "深圳发展银行", "中信银行", "中国银行", "宁波银行", "中国农业银行", "广东发展银行", "中国民生银行", "交通银行", "杭州银行", "平安银行",
            "中国建设银行", "兴业银行", "浦发银行", "中国光大银行", "上海银行");

    private Banks() {}
}
