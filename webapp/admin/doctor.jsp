<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="com.alipay.config.*, com.alipay.web.admin.DoctorPage, org.owasp.encoder.Encode" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<%
    response.setHeader("X-Accel-Buffering", "no"); // nginx 不要攒着
    pageContext.setAttribute("patience", DoctorPage.patience());
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
  <h1>诊断</h1>
  <p class="small">教程里“订单更新异常”一节（双功能 4.2 / 担保 5.2）的检查。打开这个页面就从这台服务器重新问一遍，最多 ${e:forHtml(patience)} 秒，查完一项列出一项。</p>
  <ol id="progress" class="small">
<%
    JspWriter lines = out;
    lines.flush();
    DoctorPage shown = DoctorPage.of(request, line -> {
        try {
            lines.print("<li>" + Encode.forHtml(line) + "</li>\n");
            lines.flush();
        } catch (java.io.IOException e) {
            // 打开页面的人已经走了。诊断照样做完，因为可能有别人在等这一次的结果
        }
    });
    pageContext.setAttribute("shown", shown);
%>
  </ol>
  <p class="notice ${e:forHtmlAttribute(shown.tone())}" id="summary" role="status">${e:forHtml(shown.headline())}。</p>
  <p class="small">这一次从 ${e:forHtml(shown.began())} 开始，用了 ${e:forHtml(shown.elapsed())} 秒。</p>
  <t:forEach var="check" items="${shown.failed()}">
  <section class="card <t:if test="${check.error()}">held</t:if><t:if test="${not check.error()}">advised</t:if>" id="${e:forHtmlAttribute(check.code())}">
    <h2><t:if test="${check.error()}">有误</t:if><t:if test="${not check.error()}">提醒</t:if>：${e:forHtml(check.title())}</h2>
    <p class="why">${e:forHtml(check.advice())}</p>
    <t:if test="${not empty check.observed()}"><p class="seen">看到的：${e:forHtml(check.observed())}</p></t:if>
    <p class="small">由谁处理：${e:forHtml(check.fixer())}<t:if test="${not empty check.section()}"> · 教程：${e:forHtml(check.section())}</t:if> · ${e:forHtml(check.code())}</p>
  </section>
  </t:forEach>
  <t:if test="${not empty shown.unknown()}">
  <h2>无法得知</h2>
  <p class="small">从这台服务器上看不出来，既不是好也不是坏。</p>
  <table id="unknown" class="dense checks">
    <t:forEach var="check" items="${shown.unknown()}">
    <tr id="${e:forHtmlAttribute(check.code())}"><td class="text">${e:forHtml(check.title())}</td><td class="text seen">${e:forHtml(check.observed())}</td></tr>
    </t:forEach>
  </table>
  </t:if>
  <t:if test="${not empty shown.information()}">
  <h2>供参考</h2>
  <table id="told" class="dense checks">
    <t:forEach var="check" items="${shown.information()}">
    <tr id="${e:forHtmlAttribute(check.code())}"><td class="text">${e:forHtml(check.title())}<br><span class="small">${e:forHtml(check.advice())}</span></td><td class="text seen">${e:forHtml(check.observed())}</td></tr>
    </t:forEach>
  </table>
  </t:if>
  <h2>正常</h2>
  <table id="passed" class="dense checks">
    <t:forEach var="check" items="${shown.passed()}">
    <tr id="${e:forHtmlAttribute(check.code())}"><td class="text">${e:forHtml(check.title())}</td><td class="text seen">${e:forHtml(check.observed())}</td></tr>
    </t:forEach>
  </table>
</main>
</body>
</html>
