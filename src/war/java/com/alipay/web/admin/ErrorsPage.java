package com.alipay.web.admin;

import com.alipay.gateway.GatewayError;
import com.alipay.web.Labels;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Data of admin/errors.jsp: every error code of the gateway, with cause and remedy.
 *
 * @tutorial 双功能 4.1 / 担保 5.1
 */
public final class ErrorsPage {

    /**
     * One code.
     *
     * @param detectedBy what detects it before a request is sent; "" if only Alipay can
     * @param help the number of Alipay's help page; "" for codes the tutorials do not list
     */
    public record Line(
            String code,
            String meaning,
            String cause,
            String remedy,
            String responsible,
            String detectedBy,
            String help) {}

    private ErrorsPage() {}

    /** Returns the codes listed in the tutorials, which concern payments. */
    public static List<Line> listed(Labels labels) {
        return lines(labels, error -> error.help_id().isPresent());
    }

    /** Returns all other codes: of services the tutorials only mention, and of later lists. */
    public static List<Line> unlisted(Labels labels) {
        return lines(labels, error -> error.help_id().isEmpty());
    }

    private static List<Line> lines(Labels labels, Predicate<GatewayError> which) {
        return Arrays.stream(GatewayError.values())
                .filter(which)
                .map(error -> line(labels, error))
                .toList();
    }

    private static Line line(Labels labels, GatewayError error) {
        return new Line(
                error.code(),
                labels.show(error.meaning()),
                labels.show(error.cause()),
                labels.show(error.remedy()),
                labels.show(error.responsible().label()),
                labels.list(error.detectedBy().stream()
                        .map(it -> labels.show(it.text()))
                        .toList()),
                error.help_id().isPresent() ? Integer.toString(error.help_id().getAsInt()) : "");
    }
}
