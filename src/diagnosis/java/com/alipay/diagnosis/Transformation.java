package com.alipay.diagnosis;

import java.util.stream.Stream;

/** Every way in which one kind of mistake can be taken back. Each is a guess that a signature confirms or not. */
@FunctionalInterface
interface Transformation {
    /** Only seen in the bytes, never tried. */
    Transformation NONE = (reading, scene) -> Stream.empty();

    /** In a fixed order, the likelier first. A step that changes nothing is passed over by the caller. */
    Stream<Step> from(Reading reading, Scene scene);
}
