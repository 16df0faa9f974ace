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
<html lang="zh-CN">
<head>
  <title>订单</title>
  <%@ include file="/WEB-INF/jspf/head.jspf" %>
</head>
<body>
<main class="wide">
  <%@ include file="/WEB-INF/jspf/admin-head.jspf" %>
  <h1>订单</h1>
  <%@ include file="/WEB-INF/jspf/configuration.jspf" %>
  <details class="card" id="filter" <t:if test="${shown.filtered() and empty shown.orders()}">open</t:if>>
    <summary>查找订单</summary>
    <form action="orders.jsp" method="get" accept-charset="${e:forHtmlAttribute(AlipayConfig.input_charset)}">
      <p class="advice" id="filter-advice">${e:forHtml(shown.advice(''))}</p>
      <p class="advice" id="before-advice">${e:forHtml(shown.advice('before'))}</p>
      <div class="filter">
        <t:field name="out_trade_no" label="订单号（写完整）" value="${shown.text('out_trade_no')}" advice="${shown.advice('out_trade_no')}"/>
        <t:field name="trade_no" label="支付宝交易号（写完整）" value="${shown.text('trade_no')}" advice="${shown.advice('trade_no')}"/>
        <t:field name="buyer_email" label="买家账号（写完整）" value="${shown.text('buyer_email')}" advice="${shown.advice('buyer_email')}"/>
        <t:field name="trade_status" label="交易状态" options="${shown.trade_statuses()}" value="${shown.text('trade_status')}" advice="${shown.advice('trade_status')}"/>
        <t:field name="refund_status" label="退款状态" options="${shown.refund_statuses()}" value="${shown.text('refund_status')}" advice="${shown.advice('refund_status')}"/>
        <t:field name="mode" label="付款方式" options="${shown.modes()}" value="${shown.text('mode')}" advice="${shown.advice('mode')}"/>
        <t:field name="from" label="下单时间从" placeholder="2011-03-15 10:00" value="${shown.text('from')}" advice="${shown.advice('from')}"/>
        <t:field name="until" label="到（含，北京时间）" placeholder="2011-03-16" value="${shown.text('until')}" advice="${shown.advice('until')}"/>
        <t:field name="reason" label="扣住的原因" options="${shown.reasons()}" value="${shown.text('reason')}" advice="${shown.advice('reason')}"/>
      </div>
      <label class="check"><input type="checkbox" name="held" value="1" <t:if test="${shown.text('held') == '1'}">checked</t:if>> 只看有通知待人工处理的订单</label>
      <p class="advice" id="held-advice">${e:forHtml(shown.advice('held'))}</p>
      <p class="actions"><button id="search">查找</button></p>
    </form>
  </details>
  <t:if test="${not empty shown.conditions()}">
  <p id="conditions">条件：${e:forHtml(shown.conditions())}<a href="orders.jsp">清除</a></p>
  </t:if>
  <t:if test="${empty shown.orders() and shown.status() == 200}">
  <p class="notice" id="none">
    <t:if test="${shown.exhausted()}">看过的订单里没有符合条件的，更早的还没有看。</t:if>
    <t:if test="${not shown.exhausted() and shown.filtered()}">没有符合条件的订单。</t:if>
    <t:if test="${not shown.exhausted() and not shown.filtered()}">还没有订单。</t:if>
  </p>
  </t:if>
  <t:if test="${not empty shown.orders()}">
  <div class="scroll">
  <table id="orders" class="cards">
    <tr><th>订单号</th><th>商品名称</th><th class="number">单价</th><th class="number">实付</th><th>付款方式</th><th>交易状态</th><th>买家账号</th><th>下单时间</th></tr>
    <t:forEach var="o" items="${shown.orders()}">
    <tr>
      <td class="head"><a href="order.jsp?out_trade_no=${e:forUriComponent(o.out_trade_no())}">${e:forHtml(o.out_trade_no())}</a>
        <t:if test="${not empty o.held()}"><br><span class="badge">待处理 ${e:forHtml(o.held())}</span></t:if></td>
      <td class="text" data-label="商品名称">${e:forHtml(o.subject())}</td>
      <td class="number" data-label="单价">${e:forHtml(o.price())}</td>
      <td class="number first" data-label="实付">${e:forHtml(o.total_fee())}</td>
      <td data-label="付款方式">${e:forHtml(o.mode())}</td>
      <td class="text first" data-label="交易状态">${e:forHtml(o.status())}<t:if test="${not empty o.refund()}"><br><span class="small">${e:forHtml(o.refund())}</span></t:if></td>
      <td data-label="买家账号">${e:forHtml(o.buyer_email())}</td>
      <td data-label="下单时间">${e:forHtml(o.placed())}</td>
    </tr>
    </t:forEach>
  </table>
  </div>
  </t:if>
  <p class="pages">
    <t:if test="${shown.later()}"><a id="first" href="orders.jsp${e:forHtmlAttribute(shown.first())}">回到最新的</a></t:if>
    <t:if test="${not empty shown.next()}"><a id="next" href="orders.jsp${e:forHtmlAttribute(shown.next())}">更早的订单</a></t:if>
  </p>
</main>
</body>
</html>
