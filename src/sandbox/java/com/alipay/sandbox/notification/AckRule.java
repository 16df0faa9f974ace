package com.alipay.sandbox.notification;

/** How exactly a merchant must answer {@code success} to acknowledge a notification. Status 200 is always required. */
public enum AckRule {
    /** Allows white space around the word: the vendor's own JSP sample printed newlines, and worked for years. */
    TRIMMED {
        @Override
        boolean accepts(DeliveryResponse.Answered answer) {
            return answer.isSuccess();
        }
    },
    /** Accepts exactly the seven bytes, as the tutorials demand. */
    STRICT {
        @Override
        boolean accepts(DeliveryResponse.Answered answer) {
            return answer.isSuccess() && !answer.wasTrimmed();
        }
    };

    abstract boolean accepts(DeliveryResponse.Answered answer);
}
