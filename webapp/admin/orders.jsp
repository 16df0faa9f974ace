<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="com.alipay.config.*, com.alipay.trade.Finding, com.alipay.web.OrdersPage, org.owasp.encoder.Encode" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<%
    pageContext.setAttribute("orders", OrdersPage.newest());
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
  <c:if test="${empty orders}"><p class="notice">还没有订单。</p></c:if>
  <c:if test="${not empty orders}">
  <div class="scroll">
  <table>
    <tr><th>订单号</th><th>商品名称</th><th>单价</th><th>实付</th><th>付款方式</th><th>交易状态</th><th>下单时间</th></tr>
    <c:forEach var="o" items="${orders}">
    <tr>
      <td><a href="order.jsp?out_trade_no=${e:forUriComponent(o.out_trade_no())}">${e:forHtml(o.out_trade_no())}</a></td>
      <td class="text">${e:forHtml(o.subject())}</td>
      <td class="number">${e:forHtml(o.price())}</td>
      <td class="number">${e:forHtml(o.total_fee())}</td>
      <td>${e:forHtml(o.mode())}</td>
      <td>${e:forHtml(o.status())}</td>
      <td>${e:forHtml(o.placed())}</td>
    </tr>
    </c:forEach>
  </table>
  </div>
  </c:if>
</main>
</body>
</html>
