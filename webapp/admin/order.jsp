<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="java.util.Locale, com.alipay.config.*, com.alipay.web.admin.OrderPage, com.alipay.protocol.FormData, org.owasp.encoder.Encode" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<%
    OrderPage shown = OrderPage.of(FormData.read(request).text("out_trade_no"), request);
    response.setStatus(shown.status());
    pageContext.setAttribute("shown", shown);
%>
<!DOCTYPE html>
<html lang="zh-CN">
<head>
  <title>订单</title>
  <%@ include file="/WEB-INF/jspf/head.jspf" %>
</head>
<body>
<main class="wide">
  <%@ include file="/WEB-INF/jspf/admin-head.jspf" %>
  <%@ include file="/WEB-INF/jspf/configuration.jspf" %>
  <h1>订单 ${e:forHtml(shown.out_trade_no())}</h1>
  <t:if test="${empty shown.fields()}"><p class="notice bad">没有这个订单号。</p></t:if>
  <t:if test="${not empty shown.fields()}">
  <t:forEach var="held" items="${shown.waiting()}">
  <section class="card held" id="held-${e:forHtmlAttribute(held.id())}">
    <h2>待人工处理：${e:forHtml(held.title())}</h2>
    <p class="why">${e:forHtml(held.reason())}。</p>
    <p>${e:forHtml(held.remedy())}。</p>
    <p class="small">${e:forHtml(held.received())} 收到的${e:forHtml(held.source())}（<a href="notice.jsp?id=${e:forUriComponent(held.id())}">第 ${e:forHtml(held.id())} 号</a>）说：${e:forHtml(held.reported())}。内容是真的，但和订单对不上，所以没有采用。<t:if test="${not empty held.repeats()}">${e:forHtml(held.repeats())}。</t:if></p>
    <form action="act" method="post" accept-charset="${e:forHtmlAttribute(AlipayConfig.input_charset)}">
      <input type="hidden" name="id" value="${e:forHtmlAttribute(held.id())}">
      <input type="hidden" name="out_trade_no" value="${e:forHtmlAttribute(shown.out_trade_no())}">
      <input type="hidden" name="token" value="${e:forHtmlAttribute(shown.token())}">
      <label for="reason-${e:forHtmlAttribute(held.id())}">原因（会记入订单的经过）</label>
      <input id="reason-${e:forHtmlAttribute(held.id())}" name="reason" required maxlength="200">
      <div class="choices">
        <t:if test="${held.releasable()}"><button name="action" value="release" class="risky">放行：按这条通知更新订单</button></t:if>
        <button name="action" value="dismiss" class="quiet">驳回：不采用这条通知</button>
      </div>
    </form>
  </section>
  </t:forEach>
  <t:if test="${not empty shown.unfinished()}">
  <form class="card held" id="unfinished" action="act" method="post" accept-charset="${e:forHtmlAttribute(AlipayConfig.input_charset)}">
    <h2>商户程序中途提交</h2>
    <t:forEach var="call" items="${shown.unfinished()}">
    <p class="why">${e:forHtml(call.began())} 在“${e:forHtml(call.milestone())}”这一步，您的程序（order_listener）自己结束了事务。做没做完程序无法知道，订单没有更新。</p>
    </t:forEach>
    <p>核对您自己的表，再选一项；选好以后放行或重放扣住的通知。</p>
    <input type="hidden" name="out_trade_no" value="${e:forHtmlAttribute(shown.out_trade_no())}">
    <input type="hidden" name="token" value="${e:forHtmlAttribute(shown.token())}">
    <label for="checked">核对的结果（会记入订单的经过）</label>
    <input id="checked" name="reason" required maxlength="200">
    <div class="choices">
      <button id="confirm_calls" name="action" value="confirm">已经做完：不再调用</button>
      <button id="reset_calls" name="action" value="reset" class="quiet">没有做：允许再次调用</button>
    </div>
  </form>
  </t:if>
  <dl class="card" id="order">
    <t:forEach var="field" items="${shown.fields()}">
    <dt>${e:forHtml(field.label())}</dt><dd id="${e:forHtmlAttribute(field.name())}">${e:forHtml(field.value())}</dd>
    </t:forEach>
  </dl>
  <h2>经过</h2>
  <t:if test="${shown.cut()}"><p class="small">关于这笔订单的通知很多，这里只列出最新的，全部在<a href="notices.jsp?out_trade_no=${e:forUriComponent(shown.out_trade_no())}">通知记录</a>里。</p></t:if>
  <t:if test="${not empty shown.dropped()}"><p class="small" id="dropped">${e:forHtml(shown.dropped())}。</p></t:if>
  <ol class="timeline" id="history">
    <t:forEach var="step" items="${shown.steps()}">
    <li class="${e:forHtmlAttribute(step.kind())}">
      <p class="when"><time>${e:forHtml(step.at())}</time> ${e:forHtml(step.source())}<t:if test="${not empty step.notificationId()}">，<a href="notice.jsp?id=${e:forUriComponent(step.notificationId())}">第 ${e:forHtml(step.notificationId())} 号</a></t:if></p>
      <p class="what">${e:forHtml(step.title())}</p>
      <t:forEach var="move" items="${step.moves()}">
      <p class="move"><span class="small">${e:forHtml(move.label())}</span>
        <t:if test="${not empty move.from()}"><span>${e:forHtml(move.from())}</span> <span class="arrow">→</span></t:if>
        <b>${e:forHtml(move.to())}</b></p>
      </t:forEach>
      <t:if test="${not empty step.reported()}"><p class="small">通知里的状态：${e:forHtml(step.reported())}</p></t:if>
      <t:if test="${not empty step.reason()}"><p>${e:forHtml(step.reason())}</p></t:if>
      <t:if test="${not empty step.repeats()}"><p class="small">${e:forHtml(step.repeats())}</p></t:if>
      <t:if test="${not empty step.operator()}"><p class="person">操作人 <b>${e:forHtml(step.operator())}</b><t:if test="${not empty step.note()}">，原因：${e:forHtml(step.note())}</t:if></p></t:if>
      <t:if test="${empty step.operator() and not empty step.note()}"><p class="small">${e:forHtml(step.note())}</p></t:if>
    </li>
    </t:forEach>
  </ol>
  <t:if test="${shown.shippable()}">
  <form class="card" id="ship" action="act" method="post" accept-charset="${e:forHtmlAttribute(AlipayConfig.input_charset)}">
    <h2>发货</h2>
    <input type="hidden" name="action" value="ship">
    <input type="hidden" name="out_trade_no" value="${e:forHtmlAttribute(shown.out_trade_no())}">
    <input type="hidden" name="token" value="${e:forHtmlAttribute(shown.token())}">
    <label for="transport_type">物流类型</label>
    <select id="transport_type" name="transport_type">
      <option value="EXPRESS">快递</option>
      <option value="EMS">EMS</option>
      <option value="POST">平邮</option>
      <option value="DIRECT">无需物流</option>
    </select>
    <label for="logistics_name">物流公司</label>
    <input id="logistics_name" name="logistics_name" maxlength="64">
    <label for="invoice_no">运单号</label>
    <input id="invoice_no" name="invoice_no" maxlength="32">
    <button id="send_goods">通知支付宝已发货</button>
  </form>
  </t:if>
  <t:if test="${not empty shown.next()}">
  <form class="card" id="query" action="act" method="post">
    <h2>向支付宝查询</h2>
    <input type="hidden" name="action" value="query">
    <input type="hidden" name="out_trade_no" value="${e:forHtmlAttribute(shown.out_trade_no())}">
    <input type="hidden" name="token" value="${e:forHtmlAttribute(shown.token())}">
    <p class="small">查询这笔交易在支付宝的状态，并按规则更新订单。</p>
    <button id="ask" class="quiet">查询</button>
  </form>
  <form class="card" id="repair" action="act" method="post" accept-charset="${e:forHtmlAttribute(AlipayConfig.input_charset)}">
    <h2>人工补单</h2>
    <p class="small">只在支付宝网站上核对过这笔交易之后使用。商户的业务程序会照常执行一次。</p>
    <input type="hidden" name="action" value="mark">
    <input type="hidden" name="out_trade_no" value="${e:forHtmlAttribute(shown.out_trade_no())}">
    <input type="hidden" name="token" value="${e:forHtmlAttribute(shown.token())}">
    <label for="mark_to">改为</label>
    <select id="mark_to" name="trade_status">
      <t:forEach var="status" items="${shown.next()}">
      <option value="${e:forHtmlAttribute(status.name())}">${e:forHtml(status.meaning().in(Locale.CHINESE))}</option>
      </t:forEach>
    </select>
    <label for="reason">原因（会记入订单的经过）</label>
    <input id="reason" name="reason" required maxlength="200">
    <button id="mark" class="risky">更新订单</button>
  </form>
  </t:if>
  </t:if>
</main>
</body>
</html>
