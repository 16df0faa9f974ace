<%@ page pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="java.util.LinkedHashMap, java.util.Locale, java.util.Map, jakarta.servlet.DispatcherType,
            com.alipay.config.*, com.alipay.services.*, com.alipay.web.PaymentForm, com.alipay.orders.rules.*, com.alipay.protocol.*,
            com.alipay.protocol.FormData, org.owasp.encoder.Encode" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<%
    PaymentForm form;
    boolean filledInByBuyer =
            request.getMethod().equals("POST") && request.getDispatcherType() == DispatcherType.REQUEST;
    if (filledInByBuyer) {
        // 入口一：买家在 index.jsp 填写。订单号由本站生成，物流默认为快递 0.00 元、卖家承担。
        form = PaymentForm.fromPost(FormData.read(request));
    } else {
        // 入口二：网站自己的下单流程，从订单页面转到（forward）这里。

        //////////////////////////////////// 请求参数 ////////////////////////////////////
        // 以下参数是需要通过下单时的订单数据传入进来获得。
        // 例子里由订单页面用 request.setAttribute 放好；换成从商户自己的数据库里读出这笔订单，
        // 不要用浏览器传来的金额。
        Map<String, String> sParaTemp = new LinkedHashMap<>();
        sParaTemp.put("out_trade_no", (String) request.getAttribute("out_trade_no")); // 商户网站的唯一订单号
        sParaTemp.put("subject", (String) request.getAttribute("subject")); // 订单名称，显示在收银台
        sParaTemp.put("body", (String) request.getAttribute("body")); // 订单描述、备注
        sParaTemp.put("price", (String) request.getAttribute("price")); // 单价；数量为 1 时是不含运费的订单总额
        sParaTemp.put("quantity", "1"); // 建议为 1，把一次购买看作一件商品
        sParaTemp.put("logistics_type", (String) request.getAttribute("logistics_type")); // POST EXPRESS EMS DIRECT
        sParaTemp.put("logistics_fee", (String) request.getAttribute("logistics_fee")); // 物流费用，例如 0.00
        sParaTemp.put("logistics_payment", (String) request.getAttribute("logistics_payment")); // SELLER_PAY BUYER_PAY
        sParaTemp.put("receive_name", (String) request.getAttribute("receive_name")); // 收货人，可以不填
        sParaTemp.put("receive_address", (String) request.getAttribute("receive_address")); // 收货地址，可以不填
        sParaTemp.put("receive_zip", (String) request.getAttribute("receive_zip"));
        sParaTemp.put("receive_phone", (String) request.getAttribute("receive_phone"));
        sParaTemp.put("receive_mobile", (String) request.getAttribute("receive_mobile"));
        //////////////////////////////////////////////////////////////////////////////////

        form = PaymentForm.of(sParaTemp);
    }

    if (filledInByBuyer && !form.isValid()) {
        // 填写有误：回到 index.jsp，每个输入框旁边说明原因
        response.setStatus(400);
        request.setAttribute("form", form);
        request.getRequestDispatcher("index.jsp").forward(request, response);
        return;
    }

    OrderCreationResult placement = null;
    String sHtmlText = "";
    if (form.isValid()) {
        // 订单服务：买家离开之前先把订单存好。自己管理订单的网站只换掉下面这一条语句。
        placement = com.alipay.orders.OrderService.current().createOrder(form.service(), form.request());

        if (placement.mayPay()) {
            sHtmlText = form.service() == PayService.ESCROW
                    ? AlipayService.create_partner_trade_by_buyer(form.parameters())
                    : AlipayService.trade_create_by_buyer(form.parameters());
        } else {
            response.setStatus(placement.status());
        }
    } else {
        response.setStatus(400);
    }
    pageContext.setAttribute("placement", placement);
%>
<!DOCTYPE html>
<html lang="zh-CN">
<head>
  <title>付款</title>
  <%@ include file="/WEB-INF/jspf/head.jspf" %>
</head>
<body>
<main>
<% if (placement == null) { %>
  <h1>这笔订单还不能付款</h1>
  <%@ include file="/WEB-INF/jspf/configuration.jspf" %>
  <section class="card" id="findings">
    <% for (Violation finding : form.findings()) { %>
    <p class="advice" role="alert"><%= Encode.forHtml(finding.toString()) %></p>
    <% } %>
    <p><a href="index.jsp">到付款页面填写</a></p>
  </section>
<% } else if (!placement.mayPay()) { %>
  <h1>不能付款</h1>
  <section class="notice bad" id="refused">
    <p>${e:forHtml(placement.kind().meaning().in(Locale.CHINESE))}</p>
  </section>
  <dl class="card" id="order">
    <dt>订单号</dt><dd>${e:forHtml(placement.order().out_trade_no())}</dd>
    <dt>商品名称</dt><dd>${e:forHtml(placement.order().subject())}</dd>
    <dt>交易状态</dt><dd>${e:forHtml(placement.order().trade_status().meaning().in(Locale.CHINESE))}</dd>
  </dl>
<% } else { %>
  <h1>正在前往支付宝收银台</h1>
  <dl class="card" id="order">
    <dt>订单号</dt><dd>${e:forHtml(placement.order().out_trade_no())}</dd>
    <dt>商品名称</dt><dd>${e:forHtml(placement.order().subject())}</dd>
    <dt>金额</dt><dd class="amount">${e:forHtml(placement.order().goods())} 元</dd>
  </dl>
  <p class="small">如果页面没有自动跳转，请点击按钮。</p>
  <div class="submit"><%= sHtmlText %></div>
<% } %>
</main>
</body>
</html>
