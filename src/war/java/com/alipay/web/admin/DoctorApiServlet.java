package com.alipay.web.admin;

import com.alipay.diagnosis.site.SiteCheck;
import com.alipay.diagnosis.site.SiteDiagnoser.CheckResult;
import com.alipay.diagnosis.site.SiteSummary;
import com.alipay.web.Labels;
import com.alipay.web.SiteDiagnosis;
import com.google.gson.Gson;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Serves the checks of admin/doctor.jsp as JSON: {@code GET admin/api/doctor}. */
public final class DoctorApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = new Gson()
                .toJson(json(Labels.of(request), SiteDiagnosis.of(request)))
                .getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static Map<String, Object> json(Labels labels, SiteDiagnosis diagnosis) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("began_at", diagnosis.began().toString());
        json.put("took_millis", diagnosis.elapsed().toMillis());
        json.put(
                "errors",
                diagnosis.results().stream().filter(CheckResult::isError).count());
        SiteSummary summary = SiteSummary.of(diagnosis.results());
        json.put("warnings", summary.warnings());
        json.put("unknown", summary.unknown());
        json.put("good", summary.good());
        json.put("chinese", summary.sentence().in(Locale.CHINESE));
        json.put("english", summary.sentence().in(Locale.ENGLISH));
        json.put(
                "checks",
                diagnosis.results().stream().map(result -> json(labels, result)).toList());
        return json;
    }

    private static Map<String, Object> json(Labels labels, CheckResult result) {
        SiteCheck check = result.check();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", check.code());
        json.put("state", result.outcome().state().name().toLowerCase(Locale.ROOT));
        json.put("severity", check.severity().name().toLowerCase(Locale.ROOT));
        json.put("section", check.section());
        json.put("fixer", result.responsible().name().toLowerCase(Locale.ROOT));
        json.put("title", labels.show(check.title()));
        json.put("detail", result.outcome().detail().in(Locale.ENGLISH));
        json.put("chinese", result.sentence().in(Locale.CHINESE));
        json.put("english", result.sentence().in(Locale.ENGLISH));
        return json;
    }
}
