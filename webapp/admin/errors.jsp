<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="com.alipay.config.*, com.alipay.web.admin.ErrorsPage, org.owasp.encoder.Encode" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<!DOCTYPE html>
<html lang="zh-CN">
<head>
  <title>错误代码</title>
  <%@ include file="/WEB-INF/jspf/head.jspf" %>
</head>
<body>
<main class="wide">
  <%@ include file="/WEB-INF/jspf/admin-head.jspf" %>
  <h1>错误代码</h1>
  <p class="small">买家付款时看到的“调试错误”页面，和查询、发货、退款接口的回答，都带这样的代码。用浏览器的页内查找，或在网址后面加上 #代码。支付宝不会把付款页面上的错误通知商户的服务器。</p>
  <h2>教程里的代码（双功能 4.1 / 担保 5.1）</h2>
<%
    pageContext.setAttribute("codes", ErrorsPage.listed());
%>
  <%@ include file="/WEB-INF/jspf/error-codes.jspf" %>
  <h2>其他代码</h2>
<%
    pageContext.setAttribute("codes", ErrorsPage.unlisted());
%>
  <%@ include file="/WEB-INF/jspf/error-codes.jspf" %>
</main>
</body>
</html>
