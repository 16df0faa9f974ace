<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="com.alipay.config.*, com.alipay.web.Labels, com.alipay.web.admin.TodayPage, org.owasp.encoder.Encode" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<%
    TodayPage shown = TodayPage.of(Labels.of(request));
    pageContext.setAttribute("shown", shown);
%>
<!DOCTYPE html>
<html lang="${e:forHtmlAttribute(labels.tag())}">
<head>
  <title>${e:forHtml(labels.text('nav.index'))}</title>
  <meta http-equiv="refresh" content="60">
  <%@ include file="/WEB-INF/jspf/head.jspf" %>
</head>
<body>
<main class="wide">
  <%@ include file="/WEB-INF/jspf/admin-head.jspf" %>
  <h1>${e:forHtml(labels.text('nav.index'))}</h1>
  <%@ include file="/WEB-INF/jspf/admin-configuration.jspf" %>
  <t:if test="${not empty shown.problem()}">
  <section class="notice bad" id="problem"><p>${e:forHtml(shown.problem())} <a href="doctor.jsp">${e:forHtml(labels.text('nav.doctor'))}</a></p></section>
  </t:if>
  <ul class="counts" id="counts">
    <t:forEach var="count" items="${shown.counts()}">
    <li <t:if test="${count.urgent()}">class="urgent"</t:if>><a id="${e:forHtmlAttribute(count.code())}" href="${e:forHtmlAttribute(count.href())}"><b>${e:forHtml(count.count())}</b> ${e:forHtml(count.label())}</a></li>
    </t:forEach>
  </ul>
  <section class="card" id="state">
    <t:forEach var="line" items="${shown.state()}"><p>${e:forHtml(line)}</p></t:forEach>
    <p><a href="doctor.jsp">${e:forHtml(labels.text('today.diagnose'))}</a> <span class="small">${e:forHtml(labels.text('today.seconds'))}</span> · <a href="test.jsp">${e:forHtml(labels.text('today.test'))}</a></p>
  </section>
  <t:if test="${not empty shown.toShip()}">
  <section class="card" id="oldest">
    <h2>${e:forHtml(labels.text('today.oldest'))}</h2>
    <ol>
      <t:forEach var="order" items="${shown.toShip()}">
      <li><a href="order.jsp?out_trade_no=${e:forUriComponent(order.out_trade_no())}">${e:forHtml(order.out_trade_no())}</a> <span class="small">${e:forHtml(labels.text('today.placed', order.placed()))}</span></li>
      </t:forEach>
    </ol>
  </section>
  </t:if>
  <t:if test="${not empty shown.days().rows()}">
  <section class="card" id="days">
    <h2>${e:forHtml(labels.text('today.days'))}</h2>
    <p class="legend"><span class="bar-0">${e:forHtml(labels.event('PLACED'))}</span> <span class="bar-1">${e:forHtml(labels.event('PAID'))}</span> <span class="bar-2">${e:forHtml(labels.event('FINISHED'))}</span> <span class="bar-3">${e:forHtml(labels.text('today.refunded'))}</span></p>
    <svg viewBox="0 -14 720 152" role="img" aria-label="${e:forHtmlAttribute(labels.text('today.days.description'))}">
      <text class="highest" x="0" y="-3">${e:forHtml(shown.days().highest())}</text>
      <line x1="0" y1="120" x2="720" y2="120"></line>
      <t:forEach var="bar" items="${shown.days().bars()}"><rect class="${e:forHtmlAttribute(bar.kind())}" x="${e:forHtmlAttribute(bar.x())}" y="${e:forHtmlAttribute(bar.y())}" width="${e:forHtmlAttribute(bar.width())}" height="${e:forHtmlAttribute(bar.height())}"><title>${e:forHtml(bar.title())}</title></rect></t:forEach>
      <t:forEach var="label" items="${shown.days().labels()}"><text x="${e:forHtmlAttribute(label.x())}" y="125" class="below">${e:forHtml(label.text())}</text></t:forEach>
    </svg>
    <details><summary>${e:forHtml(labels.text('today.numbers'))}</summary>
    <table class="dense">
      <tr><th>${e:forHtml(labels.text('today.date'))}</th><th class="number">${e:forHtml(labels.event('PLACED'))}</th><th class="number">${e:forHtml(labels.event('PAID'))}</th><th class="number">${e:forHtml(labels.event('FINISHED'))}</th><th class="number">${e:forHtml(labels.text('today.refunded'))}</th></tr>
      <t:forEach var="row" items="${shown.days().rows()}">
      <tr><t:forEach var="cell" items="${row}"><td class="number">${e:forHtml(cell)}</td></t:forEach></tr>
      </t:forEach>
    </table>
    </details>
  </section>
  <section class="card" id="hours">
    <h2>${e:forHtml(labels.text('today.hours'))}</h2>
    <p class="legend"><span class="bar-1">${e:forHtml(labels.text('today.hours.average'))}</span> <span class="bar-3">${e:forHtml(labels.text('today.hours.fail'))}</span></p>
    <svg viewBox="0 -14 720 152" role="img" aria-label="${e:forHtmlAttribute(labels.text('today.hours.description'))}">
      <text class="highest" x="0" y="-3">${e:forHtml(shown.hours().highest())}</text>
      <line x1="0" y1="120" x2="720" y2="120"></line>
      <t:forEach var="bar" items="${shown.hours().bars()}"><rect class="${e:forHtmlAttribute(bar.kind())}" x="${e:forHtmlAttribute(bar.x())}" y="${e:forHtmlAttribute(bar.y())}" width="${e:forHtmlAttribute(bar.width())}" height="${e:forHtmlAttribute(bar.height())}"><title>${e:forHtml(bar.title())}</title></rect></t:forEach>
      <t:forEach var="label" items="${shown.hours().labels()}"><text x="${e:forHtmlAttribute(label.x())}" y="125" class="below">${e:forHtml(label.text())}</text></t:forEach>
    </svg>
    <details><summary>${e:forHtml(labels.text('today.numbers'))}</summary>
    <p class="small">${e:forHtml(labels.text('today.hours.once'))}</p>
    <table class="dense">
      <tr><th>${e:forHtml(labels.text('today.time'))}</th><th class="number">${e:forHtml(labels.text('today.notifications'))}</th><th class="number">${e:forHtml(labels.text('today.failed'))}</th><th class="number">${e:forHtml(labels.text('today.average'))}</th><th class="number">${e:forHtml(labels.text('today.longest'))}</th></tr>
      <t:forEach var="row" items="${shown.hours().rows()}">
      <tr><t:forEach var="cell" items="${row}"><td class="number">${e:forHtml(cell)}</td></t:forEach></tr>
      </t:forEach>
    </table>
    </details>
  </section>
  </t:if>
</main>
</body>
</html>
