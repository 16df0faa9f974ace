<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="com.alipay.config.*, com.alipay.web.PaymentForm, org.owasp.encoder.Encode" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<%
    // 直接付款页面：没有下单流程的网站，由买家填写商品名称、金额和备注，再进入支付宝收银台。
    // 有下单流程的网站不需要这个页面，让买家直接进入 alipayto.jsp。
    // 填写有误时 alipayto.jsp 带着填过的内容回到这里。
    PaymentForm filled = (PaymentForm) request.getAttribute("form");
    PaymentForm form = filled == null ? PaymentForm.empty() : filled;
    pageContext.setAttribute("form", form);
    pageContext.setAttribute("mainname", AlipayConfig.mainname);
    pageContext.setAttribute("charset", AlipayConfig.input_charset);
%>
<!DOCTYPE html>
<html lang="zh-CN">
<head>
  <title>付款</title>
  <%@ include file="/WEB-INF/jspf/head.jspf" %>
</head>
<body>
<main>
<% if (filled == null) { %>
  <h1>付款给 ${e:forHtml(mainname)}</h1>
<% } else { %>
  <h1>请检查填写的内容</h1>
<% } %>
  <%@ include file="/WEB-INF/jspf/configuration.jspf" %>
  <form class="card" id="payment" action="alipayto.jsp" method="post" accept-charset="${e:forHtmlAttribute(charset)}">
    <dl class="payee">
      <dt>收款方</dt>
      <dd>${e:forHtml(mainname)}</dd>
    </dl>
    <% for (Violation finding : form.globalErrors()) { %>
    <p class="advice" role="alert"><%= Encode.forHtml(finding.toString()) %></p>
    <% } %>
    <label for="subject">商品名称</label>
    <input id="subject" name="subject" value="${e:forHtmlAttribute(form.text('subject'))}" required maxlength="256" autofocus aria-describedby="subject-advice">
    <p class="advice" id="subject-advice">${e:forHtml(form.errorFor('subject'))}</p>

    <label for="price">付款金额（元）</label>
    <input id="price" name="price" value="${e:forHtmlAttribute(form.text('price'))}" required inputmode="decimal" aria-describedby="price-advice">
    <p class="advice" id="price-advice">${e:forHtml(form.errorFor('price'))}</p>

    <label for="body">备注</label>
    <textarea id="body" name="body" rows="3" maxlength="400" aria-describedby="body-advice">${e:forHtml(form.text('body'))}</textarea>
    <p class="advice" id="body-advice">${e:forHtml(form.errorFor('body'))}</p>

    <input type="hidden" name="service" value="${e:forHtmlAttribute(form.service().code())}">
    <button type="submit" class="pay"><img src="images/pay.svg" alt="" width="22" height="22"> 去付款</button>
  </form>
  <p class="small">点击“去付款”后进入收银台，在那里选择付款方式。</p>
</main>
</body>
</html>
