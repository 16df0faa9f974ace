package com.alipay.load;

import java.util.stream.LongStream;

/** Nanoseconds, ascending. */
record LatencySummary(long[] sorted) {
    static LatencySummary of(LongStream times) {
        return new LatencySummary(times.sorted().toArray());
    }

    /** @param share 0.5 for the median, 1 for the longest */
    double millis(double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
    }

    int count() {
        return sorted.length;
    }
}
