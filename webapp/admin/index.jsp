<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="com.alipay.config.*, com.alipay.web.admin.TodayPage, org.owasp.encoder.Encode" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<%
    TodayPage shown = TodayPage.of();
    pageContext.setAttribute("shown", shown);
%>
<!DOCTYPE html>
<html lang="zh-CN">
<head>
  <title>今天</title>
  <meta http-equiv="refresh" content="60">
  <%@ include file="/WEB-INF/jspf/head.jspf" %>
</head>
<body>
<main class="wide">
  <%@ include file="/WEB-INF/jspf/admin-head.jspf" %>
  <h1>今天</h1>
  <%@ include file="/WEB-INF/jspf/configuration.jspf" %>
  <t:if test="${not empty shown.problem()}">
  <section class="notice bad" id="problem"><p>${e:forHtml(shown.problem())}。通知现在回答 fail，支付宝会再通知，数据库恢复以后自动补上；原因请看<a href="doctor.jsp">诊断</a>。</p></section>
  </t:if>
  <ul class="counts" id="counts">
    <t:forEach var="count" items="${shown.counts()}">
    <li <t:if test="${count.urgent()}">class="urgent"</t:if>><a id="${e:forHtmlAttribute(count.code())}" href="${e:forHtmlAttribute(count.href())}"><b>${e:forHtml(count.count())}</b> ${e:forHtml(count.label())}</a></li>
    </t:forEach>
  </ul>
  <section class="card" id="state">
    <t:forEach var="line" items="${shown.state()}"><p>${e:forHtml(line)}</p></t:forEach>
    <p><a href="doctor.jsp">现在诊断</a><span class="small">（要几秒钟）</span> · <a href="test.jsp">0.01 元测试</a></p>
  </section>
  <t:if test="${not empty shown.toShip()}">
  <section class="card" id="oldest">
    <h2>等待发货最久的订单</h2>
    <ol>
      <t:forEach var="order" items="${shown.toShip()}">
      <li><a href="order.jsp?out_trade_no=${e:forUriComponent(order.out_trade_no())}">${e:forHtml(order.out_trade_no())}</a> <span class="small">${e:forHtml(order.placed())} 下单</span></li>
      </t:forEach>
    </ol>
  </section>
  </t:if>
  <t:if test="${not empty shown.days().rows()}">
  <section class="card" id="days">
    <h2>最近三十天</h2>
    <p class="legend"><span class="bar-0">下单</span> <span class="bar-1">已付款</span> <span class="bar-2">交易完成</span> <span class="bar-3">已退款</span></p>
    <svg viewBox="0 -14 720 152" role="img" aria-label="最近三十天每天的订单，数字在下面的表里">
      <text x="0" y="-3">${e:forHtml(shown.days().highest())}</text>
      <line x1="0" y1="120" x2="720" y2="120"></line>
      <t:forEach var="bar" items="${shown.days().bars()}"><rect class="${e:forHtmlAttribute(bar.kind())}" x="${e:forHtmlAttribute(bar.x())}" y="${e:forHtmlAttribute(bar.y())}" width="${e:forHtmlAttribute(bar.width())}" height="${e:forHtmlAttribute(bar.height())}"><title>${e:forHtml(bar.title())}</title></rect></t:forEach>
      <t:forEach var="label" items="${shown.days().labels()}"><text x="${e:forHtmlAttribute(label.x())}" y="135">${e:forHtml(label.text())}</text></t:forEach>
    </svg>
    <details><summary>数字</summary>
    <table class="dense">
      <tr><th>日期</th><th class="number">下单</th><th class="number">已付款</th><th class="number">交易完成</th><th class="number">已退款</th></tr>
      <t:forEach var="row" items="${shown.days().rows()}">
      <tr><t:forEach var="cell" items="${row}"><td class="number">${e:forHtml(cell)}</td></t:forEach></tr>
      </t:forEach>
    </table>
    </details>
  </section>
  <section class="card" id="hours">
    <h2>最近 24 小时的回答</h2>
    <p class="legend"><span class="bar-1">平均用时（毫秒）</span> <span class="bar-3">回答 fail 的比例</span></p>
    <svg viewBox="0 -14 720 152" role="img" aria-label="notify_url 每小时的回答，数字在下面的表里">
      <text x="0" y="-3">${e:forHtml(shown.hours().highest())}</text>
      <line x1="0" y1="120" x2="720" y2="120"></line>
      <t:forEach var="bar" items="${shown.hours().bars()}"><rect class="${e:forHtmlAttribute(bar.kind())}" x="${e:forHtmlAttribute(bar.x())}" y="${e:forHtmlAttribute(bar.y())}" width="${e:forHtmlAttribute(bar.width())}" height="${e:forHtmlAttribute(bar.height())}"><title>${e:forHtml(bar.title())}</title></rect></t:forEach>
      <t:forEach var="label" items="${shown.hours().labels()}"><text x="${e:forHtmlAttribute(label.x())}" y="135">${e:forHtml(label.text())}</text></t:forEach>
    </svg>
    <details><summary>数字</summary>
    <p class="small">每条签名正确的通知只算第一次的回答。</p>
    <table class="dense">
      <tr><th>时间</th><th class="number">通知</th><th class="number">回答 fail</th><th class="number">平均（毫秒）</th><th class="number">最长（毫秒）</th></tr>
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
