<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="com.alipay.config.*, com.alipay.web.admin.NotificationPage, org.owasp.encoder.Encode" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<%
    NotificationPage shown = NotificationPage.of(request);
    response.setStatus(shown.status());
    pageContext.setAttribute("shown", shown);
%>
<!DOCTYPE html>
<html lang="zh-CN">
<head>
  <title>通知</title>
  <%@ include file="/WEB-INF/jspf/head.jspf" %>
</head>
<body>
<main class="wide">
  <%@ include file="/WEB-INF/jspf/admin-head.jspf" %>
  <%@ include file="/WEB-INF/jspf/configuration.jspf" %>
  <h1><t:if test="${shown.unverified()}">签名不对的消息 </t:if><t:if test="${not shown.unverified()}">通知 </t:if>${e:forHtml(shown.id())}</h1>
  <t:if test="${empty shown.fields()}"><p class="notice bad">没有这条消息<t:if test="${shown.unverified()}">，或者已经被更新的消息挤掉了</t:if>。</p></t:if>
  <t:if test="${not empty shown.fields()}">
  <t:if test="${shown.unverified()}"><p class="notice bad" id="stranger">下面的内容不能证明来自支付宝，请勿相信。它没有影响任何订单，也不能放行或重放。</p></t:if>
  <dl class="card" id="notice">
    <t:forEach var="field" items="${shown.fields()}">
    <dt>${e:forHtml(field.label())}</dt><dd id="${e:forHtmlAttribute(field.name())}">${e:forHtml(field.value())}</dd>
    </t:forEach>
  </dl>
  <t:if test="${not empty shown.causes()}">
  <h2>没有采用的原因</h2>
  <div class="card" id="causes">
    <t:forEach var="cause" items="${shown.causes()}">
    <p>${e:forHtml(cause.sentence())}<br><span class="small"><t:if test="${not empty cause.fixer()}">由谁处理：${e:forHtml(cause.fixer())}；</t:if><t:if test="${not empty cause.section()}">教程：${e:forHtml(cause.section())}；</t:if>代码：<code>${e:forHtml(cause.code())}</code></span></p>
    </t:forEach>
    <t:if test="${shown.unverified()}">
    <form action="act" method="post" accept-charset="${e:forHtmlAttribute(AlipayConfig.input_charset)}">
      <input type="hidden" name="stranger" value="${e:forHtmlAttribute(shown.id())}">
      <input type="hidden" name="token" value="${e:forHtmlAttribute(shown.token())}">
      <button id="examine" name="action" value="examine" class="quiet">按现在的配置再检查一次</button>
    </form>
    </t:if>
  </div>
  </t:if>
  <t:if test="${not shown.unverified()}">
  <nav>
    <t:if test="${not empty shown.notify_id()}"><a id="deliveries" href="notices.jsp?notify_id=${e:forUriComponent(shown.notify_id())}">这个 notify_id 的全部消息</a></t:if>
    <t:if test="${not empty shown.out_trade_no()}"><a id="about" href="order.jsp?out_trade_no=${e:forUriComponent(shown.out_trade_no())}">订单 ${e:forHtml(shown.out_trade_no())}</a></t:if>
  </nav>
  </t:if>
  <h2>内容</h2>
  <t:if test="${empty shown.params()}"><p class="notice">没有读到任何参数。</p></t:if>
  <t:if test="${not empty shown.params()}">
  <dl class="card" id="params">
    <t:forEach var="sent" items="${shown.params()}">
    <dt>${e:forHtml(sent.name())}</dt><dd>${e:forHtml(sent.value())}</dd>
    </t:forEach>
  </dl>
  </t:if>
  <t:if test="${shown.omitted() > 0}"><p class="small">还有 ${e:forHtml(shown.omitted())} 个参数没有显示。</p></t:if>
  <t:if test="${shown.replayable()}">
  <form class="card" id="repair" action="act" method="post" accept-charset="${e:forHtmlAttribute(AlipayConfig.input_charset)}">
    <h2>人工处理</h2>
    <input type="hidden" name="id" value="${e:forHtmlAttribute(shown.id())}">
    <input type="hidden" name="token" value="${e:forHtmlAttribute(shown.token())}">
    <label for="why">原因（会记下来）</label>
    <input id="why" name="reason" required maxlength="200">
    <div class="choices">
      <t:if test="${shown.releasable()}"><button id="release" name="action" value="release">放行：按这条通知更新订单</button></t:if>
      <t:if test="${shown.dismissable()}"><button id="dismiss" name="action" value="dismiss" class="quiet">驳回：不采用这条通知</button></t:if>
      <button id="replay" name="action" value="replay" class="quiet">重放：按规则再处理一次</button>
    </div>
  </form>
  </t:if>
  </t:if>
</main>
</body>
</html>
