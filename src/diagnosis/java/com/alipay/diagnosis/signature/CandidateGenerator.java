package com.alipay.diagnosis.signature;

import java.util.stream.Stream;

/** Generates all candidates for one kind of mistake. Each is a guess, which its signature proves or rejects. */
@FunctionalInterface
interface CandidateGenerator {
    /** For mistakes detected in the bytes only: generates no candidates. */
    CandidateGenerator NONE = (reading, scene) -> Stream.empty();

    /** Returns the candidates in a fixed order, likelier ones first. The caller drops a candidate that changes nothing. */
    Stream<Candidate> from(SigningHypothesis reading, DiagnosisContext scene);
}
