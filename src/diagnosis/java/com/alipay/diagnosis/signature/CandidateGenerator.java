package com.alipay.diagnosis.signature;

import java.util.stream.Stream;

/** Every way in which one kind of mistake can be taken back. Each is a guess that a signature confirms or not. */
@FunctionalInterface
interface CandidateGenerator {
    /** Only seen in the bytes, never tried. */
    CandidateGenerator NONE = (reading, scene) -> Stream.empty();

    /** In a fixed order, the likelier first. A step that changes nothing is passed over by the caller. */
    Stream<Candidate> from(SigningHypothesis reading, DiagnosisContext scene);
}
