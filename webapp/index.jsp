<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="com.alipay.config.*, com.alipay.services.PaymentForm, com.alipay.trade.Finding, org.owasp.encoder.Encode" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<%
    // 直接付款页面：没有下单流程的网站，由买家填写商品名称、金额和备注，再进入支付宝收银台。
    // 有下单流程的网站不需要这个页面，让买家直接进入 alipayto.jsp。
    PaymentForm form = PaymentForm.blank();
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
  <h1>付款给 ${e:forHtml(mainname)}</h1>
  <%@ include file="/WEB-INF/jspf/configuration.jspf" %>
  <%@ include file="/WEB-INF/jspf/payment-form.jspf" %>
  <p class="small">点击“去付款”后进入收银台，在那里选择付款方式。</p>
</main>
</body>
</html>
