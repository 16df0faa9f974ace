package com.alipay.gateway;

import com.alipay.i18n.Messages;
import com.alipay.i18n.Text;
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
        CONFIGURATION,
        /** The doctor's page; the names are those of its {@code SiteCheck}s. */
        DOCTOR,
        /** {@code PaymentRequest}, before a payment is signed; the names are those of parameters. */
        PAYMENT,
        /** The order service, before a payment is signed; the names are those of {@code OrderCreationResult.Kind}. */
        ORDER_SERVICE,
        /** {@code RefundBatchRequest}, before a batch is signed; the names are those of parameters. */
        REFUND
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

    /** Returns, for example, {@code 启动时的配置检查（partner, key）}. */
    public Text text() {
        return Messages.of(DetectedBy.class).message("Stage.names", Messages.label(stage), String.join(", ", names));
    }
}
