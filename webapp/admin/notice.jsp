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
<html lang="${e:forHtmlAttribute(labels.tag())}">
<head>
  <title>${e:forHtml(labels.text(shown.unverified() ? 'notice.unverified.title' : 'notice.verified.title', shown.id()))}</title>
  <%@ include file="/WEB-INF/jspf/head.jspf" %>
</head>
<body>
<main class="wide">
  <%@ include file="/WEB-INF/jspf/admin-head.jspf" %>
  <%@ include file="/WEB-INF/jspf/admin-configuration.jspf" %>
  <h1>${e:forHtml(labels.text(shown.unverified() ? 'notice.unverified.title' : 'notice.verified.title', shown.id()))}</h1>
  <t:if test="${empty shown.fields()}"><p class="notice bad">${e:forHtml(labels.text(shown.unverified() ? 'notice.unknown.unverified' : 'notice.unknown'))}</p></t:if>
  <t:if test="${not empty shown.fields()}">
  <t:if test="${shown.unverified()}"><p class="notice bad" id="stranger">${e:forHtml(labels.text('notice.untrusted'))}</p></t:if>
  <dl class="card" id="notice">
    <t:forEach var="field" items="${shown.fields()}">
    <dt>${e:forHtml(field.label())}</dt><dd id="${e:forHtmlAttribute(field.name())}">${e:forHtml(field.value())}</dd>
    </t:forEach>
  </dl>
  <t:if test="${not empty shown.causes()}">
  <h2>${e:forHtml(labels.text('notice.causes'))}</h2>
  <div class="card" id="causes">
    <t:forEach var="cause" items="${shown.causes()}">
    <p>${e:forHtml(cause.sentence())}<br><span class="small"><t:if test="${not empty cause.responsible()}">${e:forHtml(labels.text('fixer', cause.responsible()))} · </t:if><t:if test="${not empty cause.section()}">${e:forHtml(labels.text('section', cause.section()))} · </t:if>${e:forHtml(labels.text('code'))}<code>${e:forHtml(cause.code())}</code></span></p>
    </t:forEach>
    <t:if test="${shown.unverified()}">
    <form action="act" method="post" accept-charset="${e:forHtmlAttribute(AlipayConfig.input_charset)}">
      <input type="hidden" name="stranger" value="${e:forHtmlAttribute(shown.id())}">
      <input type="hidden" name="token" value="${e:forHtmlAttribute(shown.token())}">
      <button id="examine" name="action" value="examine" class="quiet">${e:forHtml(labels.text('notice.examine'))}</button>
    </form>
    </t:if>
  </div>
  </t:if>
  <t:if test="${not shown.unverified()}">
  <nav>
    <t:if test="${not empty shown.notify_id()}"><a id="deliveries" href="notices.jsp?notify_id=${e:forUriComponent(shown.notify_id())}">${e:forHtml(labels.text('notice.deliveries'))}</a></t:if>
    <t:if test="${not empty shown.out_trade_no()}"><a id="about" href="order.jsp?out_trade_no=${e:forUriComponent(shown.out_trade_no())}">${e:forHtml(labels.text('order.title', shown.out_trade_no()))}</a></t:if>
  </nav>
  </t:if>
  <h2>${e:forHtml(labels.text('notice.content'))}</h2>
  <t:if test="${empty shown.params()}"><p class="notice">${e:forHtml(labels.text('notice.empty'))}</p></t:if>
  <t:if test="${not empty shown.params()}">
  <dl class="card" id="params">
    <t:forEach var="sent" items="${shown.params()}">
    <dt>${e:forHtml(sent.name())}</dt><dd>${e:forHtml(sent.value())}</dd>
    </t:forEach>
  </dl>
  </t:if>
  <t:if test="${shown.omitted() > 0}"><p class="small">${e:forHtml(labels.text('notice.omitted', shown.omitted()))}</p></t:if>
  <t:if test="${shown.replayable()}">
  <form class="card" id="repair" action="act" method="post" accept-charset="${e:forHtmlAttribute(AlipayConfig.input_charset)}">
    <h2>${e:forHtml(labels.text('notice.act'))}</h2>
    <input type="hidden" name="id" value="${e:forHtmlAttribute(shown.id())}">
    <input type="hidden" name="token" value="${e:forHtmlAttribute(shown.token())}">
    <label for="why">${e:forHtml(labels.text('notice.reason'))}</label>
    <input id="why" name="reason" required maxlength="200">
    <div class="choices">
      <t:if test="${shown.releasable()}"><button id="release" name="action" value="release">${e:forHtml(labels.text('order.release'))}</button></t:if>
      <t:if test="${shown.dismissable()}"><button id="dismiss" name="action" value="dismiss" class="quiet">${e:forHtml(labels.text('order.dismiss'))}</button></t:if>
      <button id="replay" name="action" value="replay" class="quiet">${e:forHtml(labels.text('notice.replay'))}</button>
    </div>
  </form>
  </t:if>
  </t:if>
</main>
</body>
</html>
