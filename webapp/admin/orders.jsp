<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="com.alipay.config.*, com.alipay.web.admin.OrdersPage, org.owasp.encoder.Encode" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<%
    OrdersPage shown = OrdersPage.of(request);
    response.setStatus(shown.status());
    pageContext.setAttribute("shown", shown);
%>
<!DOCTYPE html>
<html lang="${e:forHtmlAttribute(labels.tag())}">
<head>
  <title>${e:forHtml(labels.text('nav.orders'))}</title>
  <%@ include file="/WEB-INF/jspf/head.jspf" %>
</head>
<body>
<main class="wide">
  <%@ include file="/WEB-INF/jspf/admin-head.jspf" %>
  <h1>${e:forHtml(labels.text('nav.orders'))}</h1>
  <%@ include file="/WEB-INF/jspf/admin-configuration.jspf" %>
  <details class="card" id="filter" <t:if test="${shown.filtered() and empty shown.orders()}">open</t:if>>
    <summary>${e:forHtml(labels.text('orders.find'))}</summary>
    <form action="orders.jsp" method="get" accept-charset="${e:forHtmlAttribute(AlipayConfig.input_charset)}">
      <p class="advice" id="filter-advice">${e:forHtml(shown.advice(''))}</p>
      <p class="advice" id="before-advice">${e:forHtml(shown.advice('before'))}</p>
      <div class="filter">
        <t:field name="out_trade_no" label="${labels.text('orders.whole', labels.text('field.out_trade_no'))}" value="${shown.text('out_trade_no')}" advice="${shown.advice('out_trade_no')}"/>
        <t:field name="trade_no" label="${labels.text('orders.whole', labels.text('field.trade_no'))}" value="${shown.text('trade_no')}" advice="${shown.advice('trade_no')}"/>
        <t:field name="buyer_email" label="${labels.text('orders.whole', labels.text('field.buyer_email'))}" value="${shown.text('buyer_email')}" advice="${shown.advice('buyer_email')}"/>
        <t:field name="trade_status" label="${labels.text('field.trade_status')}" options="${shown.trade_statuses()}" value="${shown.text('trade_status')}" advice="${shown.advice('trade_status')}"/>
        <t:field name="refund_status" label="${labels.text('field.refund_status')}" options="${shown.refund_statuses()}" value="${shown.text('refund_status')}" advice="${shown.advice('refund_status')}"/>
        <t:field name="mode" label="${labels.text('field.mode')}" options="${shown.modes()}" value="${shown.text('mode')}" advice="${shown.advice('mode')}"/>
        <t:field name="from" label="${labels.text('field.from')}" placeholder="2011-03-15 10:00" value="${shown.text('from')}" advice="${shown.advice('from')}"/>
        <t:field name="until" label="${labels.text('orders.until')}" placeholder="2011-03-16" value="${shown.text('until')}" advice="${shown.advice('until')}"/>
        <t:field name="reason" label="${labels.text('field.held_reason')}" options="${shown.reasons()}" value="${shown.text('reason')}" advice="${shown.advice('reason')}"/>
      </div>
      <label class="check"><input type="checkbox" name="held" value="1" <t:if test="${shown.text('held') == '1'}">checked</t:if>> ${e:forHtml(labels.text('orders.held'))}</label>
      <p class="advice" id="held-advice">${e:forHtml(shown.advice('held'))}</p>
      <p class="actions"><button id="search">${e:forHtml(labels.text('orders.search'))}</button></p>
    </form>
  </details>
  <t:if test="${not empty shown.conditions()}">
  <p id="conditions">${e:forHtml(labels.text('orders.conditions', shown.conditions()))} <a href="orders.jsp">${e:forHtml(labels.text('query.clear'))}</a></p>
  </t:if>
  <t:if test="${empty shown.orders() and shown.status() == 200}">
  <p class="notice" id="none">
    <t:if test="${shown.exhausted()}">${e:forHtml(labels.text('orders.exhausted'))}</t:if>
    <t:if test="${not shown.exhausted() and shown.filtered()}">${e:forHtml(labels.text('orders.none.found'))}</t:if>
    <t:if test="${not shown.exhausted() and not shown.filtered()}">${e:forHtml(labels.text('orders.none'))}</t:if>
  </p>
  </t:if>
  <t:if test="${not empty shown.orders()}">
  <div class="scroll">
  <table id="orders" class="cards">
    <tr><th>${e:forHtml(labels.text('field.out_trade_no'))}</th><th>${e:forHtml(labels.text('field.subject'))}</th><th class="number">${e:forHtml(labels.text('field.price'))}</th><th class="number">${e:forHtml(labels.text('field.total_fee'))}</th><th>${e:forHtml(labels.text('field.mode'))}</th><th>${e:forHtml(labels.text('field.trade_status'))}</th><th>${e:forHtml(labels.text('field.buyer_email'))}</th><th>${e:forHtml(labels.text('field.created_at'))}</th></tr>
    <t:forEach var="o" items="${shown.orders()}">
    <tr>
      <td class="head"><a href="order.jsp?out_trade_no=${e:forUriComponent(o.out_trade_no())}">${e:forHtml(o.out_trade_no())}</a>
        <t:if test="${not empty o.held()}"><br><span class="badge">${e:forHtml(labels.text('orders.waiting', o.held()))}</span></t:if></td>
      <td class="text" data-label="${e:forHtmlAttribute(labels.text('field.subject'))}">${e:forHtml(o.subject())}</td>
      <td class="number" data-label="${e:forHtmlAttribute(labels.text('field.price'))}">${e:forHtml(o.price())}</td>
      <td class="number first" data-label="${e:forHtmlAttribute(labels.text('field.total_fee'))}">${e:forHtml(o.total_fee())}</td>
      <td data-label="${e:forHtmlAttribute(labels.text('field.mode'))}">${e:forHtml(o.mode())}</td>
      <td class="text first" data-label="${e:forHtmlAttribute(labels.text('field.trade_status'))}">${e:forHtml(o.status())}<t:if test="${not empty o.refund()}"><br><span class="small">${e:forHtml(o.refund())}</span></t:if></td>
      <td data-label="${e:forHtmlAttribute(labels.text('field.buyer_email'))}">${e:forHtml(o.buyer_email())}</td>
      <td data-label="${e:forHtmlAttribute(labels.text('field.created_at'))}">${e:forHtml(o.placed())}</td>
    </tr>
    </t:forEach>
  </table>
  </div>
  </t:if>
  <p class="pages">
    <t:if test="${shown.later()}"><a id="first" href="orders.jsp${e:forHtmlAttribute(shown.first())}">${e:forHtml(labels.text('orders.first'))}</a></t:if>
    <t:if test="${not empty shown.next()}"><a id="next" href="orders.jsp${e:forHtmlAttribute(shown.next())}">${e:forHtml(labels.text('orders.older'))}</a></t:if>
  </p>
  <p class="small"><a id="reconcile" href="reconcile.jsp">${e:forHtml(labels.text('reconcile.title'))}</a></p>
</main>
</body>
</html>
