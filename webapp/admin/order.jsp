<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="com.alipay.config.*, com.alipay.web.OrderPage, com.alipay.trade.Finding, com.alipay.util.FormData, org.owasp.encoder.Encode" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<%
    OrderPage shown = OrderPage.of(FormData.read(request).text("out_trade_no"), request);
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
  <%@ include file="/WEB-INF/jspf/configuration.jspf" %>
  <h1>订单 ${e:forHtml(shown.out_trade_no())}</h1>
  <c:if test="${empty shown.fields()}"><p class="notice bad">没有这个订单号。</p></c:if>
  <c:if test="${not empty shown.fields()}">
  <dl class="card" id="order">
    <c:forEach var="field" items="${shown.fields()}">
    <dt>${e:forHtml(field.label())}</dt><dd id="${e:forHtmlAttribute(field.name())}">${e:forHtml(field.value())}</dd>
    </c:forEach>
  </dl>
  <h2>经过</h2>
  <div class="scroll">
  <table id="history">
    <tr><th>时间</th><th>事件</th><th>交易状态</th><th>退款状态</th><th>来自</th><th>操作人</th><th>原因</th><th>notify_id</th></tr>
    <c:forEach var="change" items="${shown.history()}">
    <tr>
      <td>${e:forHtml(change.at())}</td>
      <td>${e:forHtml(change.event())}</td>
      <td>${e:forHtml(change.trade_status())}</td>
      <td>${e:forHtml(change.refund_status())}</td>
      <td>${e:forHtml(change.source())}</td>
      <td>${e:forHtml(change.operator())}</td>
      <td class="text">${e:forHtml(change.note())}</td>
      <td>${e:forHtml(change.notify_id())}</td>
    </tr>
    </c:forEach>
  </table>
  </div>
  <c:if test="${shown.shippable()}">
  <form class="card" id="ship" action="act" method="post" accept-charset="<%= Encode.forHtmlAttribute(AlipayConfig.input_charset) %>">
    <h2>发货</h2>
    <input type="hidden" name="action" value="ship">
    <input type="hidden" name="out_trade_no" value="${e:forHtmlAttribute(shown.out_trade_no())}">
    <input type="hidden" name="token" value="${e:forHtmlAttribute(shown.token())}">
    <label for="transport_type">物流类型</label>
    <select id="transport_type" name="transport_type">
      <option value="EXPRESS">快递</option>
      <option value="EMS">EMS</option>
      <option value="POST">平邮</option>
      <option value="DIRECT">无需物流</option>
    </select>
    <label for="logistics_name">物流公司</label>
    <input id="logistics_name" name="logistics_name" maxlength="64">
    <label for="invoice_no">运单号</label>
    <input id="invoice_no" name="invoice_no" maxlength="32">
    <button id="send_goods">通知支付宝已发货</button>
  </form>
  </c:if>
  <c:if test="${not empty shown.next()}">
  <form class="card" id="query" action="act" method="post">
    <h2>向支付宝查询</h2>
    <input type="hidden" name="action" value="query">
    <input type="hidden" name="out_trade_no" value="${e:forHtmlAttribute(shown.out_trade_no())}">
    <input type="hidden" name="token" value="${e:forHtmlAttribute(shown.token())}">
    <p class="small">查询这笔交易在支付宝的状态，并按规则更新订单。</p>
    <button id="ask" class="quiet">查询</button>
  </form>
  <form class="card" id="repair" action="act" method="post" accept-charset="<%= Encode.forHtmlAttribute(AlipayConfig.input_charset) %>">
    <h2>人工补单</h2>
    <p class="small">只在支付宝网站上核对过这笔交易之后使用。商户的业务程序会照常执行一次。</p>
    <input type="hidden" name="action" value="mark">
    <input type="hidden" name="out_trade_no" value="${e:forHtmlAttribute(shown.out_trade_no())}">
    <input type="hidden" name="token" value="${e:forHtmlAttribute(shown.token())}">
    <label for="trade_status">改为</label>
    <select id="trade_status" name="trade_status">
      <c:forEach var="status" items="${shown.next()}">
      <option value="${e:forHtmlAttribute(status.name())}">${e:forHtml(status.meaning())}</option>
      </c:forEach>
    </select>
    <label for="reason">原因（会记入订单的经过）</label>
    <input id="reason" name="reason" required maxlength="200">
    <button id="mark">更新订单</button>
  </form>
  </c:if>
  </c:if>
</main>
</body>
</html>
