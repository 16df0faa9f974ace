<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="com.alipay.config.*, com.alipay.web.admin.NotificationsPage, org.owasp.encoder.Encode" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<%
    NotificationsPage shown = NotificationsPage.of(request);
    response.setStatus(shown.status());
    pageContext.setAttribute("shown", shown);
%>
<!DOCTYPE html>
<html lang="${e:forHtmlAttribute(labels.tag())}">
<head>
  <title>${e:forHtml(labels.text('nav.notices'))}</title>
  <%@ include file="/WEB-INF/jspf/head.jspf" %>
</head>
<body>
<main class="wide">
  <%@ include file="/WEB-INF/jspf/admin-head.jspf" %>
  <%@ include file="/WEB-INF/jspf/admin-configuration.jspf" %>
  <h1>${e:forHtml(labels.text('nav.notices'))}</h1>
  <nav class="tabs">
    <t:if test="${shown.unverified()}"><a href="notices.jsp">${e:forHtml(labels.text('notices.verified'))}</a> <strong>${e:forHtml(labels.text('notices.unverified'))}</strong></t:if>
    <t:if test="${not shown.unverified()}"><strong>${e:forHtml(labels.text('notices.verified'))}</strong> <a href="notices.jsp?kind=strangers">${e:forHtml(labels.text('notices.unverified'))}</a></t:if>
  </nav>
  <t:if test="${shown.unverified()}">
  <p class="small">${e:forHtml(labels.text('notices.unverified.text'))}</p>
  </t:if>
  <t:if test="${not shown.unverified()}">
  <p class="small">${e:forHtml(labels.text('notices.verified.text', shown.kept()))}</p>
  </t:if>
  <details class="card" id="search"<t:if test="${shown.searching()}"> open</t:if>>
  <summary>${e:forHtml(labels.text('notices.query'))}</summary>
  <form action="notices.jsp" method="get" accept-charset="${e:forHtmlAttribute(AlipayConfig.input_charset)}">
    <t:if test="${shown.unverified()}"><input type="hidden" name="kind" value="strangers"></t:if>
    <div class="filter">
    <t:if test="${not shown.unverified()}">
    <t:field name="outcome" label="${labels.text('field.outcome')}" options="${shown.outcomes()}" value="${shown.text('outcome')}"/>
    </t:if>
    <t:field name="verdict" label="${labels.text('field.verdict')}" options="${shown.verificationStatuses()}" value="${shown.text('verdict')}"/>
    <t:field name="out_trade_no" label="${labels.text('field.out_trade_no')}" value="${shown.text('out_trade_no')}"/>
    <t:field name="trade_no" label="${labels.text('field.trade_no')}" value="${shown.text('trade_no')}"/>
    <t:field name="notify_id" label="notify_id" value="${shown.text('notify_id')}"/>
    <t:field name="from" label="${labels.text('field.received_at')}" type="datetime-local" value="${shown.time('from')}"/>
    <t:field name="until" label="${labels.text('notices.until')}" type="datetime-local" value="${shown.time('until')}"/>
    </div>
    <p class="actions"><button id="find">${e:forHtml(labels.text('notices.query'))}</button></p>
  </form>
  </details>
  <t:forEach var="advice" items="${shown.advice()}"><p class="notice bad" role="alert">${e:forHtml(advice)}</p></t:forEach>
  <t:if test="${not empty shown.minutes()}">
  <details class="card" id="minutes">
    <summary>${e:forHtml(labels.text('notices.minutes', shown.minutes().size()))}</summary>
    <table class="dense">
      <tr><th>${e:forHtml(labels.text('today.time'))}</th><th class="number">${e:forHtml(labels.text('notices.seen'))}</th><th class="number">${e:forHtml(labels.text('notices.dropped'))}</th></tr>
      <t:forEach var="minute" items="${shown.minutes()}">
      <tr><td>${e:forHtml(minute.begin())}</td><td class="number">${e:forHtml(minute.seen())}</td><td class="number">${e:forHtml(minute.dropped())}</td></tr>
      </t:forEach>
    </table>
  </details>
  </t:if>
  <t:if test="${empty shown.lines() and empty shown.advice()}"><p class="notice" id="none"><t:if test="${shown.searching()}">${e:forHtml(labels.text('notices.none.found'))}</t:if><t:if test="${not shown.searching()}">${e:forHtml(labels.text('notices.none'))}</t:if></p></t:if>
  <t:if test="${not empty shown.lines()}">
  <div class="scroll">
  <table id="notices" class="dense cards">
    <tr><th>${e:forHtml(labels.text('field.received_at'))}</th><th>${e:forHtml(labels.text('field.source'))}</th><t:if test="${shown.unverified()}"><th>${e:forHtml(labels.text('field.remote_addr'))}</th></t:if><th>${e:forHtml(labels.text('field.out_trade_no'))}</th><th>${e:forHtml(labels.text('field.trade_status'))}</th><t:if test="${not shown.unverified()}"><th>${e:forHtml(labels.text('field.outcome'))}</th></t:if><t:if test="${shown.unverified()}"><th>${e:forHtml(labels.text('field.verdict'))}</th></t:if><th>${e:forHtml(labels.text('field.reason'))}</th><th>${e:forHtml(labels.text('field.answer'))}</th></tr>
    <t:forEach var="n" items="${shown.lines()}">
    <tr>
      <td class="head"><a href="${e:forHtmlAttribute(n.page())}">${e:forHtml(n.received())}</a></td>
      <td data-label="${e:forHtmlAttribute(labels.text('field.source'))}">${e:forHtml(n.way())}<br><span class="small">${e:forHtml(n.source())}</span></td>
      <t:if test="${shown.unverified()}"><td data-label="${e:forHtmlAttribute(labels.text('field.remote_addr'))}">${e:forHtml(n.remote())}</td><td class="text" data-label="${e:forHtmlAttribute(labels.text('field.out_trade_no'))}">${e:forHtml(n.out_trade_no())}</td></t:if>
      <t:if test="${not shown.unverified()}"><td data-label="${e:forHtmlAttribute(labels.text('field.out_trade_no'))}"><a href="order.jsp?out_trade_no=${e:forUriComponent(n.out_trade_no())}">${e:forHtml(n.out_trade_no())}</a></td></t:if>
      <td class="first" data-label="${e:forHtmlAttribute(labels.text('field.trade_status'))}">${e:forHtml(n.trade_status())}</td>
      <td class="first" data-label="${e:forHtmlAttribute(labels.text('field.outcome'))}"><t:if test="${not shown.unverified()}">${e:forHtml(n.outcome())}<br></t:if>${e:forHtml(n.verificationStatus())}</td>
      <td class="text" data-label="${e:forHtmlAttribute(labels.text('field.reason'))}">${e:forHtml(n.reason())}<t:if test="${not empty n.cause()}"><br><strong>${e:forHtml(n.cause())}</strong></t:if></td>
      <td data-label="${e:forHtmlAttribute(labels.text('field.answer'))}">${e:forHtml(n.answer())}<br>${e:forHtml(n.elapsed())}<t:if test="${not empty n.repeats()}"><br><span class="small">${e:forHtml(n.repeats())}</span></t:if></td>
    </tr>
    </t:forEach>
  </table>
  </div>
  </t:if>
  <t:if test="${not empty shown.next()}"><p><a id="older" href="notices.jsp${e:forHtmlAttribute(shown.next())}">${e:forHtml(labels.text('notices.older'))}</a></p></t:if>
</main>
</body>
</html>
