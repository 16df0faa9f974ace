package com.alipay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tutorials' story, see {@link Journey}, in every combination that is promised.
 */
@ExtendWith(TestEnvironments.class)
class JourneyIT {
    /** Its name is the line of the test report. */
    private record Cell(Site site, Product product) {
        @Override
        public String toString() {
            return site + " · " + product;
        }
    }

    static Stream<Cell> cells() {
        return Site.all().flatMap(site -> Stream.of(Product.values()).map(product -> new Cell(site, product)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void aBuyerPaysAndEverybodyKnows(Cell cell) throws IOException, InterruptedException {
        new Journey(cell.site().shop(), cell.site().alipay(), cell.product()).go();
    }

    @Test
    void withScriptsTheBrowserIsCarriedToTheCashierAndBack() throws IOException, InterruptedException {
        Site site = new Site(TomcatVersion.TOMCAT_11, TestEnvironment.GBK);
        Purchase purchase = Purchase.of(Product.DUAL_INSTANT);
        try (Buyer buyer = Buyer.withScripts()) {
            buyer.order(site.shop(), purchase);
            HtmlPage cashier = buyer.carriedTo(site.alipay().page("cashier/"));

            buyer.pay(cashier, Product.DUAL_INSTANT, purchase);
            HtmlPage back = buyer.carriedTo(site.shop().page("return_url.jsp"));

            assertThat(back.asNormalizedText()).contains(purchase.subject());
        }
    }
}
