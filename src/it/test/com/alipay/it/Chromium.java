package com.alipay.it;

import com.alipay.security.ResponseRecorder;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The browser that buyers have, with a camera. */
final class Chromium implements AutoCloseable {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Short beside the five seconds after which the cashier's success page goes on by itself. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** So that each has a profile of its own: the one before may still be putting its last files away. */
    private static final AtomicInteger STARTS = new AtomicInteger();

    /**
     * Runs axe-core, and names each element that breaks a rule in a way that keeps people from using the page. That
     * the first admin page loads itself again every minute, without a script, is what it is for.
     */
    private static final String BARRIERS = """
            const done = arguments[0];
            const text = node => node.html + ' (' + node.failureSummary + ')';
            axe.run({resultTypes: ['violations'], rules: {'meta-refresh': {enabled: false}}}).then(
                found => done(found.violations
                    .filter(rule => ['serious', 'critical'].includes(rule.impact))
                    .flatMap(rule => rule.nodes.map(node => rule.id + ': ' + text(node)))),
                error => done(['axe failed: ' + error]));
            """;

    /** Names what scrolls sideways; null until the page has the width that was asked for. */
    private static final String SIDEWAYS = """
            const page = document.documentElement;
            return page.clientWidth !== arguments[0] ? null : [page, ...document.querySelectorAll('.scroll')]
                .filter(part => part.scrollWidth > part.clientWidth)
                .map(part => part.tagName + ' ' + part.scrollWidth + ' > ' + part.clientWidth);
            """;

    /** How wide a page may be shown. */
    private enum Screen {
        DESKTOP(1280, 900, 1, false),
        PHONE(390, 844, 2, true);

        private final int width;
        private final Map<String, Object> metrics;

        Screen(int width, int height, int scale, boolean mobile) {
            this.width = width;
            this.metrics = Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", mobile);
        }

        String suffix() {
            return this == PHONE ? "phone" : "desktop";
        }
    }

    private final ChromeDriver driver;
    private final WebDriverWait wait;
    private final String axe;

    private Chromium(ChromeDriver driver) throws IOException {
        this.driver = driver;
        try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            this.axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
        this.wait = new WebDriverWait(driver, PATIENCE, BETWEEN_LOOKS);
        // A page in the act of leaving answers in many ways; the last of them is told when patience ends.
        this.wait.ignoring(WebDriverException.class);
    }

    /**
     * Starts it with an empty profile. Where it is not installed the test is skipped, with a message nobody overlooks; in CI that is
     * a failure.
     */
    static Chromium start() throws IOException {
        if (!Files.isExecutable(BROWSER) || !Files.isExecutable(DRIVER)) {
            String missing = "NOT TESTED in a real browser: " + BROWSER + " or " + DRIVER
                    + " is missing; install Debian's packages chromium, chromium-driver and fonts-noto-cjk";
            if (System.getenv("CI") != null) {
                throw new AssertionError(missing);
            }
            System.err.println("\n**** " + missing + " ****\n");
            Assumptions.abort(missing);
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--window-size=1280,900",
                "--lang=zh-CN",
                "--accept-lang=zh-CN,zh",
                "--user-data-dir=" + Folders.fresh(Build.folder("chromium-" + STARTS.incrementAndGet())));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .withTimeout(PATIENCE)
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        driver.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        return new Chromium(driver);
    }

    void open(String url) {
        ResponseRecorder.RUN.sent(URI.create(url));
        driver.get(url);
        record();
    }

    private void record() {
        ResponseRecorder.RUN.received("chromium", URI.create(url()).getPath(), driver.getPageSource());
    }

    /** Waits until the browser is at an address that begins so, and its page is complete. */
    void arrivesAt(String address) {
        wait.until(browser -> driver.getCurrentUrl().startsWith(address)
                && "complete".equals(driver.executeScript("return document.readyState")));
    }

    WebElement element(String css) {
        return wait.until(ExpectedConditions.presenceOfElementLocated(By.cssSelector(css)));
    }

    /**
     * Clicks what leads to another page, and waits until that page has taken the place of this one. The old page is not asked again:
     * of an element that is about to go the driver may say anything.
     */
    void follow(String css) {
        WebElement page = element("html");
        element(css).click();
        wait.until(browser -> !browser.findElement(By.cssSelector("html")).equals(page));
        record();
    }

    /**
     * Waits until that script answers true. For pages that refresh themselves: what is found and read in one script cannot go in
     * between.
     */
    void waitUntil(String script) {
        wait.until(browser -> Boolean.TRUE.equals(driver.executeScript(script)));
        record();
    }

    boolean shows(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    /** The ids that more than one element of this page has; a label or a link would find only the first. */
    List<String> repeatedIds() {
        List<String> ids = driver.findElements(By.cssSelector("[id]")).stream()
                .map(element -> element.getDomAttribute("id"))
                .toList();
        return ids.stream()
                .filter(id -> Collections.frequency(ids, id) > 1)
                .distinct()
                .toList();
    }

    /** As an input method types, which may be any character of Unicode. */
    void type(String css, String text) {
        WebElement field = element(css);
        field.clear();
        field.click();
        driver.executeCdpCommand("Input.insertText", Map.of("text", text));
    }

    /** What axe-core finds serious or critical on this page. */
    Object barriers() {
        return wait.until(browser -> {
            driver.executeScript(axe);
            return driver.executeAsyncScript(BARRIERS);
        });
    }

    /** The parts of this page that scroll sideways in a window of that width. */
    Object sideways(int width) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        try {
            return wait.until(browser -> driver.executeScript(SIDEWAYS, width));
        } finally {
            driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    /** Presses a key, or types, where the focus is. */
    void press(CharSequence keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses Tab until the focus is on that element, and can be seen there. */
    void tabTo(String css) {
        wait.until(browser -> {
            press(Keys.TAB);
            return driver.executeScript("return document.activeElement.matches(arguments[0])", css);
        });
        waitUntil("return getComputedStyle(document.activeElement).outlineStyle !== 'none'");
    }

    String text() {
        return element("body").getText();
    }

    String url() {
        return driver.getCurrentUrl();
    }

    /** The charset the browser found this page to be in. */
    String charset() {
        return (String) driver.executeScript("return document.characterSet");
    }

    /** From now on pages do nothing by themselves, so that there is time to look at them. */
    void scripts(boolean run) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
    }

    /** Two pictures of the whole page, as a desktop and as a phone shows it. On the phone nothing may stick out at the side. */
    void photograph(String name) throws IOException {
        Path folder = Files.createDirectories(Build.path("screenshots"));
        for (Screen screen : Screen.values()) {
            driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", screen.metrics);
            Map<?, ?> size = (Map<?, ?>)
                    driver.executeCdpCommand("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
            int width = ((Number) size.get("width")).intValue();
            Map<String, Object> shot = driver.executeCdpCommand(
                    "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
            Files.write(
                    folder.resolve(name + "-" + screen.suffix() + ".png"),
                    Base64.getDecoder().decode((String) shot.get("data")));
            if (width > screen.width) {
                throw new AssertionError(name + " is " + width + " pixels wide on a screen of " + screen.width);
            }
        }
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    /** What the frame shows; the browser's own words where the page may not be framed. */
    String frame(String css) {
        driver.switchTo().frame(driver.findElement(By.cssSelector(css)));
        try {
            return driver.findElement(By.cssSelector("body")).getText();
        } finally {
            driver.switchTo().defaultContent();
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
