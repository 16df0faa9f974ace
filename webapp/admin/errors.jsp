<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="com.alipay.config.*, com.alipay.web.Labels, com.alipay.web.admin.ErrorsPage, org.owasp.encoder.Encode" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<!DOCTYPE html>
<html lang="${e:forHtmlAttribute(labels.tag())}">
<head>
  <title>${e:forHtml(labels.text('nav.errors'))}</title>
  <%@ include file="/WEB-INF/jspf/head.jspf" %>
</head>
<body>
<main class="wide">
  <%@ include file="/WEB-INF/jspf/admin-head.jspf" %>
  <h1>${e:forHtml(labels.text('nav.errors'))}</h1>
  <p class="small">${e:forHtml(labels.text('errors.text'))}</p>
  <h2>${e:forHtml(labels.text('errors.listed'))}</h2>
<%
    pageContext.setAttribute("codes", ErrorsPage.listed(Labels.of(request)));
%>
  <%@ include file="/WEB-INF/jspf/error-codes.jspf" %>
  <h2>${e:forHtml(labels.text('errors.unlisted'))}</h2>
<%
    pageContext.setAttribute("codes", ErrorsPage.unlisted(Labels.of(request)));
%>
  <%@ include file="/WEB-INF/jspf/error-codes.jspf" %>
</main>
</body>
</html>
