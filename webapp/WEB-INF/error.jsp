<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" isErrorPage="true" import="com.alipay.web.Labels" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<%
    boolean admin = String.valueOf(pageContext.getErrorData().getRequestURI()).startsWith(request.getContextPath() + "/admin/");
    pageContext.setAttribute("labels", admin ? Labels.of(request) : Labels.CHINESE);
%>
<!DOCTYPE html>
<html lang="${e:forHtmlAttribute(labels.tag())}">
<head>
  <title>${e:forHtml(labels.text('error.title', pageContext.errorData.statusCode))}</title>
  <%@ include file="/WEB-INF/jspf/head.jspf" %>
</head>
<body>
<main>
  <h1>${e:forHtml(labels.text('error.title', pageContext.errorData.statusCode))}</h1>
  <% if (admin) { %>
  <section class="notice bad" id="operator">
    <p>${e:forHtml(labels.text('error.admin'))}</p>
    <p><a href="${e:forHtmlAttribute(pageContext.request.contextPath)}/admin/doctor.jsp">${e:forHtml(labels.text('error.doctor'))}</a></p>
  </section>
  <% } else { %>
  <section class="notice bad">
    <p>${e:forHtml(labels.text('error.buyer'))}</p>
  </section>
  <p><a href="${e:forHtmlAttribute(pageContext.request.contextPath)}/index.jsp">${e:forHtml(labels.text('error.back'))}</a></p>
  <% } %>
</main>
</body>
</html>
