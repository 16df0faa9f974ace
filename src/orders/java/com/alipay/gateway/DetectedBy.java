package com.alipay.gateway;

import java.util.List;

/**
 * The check on the merchant's side that detects an error before Alipay refuses the request, and the names under which it reports
 * it.
 *
 * @param stage the check
 * @param names settings, parameters or constants, as the check spells them; at least one
 * @tutorial 双功能 4.1 / 担保 5.1
 */
public record DetectedBy(Stage stage, List<String> names) {

    /** The check that detects an error before a request is sent. */
    public enum Stage {
        /** {@code Configuration}, when the application starts; the names are those of settings. */
        CONFIGURATION("启动时的配置检查"),
        /** The doctor's page; the names are those of its {@code SiteCheck}s. */
        DOCTOR("诊断页面"),
        /** {@code PaymentRequest}, before a payment is signed; the names are those of parameters. */
        PAYMENT("付款前的参数检查"),
        /** The order service, before a payment is signed; the names are those of {@code OrderCreationResult.Kind}. */
        ORDER_SERVICE("订单服务"),
        /** {@code RefundBatchRequest}, before a batch is signed; the names are those of parameters. */
        REFUND("退款前的参数检查");

        private final String chinese;

        Stage(String chinese) {
            this.chinese = chinese;
        }
    }

    public DetectedBy {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException(stage + " must name what it looks at");
        }
    }

    static DetectedBy of(Stage stage, String... names) {
        return new DetectedBy(stage, List.of(names));
    }

    /** Returns, for example, {@code 启动时的配置检查（partner、key）}. */
    public String chinese() {
        return stage.chinese + "（" + String.join("、", names) + "）";
    }
}
