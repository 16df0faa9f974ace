<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="com.alipay.config.*, com.alipay.web.DoctorPage, com.alipay.trade.Finding, org.owasp.encoder.Encode" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<%
    pageContext.setAttribute("checks", DoctorPage.examine(request));
%>
<!DOCTYPE html>
<html lang="zh-CN">
<head>
  <title>诊断</title>
  <%@ include file="/WEB-INF/jspf/head.jspf" %>
</head>
<body>
<main class="wide">
  <%@ include file="/WEB-INF/jspf/admin-head.jspf" %>
  <%@ include file="/WEB-INF/jspf/configuration.jspf" %>
  <h1>诊断</h1>
  <p class="small">教程里“订单更新异常”一节（双功能 4.2 / 担保 5.2）的检查，从这台服务器现在问到的结果。“无法得知”既不是好也不是坏。</p>
  <div class="scroll">
  <table id="checks">
    <tr><th>结果</th><th>检查</th><th>说明</th><th>由谁处理</th><th>教程</th></tr>
    <c:forEach var="check" items="${checks}">
    <tr id="${e:forHtmlAttribute(check.code())}">
      <td>${e:forHtml(check.state())}</td>
      <td>${e:forHtml(check.code())}</td>
      <td class="text">${e:forHtml(check.advice())}</td>
      <td>${e:forHtml(check.fixer())}</td>
      <td>${e:forHtml(check.section())}</td>
    </tr>
    </c:forEach>
  </table>
  </div>
</main>
</body>
</html>
