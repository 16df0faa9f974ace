<%@ page contentType="text/plain; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="com.alipay.orders.rules.*, com.alipay.protocol.*, com.alipay.util.*" %>
<%
    // 服务器异步通知页面。这个页面只能输出 success 或 fail，不能有任何别的字符，不能跳转，不能使用 session 和 cookie。
    // 在浏览器里打开它，应当只看到 fail。
    VerificationResult verification = request.getMethod().equals("POST")
            ? AlipayNotify.check(request) // 验证签名（mysign 与 sign）和 notify_id（responseTxt）
            : new VerificationResult.Malformed(Notification.NONE, "a notification is a POST");

    // 订单服务记下这条消息，更新订单；自己管理订单的网站只换掉这一条语句。
    ProcessingResult result = com.alipay.orders.OrderService.current().process(verification, MessageSource.NOTIFY_URL);
    AlipayCore.logResult(AlipayNotify.line("notify_url", verification, result.description(), result.answer()));

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

        // 第二步：判断该笔订单是否在商户网站中已经做过处理。重复、迟到、待人工核对的消息不进入第三步
        if (result.isFirst()) {
            // 第三步：业务逻辑处理。不能漏掉的处理（例如充值）写在 merchant/ShopOrderListener.java 里，它与订单在同一个事务中
            // 请在这里加上商户的业务逻辑程序代码

        }
        out.print(result.answer());
    } else { //验证失败
        out.print("fail");
    }
%>
