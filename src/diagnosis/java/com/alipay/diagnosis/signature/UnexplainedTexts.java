package com.alipay.diagnosis.signature;

import com.alipay.diagnosis.signature.Diagnosis.Unexplained;
import java.util.List;
import java.util.stream.Stream;

/** Texts for a diagnosis without a result: what was tried and what to check next. */
final class UnexplainedTexts {
    private UnexplainedTexts() {}

    static List<String> chinese(Unexplained unexplained) {
        Diagnosis.SearchStatistics search = unexplained.search();
        String tried = "试过 " + search.tried().size() + " 种常见错误，单独和两两组合，共比较 " + search.signatures() + " 次，"
                + (search.complete() ? "" : "到了次数上限，") + "没有一种能使签名一致，原因不明";
        return Stream.concat(Stream.of(tried), unexplained.next().stream().map(Hint::chinese))
                .toList();
    }

    static List<String> english(Unexplained unexplained) {
        Diagnosis.SearchStatistics search = unexplained.search();
        String tried = "the cause is not known: " + search.tried().size()
                + " known mistakes, alone and in pairs, were taken back in "
                + search.signatures() + " comparisons" + (search.complete() ? "" : ", up to the limit")
                + ", and none made the signatures agree";
        return Stream.concat(Stream.of(tried), unexplained.next().stream().map(Hint::english))
                .toList();
    }
}
