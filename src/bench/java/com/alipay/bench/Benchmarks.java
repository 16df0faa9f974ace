package com.alipay.bench;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs the benchmarks and prints a line for each: {@code BENCH name ratio target MET|MISSED}. A ratio is the time of the floor divided by the time of
 * the row, both measured in this run; 1.00 would be as fast as the MD5 alone. Compared are the quickest iterations, because whatever
 * else the machine does only adds time; the quartiles of all iterations are told beside them.
 */
public final class Benchmarks {
    private static final String FLOOR_OF_A_REQUEST = "floorOfARequest";
    private static final String FLOOR_OF_A_NOTIFICATION = "floorOfANotification";

    /** @param bytes how many a call may allocate; 0 for any number */
    private record Row(String method, String floor, double target, int bytes) {}

    private static final List<Row> ROWS = List.of(
            new Row("sign", FLOOR_OF_A_REQUEST, 0.40, 1_024),
            new Row("signGuarded", FLOOR_OF_A_REQUEST, 0.40, 0),
            new Row("signChecked", FLOOR_OF_A_REQUEST, 0.15, 0),
            new Row("verify", FLOOR_OF_A_NOTIFICATION, 0.30, 6 * 1_024),
            new Row("form", FLOOR_OF_A_REQUEST, 0.104, 30 * 1_024));

    private Benchmarks() {}

    /** @param arguments how many forks each row has; 2 when absent, more for figures that are to be quoted */
    public static void main(String... arguments) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(SignatureBenchmark.class.getName())
                        .forks(arguments.length == 0 ? 2 : Integer.parseInt(arguments[0]))
                        .warmupIterations(10)
                        .warmupTime(TimeValue.milliseconds(100))
                        .measurementIterations(25)
                        .measurementTime(TimeValue.milliseconds(100))
                        // On a busy machine the compiler's threads would not be done before the measuring begins.
                        .jvmArgsAppend("-XX:-BackgroundCompilation", "-XX:+UseSerialGC")
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        Map<String, RunResult> byName = new LinkedHashMap<>();
        results.forEach(result -> byName.put(name(result), result));
        for (String charset : List.of("utf-8", "gbk")) {
            ROWS.forEach(row -> print(row, charset, byName));
        }
        tell(
                "BENCH machine: %d processors, %s, Java %s, %s %s",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.arch"),
                System.getProperty("java.version"),
                System.getProperty("os.name"),
                System.getProperty("os.version"));
    }

    private static String name(RunResult result) {
        String method = result.getParams().getBenchmark();
        return method.substring(method.lastIndexOf('.') + 1) + "/"
                + result.getParams().getParam("charset");
    }

    private static void print(Row row, String charset, Map<String, RunResult> results) {
        String name = row.method() + "/" + charset;
        Statistics floor = times(results.get(row.floor() + "/" + charset));
        Statistics times = times(results.get(name));
        double ratio = floor.getMin() / times.getMin();
        tell(
                "BENCH %s %.3f %.3f %s (quickest %.0f ns, quartiles %.0f %.0f %.0f ns; floor %.0f ns)",
                name,
                ratio,
                row.target(),
                ratio >= row.target() ? "MET" : "MISSED",
                times.getMin(),
                times.getPercentile(25),
                times.getPercentile(50),
                times.getPercentile(75),
                floor.getMin());
        if (row.bytes() > 0) {
            double bytes = bytes(results.get(name));
            tell("BENCH %s-bytes %.0f %d %s", name, bytes, row.bytes(), bytes <= row.bytes() ? "MET" : "MISSED");
        }
    }

    private static Statistics times(RunResult result) {
        return result.getPrimaryResult().getStatistics();
    }

    private static double bytes(RunResult result) {
        return Stream.of("gc.alloc.rate.norm", "·gc.alloc.rate.norm")
                .filter(result.getSecondaryResults()::containsKey)
                .mapToDouble(name -> result.getSecondaryResults().get(name).getScore())
                .findFirst()
                .orElseThrow();
    }

    private static void tell(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
