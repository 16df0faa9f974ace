package com.alipay.web;

import java.util.LinkedHashMap;
import java.util.Map;

/** The words of the ledger with their Chinese meaning, in the order in which a person chooses among them. */
final class LedgerWords {
    /** What was made of a message. */
    static final Map<String, String> OUTCOMES = inThisOrder(
            "HELD", "待核对",
            "FAILED", "失败，已回滚",
            "REFUSED", "未采用",
            "RECEIVED", "没有处理完",
            "ADVANCED", "已更新订单",
            "REPEAT", "重复",
            "LATE", "迟到",
            "IGNORED", "与订单无关",
            "DISMISSED", "已驳回");

    /** What a message with a right signature turned out to be. */
    static final Map<String, String> VERDICTS =
            inThisOrder("Genuine", "真实", "NotConfirmed", "支付宝没有确认", "GatewayUnreachable", "没能向支付宝确认");

    /** What a message without a right signature turned out to be. */
    static final Map<String, String> STRANGERS =
            inThisOrder("SignatureDiffers", "签名不符", "Incomplete", "缺少参数", "Unreadable", "读不出来");

    private LedgerWords() {}

    /** An outcome and what it means; one that nobody lists as it is. */
    static String outcome(String outcome) {
        return explained(outcome, OUTCOMES.get(outcome));
    }

    /** A verdict and what it means; "" while there is none. */
    static String verdict(String verdict) {
        return explained(verdict, VERDICTS.getOrDefault(verdict, STRANGERS.get(verdict)));
    }

    private static String explained(String word, String meaning) {
        return meaning == null ? word : word + "（" + meaning + "）";
    }

    private static Map<String, String> inThisOrder(String... wordsAndMeanings) {
        Map<String, String> words = new LinkedHashMap<>();
        for (int i = 0; i < wordsAndMeanings.length; i += 2) {
            words.put(wordsAndMeanings[i], wordsAndMeanings[i + 1]);
        }
        return words;
    }
}
