<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="com.alipay.config.*, com.alipay.protocol.FormData, com.alipay.web.admin.TestPage, org.owasp.encoder.Encode" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<%
    pageContext.setAttribute("shown", TestPage.of(FormData.read(request).text("out_trade_no")));
%>
<!DOCTYPE html>
<html lang="${e:forHtmlAttribute(labels.tag())}">
<head>
  <title>${e:forHtml(labels.text('nav.test'))}</title>
  <%@ include file="/WEB-INF/jspf/head.jspf" %>
</head>
<body>
<main class="wide">
  <%@ include file="/WEB-INF/jspf/admin-head.jspf" %>
  <%@ include file="/WEB-INF/jspf/admin-configuration.jspf" %>
  <h1>${e:forHtml(labels.text('test.title'))}</h1>
  <p class="small">${e:forHtml(labels.text('test.text'))}</p>
  <p class="notice ${e:forHtmlAttribute(shown.complete() ? 'good' : 'open')}" id="next" role="status"><strong>${e:forHtml(labels.text('test.next'))}</strong>${e:forHtml(labels.sentence(labels.show(shown.next())))}</p>
  <t:if test="${not empty shown.out_trade_no()}"><p>${e:forHtml(labels.text('field.out_trade_no'))} <a id="order" href="order.jsp?out_trade_no=${e:forUriComponent(shown.out_trade_no())}">${e:forHtml(shown.out_trade_no())}</a></p></t:if>
  <table id="steps" class="dense">
    <tr><th>${e:forHtml(labels.text('test.step'))}</th><th>${e:forHtml(labels.text('test.state'))}</th><th>${e:forHtml(labels.text('test.seen'))}</th><th>${e:forHtml(labels.text('test.todo'))}</th><th>${e:forHtml(labels.text('test.section'))}</th></tr>
    <t:forEach var="step" items="${shown.steps()}">
    <tr id="${e:forHtmlAttribute(step.code())}"><td class="text">${e:forHtml(labels.text('test.'.concat(step.code())))}</td><td class="text"><t:if test="${step.missing()}"><strong>${e:forHtml(labels.text('test.'.concat(step.state())))}</strong></t:if><t:if test="${not step.missing()}">${e:forHtml(labels.text('test.'.concat(step.state())))}</t:if></td><td class="text">${e:forHtml(labels.show(step.seen()))}</td><td class="text">${e:forHtml(labels.show(step.todo()))}</td><td class="text small">${e:forHtml(step.section())}</td></tr>
    </t:forEach>
  </table>
  <p class="small">${e:forHtml(labels.text('test.steps'))} <a href="doctor.jsp">${e:forHtml(labels.text('nav.doctor'))}</a> · <a href="notices.jsp">${e:forHtml(labels.text('nav.notices'))}</a></p>
</main>
</body>
</html>
