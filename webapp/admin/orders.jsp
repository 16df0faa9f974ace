<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="com.alipay.config.*, com.alipay.web.admin.OrdersPage, org.owasp.encoder.Encode" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
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
  <details class="card" id="filter" <c:if test="${shown.filtered() and empty shown.orders()}">open</c:if>>
    <summary>查找订单</summary>
    <form action="orders.jsp" method="get" accept-charset="<%= Encode.forHtmlAttribute(AlipayConfig.input_charset) %>">
      <p class="advice" id="filter-advice">${e:forHtml(shown.advice(''))}</p>
      <p class="advice" id="before-advice">${e:forHtml(shown.advice('before'))}</p>
      <div class="filter">
        <div>
          <label for="out_trade_no">订单号（写完整）</label>
          <input id="out_trade_no" name="out_trade_no" value="${e:forHtmlAttribute(shown.text('out_trade_no'))}" aria-describedby="out_trade_no-advice">
          <p class="advice" id="out_trade_no-advice">${e:forHtml(shown.advice('out_trade_no'))}</p>
        </div>
        <div>
          <label for="trade_no">支付宝交易号（写完整）</label>
          <input id="trade_no" name="trade_no" value="${e:forHtmlAttribute(shown.text('trade_no'))}" aria-describedby="trade_no-advice">
          <p class="advice" id="trade_no-advice">${e:forHtml(shown.advice('trade_no'))}</p>
        </div>
        <div>
          <label for="buyer_email">买家账号（写完整）</label>
          <input id="buyer_email" name="buyer_email" value="${e:forHtmlAttribute(shown.text('buyer_email'))}" aria-describedby="buyer_email-advice">
          <p class="advice" id="buyer_email-advice">${e:forHtml(shown.advice('buyer_email'))}</p>
        </div>
        <div>
          <label for="trade_status">交易状态</label>
          <select id="trade_status" name="trade_status" aria-describedby="trade_status-advice">
            <option value="">全部</option>
            <c:forEach var="choice" items="${shown.trade_statuses()}">
            <option value="${e:forHtmlAttribute(choice.value())}" <c:if test="${shown.text('trade_status') == choice.value()}">selected</c:if>>${e:forHtml(choice.label())}</option>
            </c:forEach>
          </select>
          <p class="advice" id="trade_status-advice">${e:forHtml(shown.advice('trade_status'))}</p>
        </div>
        <div>
          <label for="refund_status">退款状态</label>
          <select id="refund_status" name="refund_status" aria-describedby="refund_status-advice">
            <option value="">全部</option>
            <c:forEach var="choice" items="${shown.refund_statuses()}">
            <option value="${e:forHtmlAttribute(choice.value())}" <c:if test="${shown.text('refund_status') == choice.value()}">selected</c:if>>${e:forHtml(choice.label())}</option>
            </c:forEach>
          </select>
          <p class="advice" id="refund_status-advice">${e:forHtml(shown.advice('refund_status'))}</p>
        </div>
        <div>
          <label for="mode">付款方式</label>
          <select id="mode" name="mode" aria-describedby="mode-advice">
            <option value="">全部</option>
            <c:forEach var="choice" items="${shown.modes()}">
            <option value="${e:forHtmlAttribute(choice.value())}" <c:if test="${shown.text('mode') == choice.value()}">selected</c:if>>${e:forHtml(choice.label())}</option>
            </c:forEach>
          </select>
          <p class="advice" id="mode-advice">${e:forHtml(shown.advice('mode'))}</p>
        </div>
        <div>
          <label for="from">下单时间从</label>
          <input id="from" name="from" placeholder="2011-03-15 10:00" value="${e:forHtmlAttribute(shown.text('from'))}" aria-describedby="from-advice">
          <p class="advice" id="from-advice">${e:forHtml(shown.advice('from'))}</p>
        </div>
        <div>
          <label for="until">到（含，北京时间）</label>
          <input id="until" name="until" placeholder="2011-03-16" value="${e:forHtmlAttribute(shown.text('until'))}" aria-describedby="until-advice">
          <p class="advice" id="until-advice">${e:forHtml(shown.advice('until'))}</p>
        </div>
        <div>
          <label for="reason">扣住的原因</label>
          <select id="reason" name="reason" aria-describedby="reason-advice">
            <option value="">全部</option>
            <c:forEach var="choice" items="${shown.reasons()}">
            <option value="${e:forHtmlAttribute(choice.value())}" <c:if test="${shown.text('reason') == choice.value()}">selected</c:if>>${e:forHtml(choice.label())}</option>
            </c:forEach>
          </select>
          <p class="advice" id="reason-advice">${e:forHtml(shown.advice('reason'))}</p>
        </div>
      </div>
      <label class="check"><input type="checkbox" name="held" value="1" <c:if test="${shown.text('held') == '1'}">checked</c:if>> 只看有通知待人工处理的订单</label>
      <p class="advice" id="held-advice">${e:forHtml(shown.advice('held'))}</p>
      <p class="actions"><button id="search">查找</button></p>
    </form>
  </details>
  <c:if test="${not empty shown.conditions()}">
  <p id="conditions">条件：${e:forHtml(shown.conditions())}<a href="orders.jsp">清除</a></p>
  </c:if>
  <c:if test="${empty shown.orders() and shown.status() == 200}">
  <p class="notice" id="none">
    <c:if test="${shown.exhausted()}">看过的订单里没有符合条件的，更早的还没有看。</c:if>
    <c:if test="${not shown.exhausted() and shown.filtered()}">没有符合条件的订单。</c:if>
    <c:if test="${not shown.exhausted() and not shown.filtered()}">还没有订单。</c:if>
  </p>
  </c:if>
  <c:if test="${not empty shown.orders()}">
  <div class="scroll">
  <table id="orders" class="cards">
    <tr><th>订单号</th><th>商品名称</th><th class="number">单价</th><th class="number">实付</th><th>付款方式</th><th>交易状态</th><th>买家账号</th><th>下单时间</th></tr>
    <c:forEach var="o" items="${shown.orders()}">
    <tr>
      <td class="head"><a href="order.jsp?out_trade_no=${e:forUriComponent(o.out_trade_no())}">${e:forHtml(o.out_trade_no())}</a>
        <c:if test="${not empty o.held()}"><br><span class="badge">待处理 ${e:forHtml(o.held())}</span></c:if></td>
      <td class="text" data-label="商品名称">${e:forHtml(o.subject())}</td>
      <td class="number" data-label="单价">${e:forHtml(o.price())}</td>
      <td class="number first" data-label="实付">${e:forHtml(o.total_fee())}</td>
      <td data-label="付款方式">${e:forHtml(o.mode())}</td>
      <td class="text first" data-label="交易状态">${e:forHtml(o.status())}<c:if test="${not empty o.refund()}"><br><span class="small">${e:forHtml(o.refund())}</span></c:if></td>
      <td data-label="买家账号">${e:forHtml(o.buyer_email())}</td>
      <td data-label="下单时间">${e:forHtml(o.placed())}</td>
    </tr>
    </c:forEach>
  </table>
  </div>
  </c:if>
  <p class="pages">
    <c:if test="${shown.later()}"><a id="first" href="orders.jsp${e:forHtmlAttribute(shown.first())}">回到最新的</a></c:if>
    <c:if test="${not empty shown.next()}"><a id="next" href="orders.jsp${e:forHtmlAttribute(shown.next())}">更早的订单</a></c:if>
  </p>
</main>
</body>
</html>
