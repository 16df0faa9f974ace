<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="com.alipay.config.*, com.alipay.protocol.FormData, com.alipay.web.admin.TestPage, org.owasp.encoder.Encode" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<%
    pageContext.setAttribute("shown", TestPage.of(FormData.read(request).text("out_trade_no")));
%>
<!DOCTYPE html>
<html lang="zh-CN">
<head>
  <title>测试</title>
  <%@ include file="/WEB-INF/jspf/head.jspf" %>
</head>
<body>
<main class="wide">
  <%@ include file="/WEB-INF/jspf/admin-head.jspf" %>
  <%@ include file="/WEB-INF/jspf/configuration.jspf" %>
  <h1>0.01 元测试</h1>
  <p class="small">教程里“测试”一章（双功能 3 / 担保 4）：付一笔 0.01 元，下面就是已经看到的步骤。刷新这个页面看最新的情况。</p>
  <p class="notice ${e:forHtmlAttribute(shown.complete() ? 'good' : 'open')}" id="next" role="status"><strong>下一步：</strong>${e:forHtml(shown.next())}。</p>
  <t:if test="${not empty shown.out_trade_no()}"><p>订单 <a id="order" href="order.jsp?out_trade_no=${e:forUriComponent(shown.out_trade_no())}">${e:forHtml(shown.out_trade_no())}</a></p></t:if>
  <table id="steps" class="dense">
    <tr><th>步骤</th><th>状态</th><th>看到的</th><th>要做的</th><th>教程</th></tr>
    <t:forEach var="step" items="${shown.steps()}">
    <tr id="${e:forHtmlAttribute(step.code())}"><td class="text">${e:forHtml(step.title())}</td><td class="text"><t:if test="${step.missing()}"><strong>${e:forHtml(step.state())}</strong></t:if><t:if test="${not step.missing()}">${e:forHtml(step.state())}</t:if></td><td class="text">${e:forHtml(step.seen())}</td><td class="text">${e:forHtml(step.todo())}</td><td class="text small">${e:forHtml(step.section())}</td></tr>
    </t:forEach>
  </table>
  <p class="small">教程的五个步骤（双功能 3.1 / 担保 4.1）：只有接口时在本机、在服务器各测一次，接进下单流程以后再在本机、在服务器各测一次。<a href="doctor.jsp">诊断</a> · <a href="notices.jsp">通知记录</a></p>
</main>
</body>
</html>
