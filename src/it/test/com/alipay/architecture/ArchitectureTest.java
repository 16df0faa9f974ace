package com.alipay.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInDiagram;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Executes the drawing in architecture.puml over the classes, the compiled pages and the sandbox. */
class ArchitectureTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .importPaths(
                    Path.of("target/alipay-kit/classes"),
                    Path.of("target/alipay-orders/classes"),
                    Path.of("target/alipay-diagnosis/classes"),
                    Path.of("target/alipay/classes"),
                    Path.of("target/alipay-sandbox/classes"),
                    Path.of("target/alipay-launcher/classes"),
                    CompiledPages.folder());

    @Test
    void everyArrowIsDrawn() {
        classes()
                .should(adhereToPlantUmlDiagram(
                        ArchitectureTest.class.getResource("/architecture.puml"),
                        consideringOnlyDependenciesInDiagram()))
                .because("the folders are the architecture: draw the arrow or move the class")
                .check(ALL);
    }

    @Test
    void pagesAndSandboxAreReallyAmongTheClasses() {
        assertThat(ALL.contain("pages.notify_005furl_jsp")).isTrue();
        assertThat(ALL.contain("com.alipay.sandbox.Sandbox")).isTrue();
    }

    /** They are no doors in front of the product: what they say is what it does. */
    @Test
    void everyClassWithAVendorsNameIsUsedByTheProduct() {
        classes()
                .that()
                .haveNameMatching("com\\.alipay\\.config\\.AlipayConfig|com\\.alipay\\.services\\.AlipayService"
                        + "|com\\.alipay\\.util\\.(AlipayCore|AlipayNotify|AlipaySubmit|Md5Encrypt|UtilDate)"
                        + "|filters\\.SetCharacterEncodingFilter")
                .should(beUsed())
                .check(ALL);
    }

    private static ArchCondition<JavaClass> beUsed() {
        return new ArchCondition<>("be used by another class of the product, or by a page") {
            @Override
            public void check(JavaClass vendors, ConditionEvents events) {
                boolean used = vendors.getDirectDependenciesToSelf().stream()
                        .map(dependency -> dependency.getOriginClass().getName())
                        .anyMatch(
                                user -> !user.startsWith(vendors.getName()) && !user.startsWith("com.alipay.sandbox"));
                events.add(new SimpleConditionEvent(vendors, used, vendors.getName() + " is used by nothing"));
            }
        };
    }

    @Test
    void rulesKnowNothingButMessagesAndTheJdk() {
        classes()
                .that()
                .resideInAPackage("com.alipay.orders.rules")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("com.alipay.orders.rules", "com.alipay.protocol", "com.alipay.i18n", "java..")
                .because("the rules money depends on are pure")
                .check(ALL);
    }

    @Test
    void servletsStayAtTheBorder() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "com.alipay.config..",
                        "com.alipay.services..",
                        "com.alipay.gateway..",
                        "com.alipay.orders..",
                        "merchant..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.servlet..")
                .because("only pages, filters, web and the vendor-named helpers take a request")
                .check(ALL);
    }

    @Test
    void jdbcStaysInTheStore() {
        noClasses()
                .that()
                .resideOutsideOfPackages("com.alipay.orders..", "merchant..", "com.alipay.web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "com.zaxxer..")
                .because("SQL stands in one place; a listener only gets the connection")
                .check(ALL);
        noClasses()
                .that()
                .resideInAnyPackage("com.alipay.orders", "com.alipay.orders.rules", "merchant..", "com.alipay.web..")
                .should()
                .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "are JDBC other than Connection",
                        type -> (type.getPackageName().startsWith("java.sql")
                                        || type.getPackageName().startsWith("javax.sql"))
                                && !type.getName().equals("java.sql.Connection")))
                .check(ALL);
    }

    @Test
    void theLocalAlipayDecidesWithoutTheMerchantsCode() {
        noClasses()
                .that()
                .resideInAPackage("com.alipay.sandbox..")
                .and()
                .resideOutsideOfPackages("com.alipay.sandbox.diagnosis..", "com.alipay.sandbox.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.alipay.diagnosis..", "com.alipay.config..", "com.alipay.protocol..", "com.alipay.util..")
                .because(
                        "two implementations of the protocol meet over HTTP; only what explains may look at the merchant's")
                .check(ALL);
        noClasses()
                .that()
                .resideInAnyPackage(
                        "com.alipay.sandbox.protocol..",
                        "com.alipay.sandbox.gateway..",
                        "com.alipay.sandbox.notification..",
                        "com.alipay.sandbox.trade..",
                        "com.alipay.sandbox.refund..",
                        "com.alipay.sandbox.merchant..",
                        "com.alipay.sandbox.persistence..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.alipay.sandbox.diagnosis..")
                .because("an explanation follows a decision and is no part of it")
                .check(ALL);
    }

    @Test
    void httpIsSpokenInThreePlaces() {
        noClasses()
                .that()
                .resideOutsideOfPackages("com.alipay.protocol..", "com.alipay.web..", "com.alipay.sandbox..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(ALL);
    }
}
