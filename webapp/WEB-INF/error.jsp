<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" isErrorPage="true" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<!DOCTYPE html>
<html lang="zh-CN">
<head>
  <title>出错了</title>
  <%@ include file="/WEB-INF/jspf/head.jspf" %>
</head>
<body>
<main>
  <h1>出错了（${e:forHtml(pageContext.errorData.statusCode)}）</h1>
  <% if (String.valueOf(pageContext.getErrorData().getRequestURI()).startsWith(request.getContextPath() + "/admin/")) { %>
  <section class="notice bad" id="operator">
    <p>这个管理页面现在打不开，原因在日志里；多半是订单数据库暂时不能用，恢复以后不用重新启动。</p>
    <p><a href="${e:forHtmlAttribute(pageContext.request.contextPath)}/admin/doctor.jsp">打开诊断</a></p>
  </section>
  <% } else { %>
  <section class="notice bad">
    <p>这个页面现在打不开，没有扣款。请稍后再试；已经付款的订单会在收到支付宝的通知后自动更新。</p>
  </section>
  <p><a href="${e:forHtmlAttribute(pageContext.request.contextPath)}/index.jsp">返回付款页面</a></p>
  <% } %>
</main>
</body>
</html>
