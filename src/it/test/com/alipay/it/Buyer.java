package com.alipay.it;

import com.alipay.security.RecordedBrowser;
import java.io.IOException;
import java.util.Optional;
import org.htmlunit.BrowserVersion;
import org.htmlunit.WebClient;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlRadioButtonInput;
import org.htmlunit.html.HtmlTextArea;

/** A person with a browser, who reads pages and presses buttons. */
final class Buyer implements AutoCloseable {
    private static final long CARRIED_BACK_WITHIN_MILLIS = 600_000;

    private final WebClient browser = RecordedBrowser.of(new WebClient(BrowserVersion.CHROME));

    private Buyer(boolean scripts) {
        browser.getOptions().setJavaScriptEnabled(scripts);
        browser.getOptions().setCssEnabled(false);
        browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
    }

    /** Has to press every button. */
    static Buyer withoutScripts() {
        return new Buyer(false);
    }

    /** Is carried along where a page does it by itself. */
    static Buyer withScripts() {
        return new Buyer(true);
    }

    /** Fills in the shop's page and sends it; answers what the shop showed next. */
    HtmlPage order(Shop shop, Purchase purchase) throws IOException {
        HtmlPage index = browser.getPage(shop.page("index.jsp"));
        HtmlForm form = formWith(index, "subject");
        fill(form, "subject", purchase.subject());
        fill(form, "price", purchase.price());
        fill(form, "body", purchase.body());
        choose(form, "service", purchase.service());
        return button(form).click();
    }

    /** The page that carries the buyer to Alipay: presses its button, for a browser without scripts. */
    HtmlPage proceed(HtmlPage alipayto) throws IOException {
        return button(form(alipayto, "alipaysubmit")).click();
    }

    /** Logs in as the first demo buyer, chooses, and pays; answers the success page. */
    HtmlPage pay(HtmlPage cashier, Product product, Purchase purchase) throws IOException {
        HtmlForm form = form(cashier, "cashier");
        if (product.isDual()) {
            check(form, "mode", product.mode);
        }
        fill(form, "receive_name", purchase.receiver());
        fill(form, "receive_address", purchase.address());
        return cashier.getElementById("pay").click();
    }

    /** Follows the success page's link back to the shop. */
    HtmlPage goBack(HtmlPage success) throws IOException {
        return success.getElementById("return").click();
    }

    /** Where the browser is when its scripts have done what they do by themselves. */
    HtmlPage carriedTo(String address) {
        browser.waitForBackgroundJavaScript(CARRIED_BACK_WITHIN_MILLIS);
        HtmlPage page = (HtmlPage) browser.getCurrentWindow().getEnclosedPage();
        if (!page.getUrl().toString().startsWith(address)) {
            throw new AssertionError("the browser is at " + page.getUrl() + ", not at " + address);
        }
        return page;
    }

    @Override
    public void close() {
        browser.close();
    }

    static HtmlForm form(HtmlPage page, String id) {
        return Optional.ofNullable((HtmlForm) page.getElementById(id))
                .orElseThrow(() -> new AssertionError("no form " + id + " at " + page.getUrl() + ":\n" + page.asXml()));
    }

    private static HtmlForm formWith(HtmlPage page, String field) {
        return page.getForms().stream()
                .filter(form -> form.querySelector("[name=" + field + "]") != null)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no form with " + field + ":\n" + page.asXml()));
    }

    private static DomElement button(HtmlForm form) {
        return form.querySelector("button, input[type=submit]");
    }

    private static void fill(HtmlForm form, String name, String value) {
        DomElement field = form.querySelector("[name=" + name + "]");
        if (field instanceof HtmlTextArea area) {
            area.setText(value);
        } else {
            ((HtmlInput) field).setValue(value);
        }
    }

    private static void check(HtmlForm form, String name, String value) {
        HtmlRadioButtonInput radio = form.querySelector("input[name=" + name + "][value=" + value + "]");
        radio.setChecked(true);
    }

    private static void choose(HtmlForm form, String name, String value) {
        if (form.querySelector("input[type=radio][name=" + name + "]") != null) {
            check(form, name, value);
        } else {
            fill(form, name, value);
        }
    }
}
