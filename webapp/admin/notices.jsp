<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="com.alipay.config.*, com.alipay.web.NoticesPage, com.alipay.trade.Finding, org.owasp.encoder.Encode" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<%
    pageContext.setAttribute("notices", NoticesPage.newest());
%>
<!DOCTYPE html>
<html lang="zh-CN">
<head>
  <title>通知记录</title>
  <%@ include file="/WEB-INF/jspf/head.jspf" %>
</head>
<body>
<main class="wide">
  <%@ include file="/WEB-INF/jspf/admin-head.jspf" %>
  <%@ include file="/WEB-INF/jspf/configuration.jspf" %>
  <h1>通知记录</h1>
  <p class="small">签名正确的返回和通知都在这里。HELD 表示内容真实，但与订单不符，没有采用，需要人工核对。</p>
  <c:if test="${empty notices}"><p class="notice">还没有收到通知。</p></c:if>
  <c:if test="${not empty notices}">
  <div class="scroll">
  <table id="notices">
    <tr><th>收到时间</th><th>页面</th><th>订单号</th><th>交易状态</th><th>结果</th><th>原因</th><th>回答</th></tr>
    <c:forEach var="n" items="${notices}">
    <tr>
      <td><a href="notice.jsp?id=${e:forUriComponent(n.id())}">${e:forHtml(n.received())}</a></td>
      <td>${e:forHtml(n.source())}</td>
      <td><a href="order.jsp?out_trade_no=${e:forUriComponent(n.out_trade_no())}">${e:forHtml(n.out_trade_no())}</a></td>
      <td>${e:forHtml(n.trade_status())}</td>
      <td>${e:forHtml(n.outcome())}</td>
      <td class="text">${e:forHtml(n.reason())}</td>
      <td>${e:forHtml(n.answer())}</td>
    </tr>
    </c:forEach>
  </table>
  </div>
  </c:if>
</main>
</body>
</html>
