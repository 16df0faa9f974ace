package com.alipay.sandbox.notification;

/** How exactly a merchant must answer {@code success} for a notification to be over. Status 200 is needed either way. */
public enum AckRule {
    /** White space around the word is forgiven: the vendor's own JSP sample printed newlines, and worked for years. */
    TRIMMED {
        @Override
        boolean accepts(DeliveryResponse.Answered answer) {
            return answer.isSuccess();
        }
    },
    /** The seven bytes and no other, as the tutorials demand. */
    STRICT {
        @Override
        boolean accepts(DeliveryResponse.Answered answer) {
            return answer.isSuccess() && !answer.wasTrimmed();
        }
    };

    abstract boolean accepts(DeliveryResponse.Answered answer);
}
