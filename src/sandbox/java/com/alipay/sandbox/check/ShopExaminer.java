package com.alipay.sandbox.check;

import com.alipay.sandbox.Sandbox;
import com.alipay.sandbox.SandboxOptions;
import com.alipay.sandbox.check.CheckResult.Failed;
import com.alipay.sandbox.check.CheckResult.NotTested;
import com.alipay.sandbox.check.CheckResult.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Makes all checks of one shop, with a sandbox of its own that is forgotten afterwards. */
public final class ShopExaminer implements AutoCloseable {
    private final CheckTarget target;
    private final Sandbox sandbox;
    private final SandboxControl control;
    private final OrderPlacer placer;

    ShopExaminer(CheckTarget target, Sandbox sandbox) {
        this.target = target;
        this.sandbox = sandbox;
        this.control = new SandboxControl(sandbox);
        this.placer = target.placer(control.gateway());
    }

    /** Starts the sandbox; the shop's gateway has to be {@link #gateway()}. */
    public static ShopExaminer open(CheckTarget target, SandboxOptions options) {
        return new ShopExaminer(target, Sandbox.start(options));
    }

    /** Returns the address that the shop's program needs as its gateway. */
    public String gateway() {
        return control.gateway();
    }

    /**
     * Makes every check, one after the other.
     *
     * @param progress is told each check before it begins
     */
    public List<CheckResult> examine(Consumer<ShopCheck> progress) {
        List<CheckResult> results = new ArrayList<>();
        Set<String> passed = new HashSet<>();
        for (ShopCheck check : ShopChecks.ALL) {
            progress.accept(check);
            long begin = System.nanoTime();
            Optional<String> missing = check.requires().stream()
                    .filter(code -> !passed.contains(code))
                    .findFirst();
            Outcome outcome = missing.<Outcome>map(code -> new NotTested(CheckTexts.of("why.requires", code)))
                    .orElseGet(() -> make(check));
            CheckResult result = new CheckResult(check, outcome, Duration.ofNanos(System.nanoTime() - begin));
            results.add(result);
            if (result.isPassed()) {
                passed.add(check.code());
            }
        }
        return results;
    }

    private Outcome make(ShopCheck check) {
        control.reset();
        CheckRun run = new CheckRun(target, control, placer);
        try {
            check.procedure().accept(run);
        } catch (UnplayableException e) {
            Outcome found = run.outcome();
            return found instanceof Failed ? found : new NotTested(e.text());
        }
        return run.outcome();
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
