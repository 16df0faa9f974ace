package com.alipay.web;

import com.alipay.diagnosis.ConfigDoctor.Result;
import com.google.gson.Gson;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The checks of admin/doctor.jsp for programs: {@code GET admin/api/doctor}. */
public final class DoctorApi extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<Map<String, Object>> checks =
                DoctorPage.results(request).stream().map(DoctorApi::json).toList();
        byte[] body = new Gson().toJson(Map.of("checks", checks)).getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static Map<String, Object> json(Result result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", result.check().code());
        json.put("state", result.outcome().state().name().toLowerCase(Locale.ROOT));
        json.put("severity", result.check().severity().name().toLowerCase(Locale.ROOT));
        json.put("section", result.check().section());
        json.put("fixer", result.check().fixer().name().toLowerCase(Locale.ROOT));
        json.put("detail", result.outcome().detail());
        json.put("chinese", result.check().chinese());
        json.put("english", result.check().english());
        return json;
    }
}
