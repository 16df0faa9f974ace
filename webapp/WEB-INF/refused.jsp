<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<!DOCTYPE html>
<html lang="zh-CN">
<head>
  <title>没有执行</title>
  <%@ include file="/WEB-INF/jspf/head.jspf" %>
</head>
<body>
<main class="wide">
  <%@ include file="/WEB-INF/jspf/admin-head.jspf" %>
  <h1>没有执行</h1>
  <section class="notice bad" id="refused"><p>${e:forHtml(why)}</p></section>
</main>
</body>
</html>
