package com.alipay.diagnosis.signature;

import java.util.ArrayList;
import java.util.List;

/** What to check when no known mistake explains a signature: a fact visible in the bytes, or a question; never a cause. */
public enum Hint {
    /** Visible in the bytes: every value is ASCII. */
    NO_CHARSET("所有的值都是 ASCII 字符，编码不会是原因", "every value is ASCII, so no charset can be the cause"),
    /** Visible in the bytes: values contain question marks. */
    QUESTION_MARKS(
            "有的值里有“?”：看看原来是不是汉字，在到达这里之前就已经丢失",
            "some values hold question marks: see whether they were Chinese characters, lost before they arrived here"),
    /** Visible: there is no order to compare with. */
    NOTHING_KNOWN(
            "没有可供对照的订单：找到这笔订单后，带上它的名称和金额再检查一次，可以认出丢失或改动的参数",
            "there was no order to compare with: with its subject and amounts at hand, a lost or changed parameter can be recognised"),
    /** A question. */
    WHICH_KEY(
            "登录支付宝重新查看安全校验码：它最近有没有换过，是不是这个合作者身份ID 的",
            "look the key up at Alipay again: was it changed lately, does it belong to this partner"),
    /** A question. */
    FROM_ALIPAY("这条消息是不是支付宝发来的：任何人都能访问这个地址", "does the message come from Alipay at all: anybody can call this address"),
    /** A question. */
    COMPARE_TEXTS(
            "把自己的待签名字符串记下来（不带 key），与网关拼出的逐字比较：一字不差，那就是 key 不一样",
            "write your own text to sign down, without the key, and compare it with the gateway's: if the two are the same, the keys are not");

    private final String chinese;
    private final String english;

    Hint(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    public String chinese() {
        return chinese;
    }

    public String english() {
        return english;
    }

    static List<Hint> about(SigningHypothesis reading, DiagnosisInput specimen) {
        boolean ascii =
                reading.pairs().stream().allMatch(pair -> pair.value().chars().allMatch(c -> c < 0x80));
        boolean questionMarks = reading.pairs().stream()
                .anyMatch(pair -> pair.value().contains("??") && !pair.name().endsWith("_url"));
        List<Hint> hints = new ArrayList<>();
        if (ascii && !questionMarks) {
            hints.add(NO_CHARSET);
        }
        if (questionMarks) {
            hints.add(QUESTION_MARKS);
        }
        if (specimen.known().isEmpty()) {
            hints.add(NOTHING_KNOWN);
        }
        hints.add(WHICH_KEY);
        hints.add(specimen.isRequest() ? COMPARE_TEXTS : FROM_ALIPAY);
        return hints;
    }
}
