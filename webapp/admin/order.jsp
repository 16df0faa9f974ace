<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="com.alipay.config.*, com.alipay.web.admin.OrderPage, com.alipay.protocol.FormData, org.owasp.encoder.Encode" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<%
    OrderPage shown = OrderPage.of(FormData.read(request).text("out_trade_no"), request);
    response.setStatus(shown.status());
    pageContext.setAttribute("shown", shown);
%>
<!DOCTYPE html>
<html lang="${e:forHtmlAttribute(labels.tag())}">
<head>
  <title>${e:forHtml(labels.text('order.title', shown.out_trade_no()))}</title>
  <%@ include file="/WEB-INF/jspf/head.jspf" %>
</head>
<body>
<main class="wide">
  <%@ include file="/WEB-INF/jspf/admin-head.jspf" %>
  <%@ include file="/WEB-INF/jspf/admin-configuration.jspf" %>
  <h1>${e:forHtml(labels.text('order.title', shown.out_trade_no()))}</h1>
  <t:if test="${empty shown.fields()}">
  <p class="notice bad">${e:forHtml(labels.text('order.unknown'))}</p>
  <form class="card" id="query" action="act" method="post" accept-charset="${e:forHtmlAttribute(AlipayConfig.input_charset)}">
    <h2>${e:forHtml(labels.text('order.query'))}</h2>
    <input type="hidden" name="action" value="query">
    <input type="hidden" name="out_trade_no" value="${e:forHtmlAttribute(shown.out_trade_no())}">
    <input type="hidden" name="token" value="${e:forHtmlAttribute(shown.token())}">
    <p class="small">${e:forHtml(labels.text('order.unknown.query'))}</p>
    <button id="ask" class="quiet">${e:forHtml(labels.text('order.query.button'))}</button>
  </form>
  </t:if>
  <t:if test="${not empty shown.fields()}">
  <t:forEach var="held" items="${shown.waiting()}">
  <section class="card held" id="held-${e:forHtmlAttribute(held.id())}">
    <h2>${e:forHtml(labels.text('order.held', held.title()))}</h2>
    <p class="why">${e:forHtml(labels.sentence(held.reason()))}</p>
    <p>${e:forHtml(labels.sentence(held.remedy()))}</p>
    <p class="small"><a href="notice.jsp?id=${e:forUriComponent(held.id())}">${e:forHtml(labels.text('number', held.id()))}</a> ${e:forHtml(labels.text('order.message', held.received(), held.source(), held.reported()))} ${e:forHtml(labels.sentence(held.repeats()))}</p>
    <form action="act" method="post" accept-charset="${e:forHtmlAttribute(AlipayConfig.input_charset)}">
      <input type="hidden" name="id" value="${e:forHtmlAttribute(held.id())}">
      <input type="hidden" name="out_trade_no" value="${e:forHtmlAttribute(shown.out_trade_no())}">
      <input type="hidden" name="token" value="${e:forHtmlAttribute(shown.token())}">
      <label for="reason-${e:forHtmlAttribute(held.id())}">${e:forHtml(labels.text('order.reason'))}</label>
      <input id="reason-${e:forHtmlAttribute(held.id())}" name="reason" required maxlength="200">
      <div class="choices">
        <t:if test="${held.releasable()}"><button name="action" value="release" class="risky">${e:forHtml(labels.text('order.release'))}</button></t:if>
        <button name="action" value="dismiss" class="quiet">${e:forHtml(labels.text('order.dismiss'))}</button>
      </div>
    </form>
  </section>
  </t:forEach>
  <t:if test="${not empty shown.unfinished()}">
  <form class="card held" id="unfinished" action="act" method="post" accept-charset="${e:forHtmlAttribute(AlipayConfig.input_charset)}">
    <h2>${e:forHtml(labels.text('order.unfinished'))}</h2>
    <t:forEach var="call" items="${shown.unfinished()}">
    <p class="why">${e:forHtml(labels.text('order.unfinished.call', call.began(), call.milestone()))}</p>
    </t:forEach>
    <p>${e:forHtml(labels.text('order.unfinished.check'))}</p>
    <input type="hidden" name="out_trade_no" value="${e:forHtmlAttribute(shown.out_trade_no())}">
    <input type="hidden" name="token" value="${e:forHtmlAttribute(shown.token())}">
    <label for="checked">${e:forHtml(labels.text('order.unfinished.result'))}</label>
    <input id="checked" name="reason" required maxlength="200">
    <div class="choices">
      <button id="confirm_calls" name="action" value="confirm">${e:forHtml(labels.text('order.confirm'))}</button>
      <button id="reset_calls" name="action" value="reset" class="quiet">${e:forHtml(labels.text('order.reset'))}</button>
    </div>
  </form>
  </t:if>
  <dl class="card" id="order">
    <t:forEach var="field" items="${shown.fields()}">
    <dt>${e:forHtml(field.label())}</dt><dd id="${e:forHtmlAttribute(field.name())}">${e:forHtml(field.value())}</dd>
    </t:forEach>
  </dl>
  <h2>${e:forHtml(labels.text('order.history'))}</h2>
  <t:if test="${shown.cut()}"><p class="small">${e:forHtml(labels.text('order.cut'))} <a href="notices.jsp?out_trade_no=${e:forUriComponent(shown.out_trade_no())}">${e:forHtml(labels.text('nav.notices'))}</a></p></t:if>
  <t:if test="${not empty shown.dropped()}"><p class="small" id="dropped">${e:forHtml(shown.dropped())}</p></t:if>
  <ol class="timeline" id="history">
    <t:forEach var="step" items="${shown.steps()}">
    <li class="${e:forHtmlAttribute(step.kind())}">
      <p class="when"><time>${e:forHtml(step.at())}</time> ${e:forHtml(step.source())}<t:if test="${not empty step.notificationId()}"> <a href="notice.jsp?id=${e:forUriComponent(step.notificationId())}">${e:forHtml(labels.text('number', step.notificationId()))}</a></t:if></p>
      <p class="what">${e:forHtml(step.title())}</p>
      <t:forEach var="move" items="${step.moves()}">
      <p class="move"><span class="small">${e:forHtml(move.label())}</span>
        <t:if test="${not empty move.from()}"><span>${e:forHtml(move.from())}</span> <span class="arrow">→</span></t:if>
        <b>${e:forHtml(move.to())}</b></p>
      </t:forEach>
      <t:if test="${not empty step.reported()}"><p class="small">${e:forHtml(labels.text('order.reported', step.reported()))}</p></t:if>
      <t:if test="${not empty step.reason()}"><p>${e:forHtml(step.reason())}</p></t:if>
      <t:if test="${not empty step.repeats()}"><p class="small">${e:forHtml(step.repeats())}</p></t:if>
      <t:if test="${not empty step.operator()}"><p class="person">${e:forHtml(labels.text('order.operator', step.operator()))}<t:if test="${not empty step.note()}"> · ${e:forHtml(labels.text('order.operator.note', step.note()))}</t:if></p></t:if>
      <t:if test="${empty step.operator() and not empty step.note()}"><p class="small">${e:forHtml(step.note())}</p></t:if>
    </li>
    </t:forEach>
  </ol>
  <t:if test="${shown.shippable()}">
  <form class="card" id="ship" action="act" method="post" accept-charset="${e:forHtmlAttribute(AlipayConfig.input_charset)}">
    <h2>${e:forHtml(labels.text('order.ship'))}</h2>
    <input type="hidden" name="action" value="ship">
    <input type="hidden" name="out_trade_no" value="${e:forHtmlAttribute(shown.out_trade_no())}">
    <input type="hidden" name="token" value="${e:forHtmlAttribute(shown.token())}">
    <label for="transport_type">${e:forHtml(labels.text('order.transport'))}</label>
    <select id="transport_type" name="transport_type">
      <option value="EXPRESS">${e:forHtml(labels.text('transport.EXPRESS'))}</option>
      <option value="EMS">EMS</option>
      <option value="POST">${e:forHtml(labels.text('transport.POST'))}</option>
      <option value="DIRECT">${e:forHtml(labels.text('transport.DIRECT'))}</option>
    </select>
    <label for="logistics_name">${e:forHtml(labels.text('order.logistics_name'))}</label>
    <input id="logistics_name" name="logistics_name" maxlength="64">
    <label for="invoice_no">${e:forHtml(labels.text('order.invoice_no'))}</label>
    <input id="invoice_no" name="invoice_no" maxlength="32">
    <button id="send_goods">${e:forHtml(labels.text('order.send_goods'))}</button>
  </form>
  </t:if>
  <t:if test="${not empty shown.next()}">
  <form class="card" id="query" action="act" method="post">
    <h2>${e:forHtml(labels.text('order.query'))}</h2>
    <input type="hidden" name="action" value="query">
    <input type="hidden" name="out_trade_no" value="${e:forHtmlAttribute(shown.out_trade_no())}">
    <input type="hidden" name="token" value="${e:forHtmlAttribute(shown.token())}">
    <p class="small">${e:forHtml(labels.text('order.query.text'))}</p>
    <button id="ask" class="quiet">${e:forHtml(labels.text('order.query.button'))}</button>
  </form>
  <form class="card" id="repair" action="act" method="post" accept-charset="${e:forHtmlAttribute(AlipayConfig.input_charset)}">
    <h2>${e:forHtml(labels.text('order.mark'))}</h2>
    <p class="small">${e:forHtml(labels.text('order.mark.text'))}</p>
    <input type="hidden" name="action" value="mark">
    <input type="hidden" name="out_trade_no" value="${e:forHtmlAttribute(shown.out_trade_no())}">
    <input type="hidden" name="token" value="${e:forHtmlAttribute(shown.token())}">
    <label for="mark_to">${e:forHtml(labels.text('order.mark.to'))}</label>
    <select id="mark_to" name="trade_status">
      <t:forEach var="status" items="${shown.next()}">
      <option value="${e:forHtmlAttribute(status.name())}">${e:forHtml(labels.show(status.meaning()))}</option>
      </t:forEach>
    </select>
    <label for="reason">${e:forHtml(labels.text('order.reason'))}</label>
    <input id="reason" name="reason" required maxlength="200">
    <button id="mark" class="risky">${e:forHtml(labels.text('order.mark.button'))}</button>
  </form>
  </t:if>
  </t:if>
</main>
</body>
</html>
