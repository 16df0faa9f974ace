<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="com.alipay.config.*, com.alipay.web.admin.ReconcilePage, org.owasp.encoder.Encode" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<%
    pageContext.setAttribute("shown", ReconcilePage.of(request));
%>
<!DOCTYPE html>
<html lang="${e:forHtmlAttribute(labels.tag())}">
<head>
  <title>${e:forHtml(labels.text('reconcile.title'))}</title>
  <t:if test="${shown.running()}"><meta http-equiv="refresh" content="5"></t:if>
  <%@ include file="/WEB-INF/jspf/head.jspf" %>
</head>
<body>
<main class="wide">
  <%@ include file="/WEB-INF/jspf/admin-head.jspf" %>
  <%@ include file="/WEB-INF/jspf/admin-configuration.jspf" %>
  <h1>${e:forHtml(labels.text('reconcile.title'))}</h1>
  <t:if test="${not empty shown.state()}">
  <section class="card" id="run">
    <t:forEach var="line" items="${shown.state()}"><p>${e:forHtml(line)}</p></t:forEach>
    <t:forEach var="failure" items="${shown.failures()}">
    <p class="why"><a href="order.jsp?out_trade_no=${e:forUriComponent(failure.out_trade_no())}">${e:forHtml(failure.out_trade_no())}</a> ${e:forHtml(labels.sentence(failure.reason()))}</p>
    </t:forEach>
  </section>
  </t:if>
  <t:if test="${not shown.running()}">
  <form class="card" id="reconcile" action="act" method="post" accept-charset="${e:forHtmlAttribute(AlipayConfig.input_charset)}">
    <p>${e:forHtml(labels.text('reconcile.text'))}</p>
    <p>${e:forHtml(labels.text('reconcile.which'))}</p>
    <input type="hidden" name="action" value="reconcile">
    <input type="hidden" name="token" value="${e:forHtmlAttribute(shown.token())}">
    <label for="since">${e:forHtml(labels.text('reconcile.since'))}</label>
    <input id="since" name="since" required maxlength="20" placeholder="2011-03-15 10:00">
    <button id="start" class="risky">${e:forHtml(labels.text('reconcile.button'))}</button>
  </form>
  </t:if>
  <form class="card" id="unknown" action="order.jsp" method="get" accept-charset="${e:forHtmlAttribute(AlipayConfig.input_charset)}">
    <h2>${e:forHtml(labels.text('reconcile.unknown'))}</h2>
    <p>${e:forHtml(labels.text('reconcile.unknown.text'))}</p>
    <label for="out_trade_no">${e:forHtml(labels.text('field.out_trade_no'))}</label>
    <input id="out_trade_no" name="out_trade_no" required maxlength="64">
    <button id="show" class="quiet">${e:forHtml(labels.text('orders.search'))}</button>
  </form>
</main>
</body>
</html>
