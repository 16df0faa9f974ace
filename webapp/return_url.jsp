<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="com.alipay.config.*, com.alipay.orders.rules.*, com.alipay.protocol.*, com.alipay.util.*, org.owasp.encoder.Encode" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<%
    // 页面跳转同步通知页面。买家付款后浏览器回到这里；买家关掉页面就不会来，所以订单不能只靠它更新。
    // 不能使用 session 和 cookie，也不要求登录。
    FormData message = FormData.read(request);
    boolean opened = message.isEmpty(); // 没有参数：有人直接打开了这个页面
    VerificationResult verification = AlipayNotify.check(message); // 验证签名（mysign 与 sign）和 notify_id（responseTxt）

    // 订单服务记下这条消息，更新订单；自己管理订单的网站只换掉这一条语句。
    ProcessingResult result = opened ? null : com.alipay.orders.OrderService.current().process(verification, MessageSource.RETURN_URL);
    if (!opened) {
        AlipayCore.logResult(AlipayNotify.line("return_url", verification, result.description(), "page"));
    }

    if (verification.isGenuine()) { //验证成功
        // 第一步：获得支付宝的处理结果数据
        Notification notification = verification.notification();
        String out_trade_no = notification.text("out_trade_no"); // 订单号
        String trade_no = notification.text("trade_no"); // 支付宝交易号
        String total_fee = notification.text("total_fee"); // 订单总额
        String subject = notification.text("subject"); // 订单名称
        String body = notification.text("body"); // 订单描述
        String buyer_email = notification.text("buyer_email"); // 买家支付宝账号
        String trade_status = notification.text("trade_status"); // 交易状态，例如 WAIT_SELLER_SEND_GOODS、TRADE_FINISHED
        pageContext.setAttribute("notification", notification);

        // 第二步：判断该笔订单是否在商户网站中已经做过处理。重复、迟到、待人工核对的消息不进入第三步
        if (result.isFirst()) {
            // 第三步：业务逻辑处理。不能漏掉的处理（例如充值）写在 merchant/ShopOrderListener.java 里，它与订单在同一个事务中
            // 请在这里加上商户的业务逻辑程序代码

        }
    } else { //验证失败
        // 不使用收到的任何内容；下面的页面说明原因
    }
    pageContext.setAttribute("show_url", AlipayConfig.show_url.isEmpty() ? "index.jsp" : AlipayConfig.show_url);
    pageContext.setAttribute("stored", opened ? null : result.order().orElse(null));
%>
<!DOCTYPE html>
<html lang="zh-CN">
<head>
  <title>付款结果</title>
  <%@ include file="/WEB-INF/jspf/head.jspf" %>
</head>
<body>
<main>
  <%@ include file="/WEB-INF/jspf/configuration.jspf" %>
<% if (opened) { %>
  <h1>付款结果</h1>
  <section class="notice" id="result"><p>付款完成后，支付宝会带您回到这个页面。现在没有付款结果可以显示。</p></section>
<% } else if (verification.isGenuine() && verification.notification().isFailedReturn()) { %>
  <h1>付款结果</h1>
  <section class="notice bad" id="result">
    <p>付款状态：<strong>没有成功</strong></p>
    <p>支付宝返回说这次付款没有成功，所以没有更新订单。如果您已经付款，订单会在收到支付宝的通知后自动更新，请勿重复付款。</p>
  </section>
<% } else if (verification.isGenuine()) { %>
  <h1>付款结果</h1>
  <section class="notice good" id="result">
    <p>验证状态：<strong>验证成功</strong></p>
    <% if (result.held()) { %>
    <p>付款信息与本站的订单不一致，商户会核对后处理，请勿重复付款。</p>
    <% } else if (!result.recorded()) { %>
    <p>付款结果已收到，订单稍后自动更新，请勿重复付款。</p>
    <% } %>
  </section>
  <dl class="card" id="values">
    <dt>支付宝交易号</dt><dd id="trade_no">${e:forHtml(notification.text('trade_no'))}</dd>
    <dt>订单号</dt><dd id="out_trade_no">${e:forHtml(notification.text('out_trade_no'))}</dd>
    <dt>付款总金额</dt><dd id="total_fee" class="amount">${e:forHtml(notification.text('total_fee'))} 元</dd>
    <dt>商品名称</dt><dd id="subject">${e:forHtml(notification.text('subject'))}</dd>
    <dt>备注</dt><dd id="body">${e:forHtml(notification.text('body'))}</dd>
    <dt>买家账号</dt><dd id="buyer_email">${e:forHtml(notification.text('buyer_email'))}</dd>
    <dt>收货人</dt><dd id="receive_name">${e:forHtml(notification.text('receive_name'))}</dd>
    <dt>收货地址</dt><dd id="receive_address">${e:forHtml(notification.text('receive_address'))}</dd>
    <dt>邮编</dt><dd id="receive_zip">${e:forHtml(notification.text('receive_zip'))}</dd>
    <dt>电话</dt><dd id="receive_phone">${e:forHtml(notification.text('receive_phone'))}</dd>
    <dt>手机</dt><dd id="receive_mobile">${e:forHtml(notification.text('receive_mobile'))}</dd>
    <dt>交易状态</dt><dd id="trade_status">${e:forHtml(notification.text('trade_status'))}</dd>
  </dl>
  <%@ include file="/WEB-INF/jspf/stored-order.jspf" %>
<% } else if (verification.signatureMatches()) { %>
  <h1>订单等待确认</h1>
  <section class="notice" id="result">
    <p>验证状态：<strong>等待支付宝确认</strong></p>
    <p>这个付款结果页面的有效时间是一分钟，现在不能再次验证。订单以支付宝发给本站的通知为准，付款成功的订单会自动更新。</p>
  </section>
  <%@ include file="/WEB-INF/jspf/stored-order.jspf" %>
<% } else { %>
  <h1>付款结果</h1>
  <section class="notice bad" id="result">
    <p>验证状态：<strong>验证失败</strong></p>
    <p>这个页面收到的内容不能证明来自支付宝，所以没有采用。如果您已经付款，订单会在收到支付宝的通知后自动更新，请勿重复付款。</p>
  </section>
<% } %>
  <p><a href="${e:forHtmlAttribute(show_url)}">${e:forHtml(AlipayConfig.show_url.isEmpty() ? '返回付款页面' : '我的订单')}</a></p>
</main>
</body>
</html>
