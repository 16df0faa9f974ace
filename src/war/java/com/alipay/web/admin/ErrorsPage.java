package com.alipay.web.admin;

import com.alipay.gateway.GatewayError;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Data of admin/errors.jsp: every error code of the gateway, with cause and remedy.
 *
 * @tutorial 双功能 4.1 / 担保 5.1
 */
public final class ErrorsPage {

    /**
     * One code, in Chinese.
     *
     * @param detectedBy what detects it before a request is sent; "" if only Alipay can
     * @param help the number of Alipay's help page; "" for codes the tutorials do not list
     */
    public record Line(
            String code, String meaning, String cause, String remedy, String fixer, String detectedBy, String help) {}

    private ErrorsPage() {}

    /** Returns the codes listed in the tutorials, which concern payments. */
    public static List<Line> listed() {
        return lines(error -> error.help_id().isPresent());
    }

    /** Returns all other codes: of services the tutorials only mention, and of later lists. */
    public static List<Line> unlisted() {
        return lines(error -> error.help_id().isEmpty());
    }

    private static List<Line> lines(Predicate<GatewayError> which) {
        return Arrays.stream(GatewayError.values())
                .filter(which)
                .map(ErrorsPage::line)
                .toList();
    }

    private static Line line(GatewayError error) {
        return new Line(
                error.code(),
                error.meaning().in(Locale.CHINESE),
                error.cause().in(Locale.CHINESE),
                error.remedy().in(Locale.CHINESE),
                error.fixer().label().in(Locale.CHINESE),
                error.detectedBy().stream()
                        .map(it -> it.text().in(Locale.CHINESE))
                        .collect(Collectors.joining("；")),
                error.help_id().isPresent() ? Integer.toString(error.help_id().getAsInt()) : "");
    }
}
