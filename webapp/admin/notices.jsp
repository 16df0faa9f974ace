<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="com.alipay.config.*, com.alipay.web.admin.NotificationsPage, org.owasp.encoder.Encode" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<%
    NotificationsPage shown = NotificationsPage.of(request);
    response.setStatus(shown.status());
    pageContext.setAttribute("shown", shown);
%>
<!DOCTYPE html>
<html lang="zh-CN">
<head>
  <title>通知记录</title>
  <%@ include file="/WEB-INF/jspf/head.jspf" %>
</head>
<body>
<main class="wide">
  <%@ include file="/WEB-INF/jspf/admin-head.jspf" %>
  <%@ include file="/WEB-INF/jspf/configuration.jspf" %>
  <h1>通知记录</h1>
  <nav class="tabs">
    <t:if test="${shown.unverified()}"><a href="notices.jsp">签名正确的消息</a> <strong>签名不对的消息</strong></t:if>
    <t:if test="${not shown.unverified()}"><strong>签名正确的消息</strong> <a href="notices.jsp?kind=strangers">签名不对的消息</a></t:if>
  </nav>
  <t:if test="${shown.unverified()}">
  <p class="small">这里的消息不能证明来自支付宝，没有影响任何订单，也不能放行或重放。只保留最近 1000 条，更早的只计数。签名不一致的原因多半是 key 或编码配置不对，也可能是有人伪造：最近的消息由程序检查，查出的原因用粗体写在“原因”一栏，更早的打开时再查。</p>
  </t:if>
  <t:if test="${not shown.unverified()}">
  <p class="small">签名正确的返回和通知都在这里，每条消息是一行，同一条消息再次送到只计数，写明次数和最后一次的时间。每个订单最新的 ${e:forHtml(shown.kept())} 条全部保留，更早的只保留改变过订单的、人工处理过的和等待处理的，其余只计数，数目在订单页面上。待人工处理（HELD）的内容真实，但与订单不符，没有采用，需要人工核对；重复（REPEAT）的内容订单已经知道，没有再处理。</p>
  </t:if>
  <details class="card" id="search"<t:if test="${shown.searching()}"> open</t:if>>
  <summary>查询</summary>
  <form action="notices.jsp" method="get" accept-charset="${e:forHtmlAttribute(AlipayConfig.input_charset)}">
    <t:if test="${shown.unverified()}"><input type="hidden" name="kind" value="strangers"></t:if>
    <div class="filter">
    <t:if test="${not shown.unverified()}">
    <t:field name="outcome" label="结果" options="${shown.outcomes()}" value="${shown.text('outcome')}"/>
    </t:if>
    <t:field name="verdict" label="验证" options="${shown.verificationStatuses()}" value="${shown.text('verdict')}"/>
    <t:field name="out_trade_no" label="订单号" value="${shown.text('out_trade_no')}"/>
    <t:field name="trade_no" label="支付宝交易号" value="${shown.text('trade_no')}"/>
    <t:field name="notify_id" label="notify_id" value="${shown.text('notify_id')}"/>
    <t:field name="from" label="收到时间从" type="datetime-local" value="${shown.time('from')}"/>
    <t:field name="until" label="到（含）" type="datetime-local" value="${shown.time('until')}"/>
    </div>
    <p class="actions"><button id="find">查询</button></p>
  </form>
  </details>
  <t:forEach var="advice" items="${shown.advice()}"><p class="notice bad" role="alert">${e:forHtml(advice)}</p></t:forEach>
  <t:if test="${not empty shown.minutes()}">
  <details class="card" id="minutes">
    <summary>每分钟收到的条数（有消息的最近 ${e:forHtml(shown.minutes().size())} 分钟）</summary>
    <table class="dense">
      <tr><th>时间</th><th class="number">收到</th><th class="number">其中未保存</th></tr>
      <t:forEach var="minute" items="${shown.minutes()}">
      <tr><td>${e:forHtml(minute.begin())}</td><td class="number">${e:forHtml(minute.seen())}</td><td class="number">${e:forHtml(minute.dropped())}</td></tr>
      </t:forEach>
    </table>
  </details>
  </t:if>
  <t:if test="${empty shown.lines() and empty shown.advice()}"><p class="notice" id="none"><t:if test="${shown.searching()}">没有找到。</t:if><t:if test="${not shown.searching()}">还没有收到。</t:if></p></t:if>
  <t:if test="${not empty shown.lines()}">
  <div class="scroll">
  <table id="notices" class="dense cards">
    <tr><th>收到时间</th><th>来源</th><t:if test="${shown.unverified()}"><th>对方地址</th></t:if><th>订单号</th><th>交易状态</th><t:if test="${not shown.unverified()}"><th>结果</th></t:if><t:if test="${shown.unverified()}"><th>验证</th></t:if><th>原因</th><th>回答</th></tr>
    <t:forEach var="n" items="${shown.lines()}">
    <tr>
      <td class="head"><a href="${e:forHtmlAttribute(n.page())}">${e:forHtml(n.received())}</a></td>
      <td data-label="来源">${e:forHtml(n.way())}<br><span class="small">${e:forHtml(n.source())}</span></td>
      <t:if test="${shown.unverified()}"><td data-label="对方地址">${e:forHtml(n.remote())}</td><td class="text" data-label="订单号">${e:forHtml(n.out_trade_no())}</td></t:if>
      <t:if test="${not shown.unverified()}"><td data-label="订单号"><a href="order.jsp?out_trade_no=${e:forUriComponent(n.out_trade_no())}">${e:forHtml(n.out_trade_no())}</a></td></t:if>
      <td class="first" data-label="交易状态">${e:forHtml(n.trade_status())}</td>
      <td class="first" data-label="结果"><t:if test="${not shown.unverified()}">${e:forHtml(n.outcome())}<br></t:if>${e:forHtml(n.verificationStatus())}</td>
      <td class="text" data-label="原因">${e:forHtml(n.reason())}<t:if test="${not empty n.cause()}"><br><strong>${e:forHtml(n.cause())}</strong></t:if></td>
      <td data-label="回答">${e:forHtml(n.answer())}<br>${e:forHtml(n.elapsed())}<t:if test="${not empty n.repeats()}"><br><span class="small">${e:forHtml(n.repeats())}</span></t:if></td>
    </tr>
    </t:forEach>
  </table>
  </div>
  </t:if>
  <t:if test="${not empty shown.next()}"><p><a id="older" href="notices.jsp${e:forHtmlAttribute(shown.next())}">更早的</a></p></t:if>
</main>
</body>
</html>
