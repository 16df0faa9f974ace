<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="com.alipay.config.*, com.alipay.web.admin.DoctorPage, org.owasp.encoder.Encode" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<%
    response.setHeader("X-Accel-Buffering", "no"); // nginx 不要攒着
    pageContext.setAttribute("patience", DoctorPage.patience());
%>
<!DOCTYPE html>
<html lang="${e:forHtmlAttribute(labels.tag())}">
<head>
  <title>${e:forHtml(labels.text('nav.doctor'))}</title>
  <%@ include file="/WEB-INF/jspf/head.jspf" %>
</head>
<body>
<main class="wide">
  <%@ include file="/WEB-INF/jspf/admin-head.jspf" %>
  <h1>${e:forHtml(labels.text('nav.doctor'))}</h1>
  <p class="small">${e:forHtml(labels.text('doctor.text', patience))}</p>
  <ol id="progress" class="small">
<%
    JspWriter lines = out;
    lines.flush();
    DoctorPage shown = DoctorPage.of(request, line -> {
        try {
            lines.print("<li>" + Encode.forHtml(line) + "</li>\n");
            lines.flush();
        } catch (java.io.IOException e) {
            // 打开页面的人已经走了。诊断照样做完，因为可能有别人在等这一次的结果
        }
    });
    pageContext.setAttribute("shown", shown);
%>
  </ol>
  <p class="notice ${e:forHtmlAttribute(shown.tone())}" id="summary" role="status">${e:forHtml(labels.sentence(shown.headline()))}</p>
  <p class="small">${e:forHtml(labels.text('doctor.began', shown.began(), shown.elapsed()))}</p>
  <t:forEach var="check" items="${shown.failed()}">
  <section class="card <t:if test="${check.error()}">held</t:if><t:if test="${not check.error()}">advised</t:if>" id="${e:forHtmlAttribute(check.code())}">
    <h2>${e:forHtml(labels.text('title', labels.text(check.error() ? 'doctor.failed' : 'doctor.warning'), check.title()))}</h2>
    <p class="why">${e:forHtml(check.advice())}</p>
    <t:if test="${not empty check.observed()}"><p class="seen">${e:forHtml(labels.text('doctor.observed', check.observed()))}</p></t:if>
    <p class="small">${e:forHtml(labels.text('fixer', check.responsible()))}<t:if test="${not empty check.section()}"> · ${e:forHtml(labels.text('section', check.section()))}</t:if> · ${e:forHtml(check.code())}</p>
  </section>
  </t:forEach>
  <t:if test="${not empty shown.unknown()}">
  <h2>${e:forHtml(labels.text('doctor.unknown'))}</h2>
  <p class="small">${e:forHtml(labels.text('doctor.unknown.text'))}</p>
  <table id="unknown" class="dense checks">
    <t:forEach var="check" items="${shown.unknown()}">
    <tr id="${e:forHtmlAttribute(check.code())}"><td class="text">${e:forHtml(check.title())}</td><td class="text seen">${e:forHtml(check.observed())}</td></tr>
    </t:forEach>
  </table>
  </t:if>
  <t:if test="${not empty shown.information()}">
  <h2>${e:forHtml(labels.text('doctor.told'))}</h2>
  <table id="told" class="dense checks">
    <t:forEach var="check" items="${shown.information()}">
    <tr id="${e:forHtmlAttribute(check.code())}"><td class="text">${e:forHtml(check.title())}<br><span class="small">${e:forHtml(check.advice())}</span></td><td class="text seen">${e:forHtml(check.observed())}</td></tr>
    </t:forEach>
  </table>
  </t:if>
  <h2>${e:forHtml(labels.text('doctor.passed'))}</h2>
  <table id="passed" class="dense checks">
    <t:forEach var="check" items="${shown.passed()}">
    <tr id="${e:forHtmlAttribute(check.code())}"><td class="text">${e:forHtml(check.title())}</td><td class="text seen">${e:forHtml(check.observed())}</td></tr>
    </t:forEach>
  </table>
</main>
</body>
</html>
