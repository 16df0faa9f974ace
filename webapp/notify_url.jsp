<%@ page contentType="text/plain; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="com.alipay.trade.*, com.alipay.util.*" %>
<%
    // 服务器异步通知页面。这个页面只能输出 success 或 fail，不能有任何别的字符，不能跳转，不能使用 session 和 cookie。
    // 在浏览器里打开它，应当只看到 fail。
    Verdict verdict = request.getMethod().equals("POST")
            ? AlipayNotify.check(request) // 验证签名（mysign 与 sign）和 notify_id（responseTxt）
            : new Verdict.Unreadable("a notification is a POST");

    // 验证成功（verdict.isGenuine()）才有内容；未验证的内容一律不用。
    Notice notice = verdict.isGenuine() ? verdict.notice() : Notice.NONE;
    String out_trade_no = notice.text("out_trade_no"); // 订单号
    String trade_no = notice.text("trade_no"); // 支付宝交易号
    String total_fee = notice.text("total_fee"); // 订单总额
    String price = notice.text("price"); // 单价；数量为 1 时是不含运费的总额
    String subject = notice.text("subject"); // 订单名称
    String body = notice.text("body"); // 订单描述
    String trade_status = notice.text("trade_status"); // 交易状态
    String buyer_email = notice.text("buyer_email"); // 买家支付宝账号

    // 请在这里加上商户的业务逻辑程序代码：写在 merchant/ShopOrderListener.java 里，每一步只会被调用一次，
    // 同步返回和异步通知谁先到都一样。它从下面这一条语句进入；自己管理订单的网站只换掉这一条语句。
    Outcome order = com.alipay.orders.OrderBook.current().receive(verdict, MessageSource.NOTIFY_URL);

    AlipayCore.logResult(AlipayNotify.line("notify_url", verdict, order.what(), order.answer()));
    out.print(order.answer());
%>
