<%@ page language="java" contentType="text/html; charset=@charset@" pageEncoding="@charset@"%>
<%@ page import="com.alipay.config.*"%>
<%@ page import="com.alipay.services.*"%>
<%@ page import="com.alipay.util.*"%>
<%@ page import="java.util.*"%>
<html>
<head><title>去付款</title></head>
<body>
<%
	// 请求参数
	UtilDate date = new UtilDate();
	String out_trade_no = date.getOrderNum();
	String subject = request.getParameter("subject");
	String body = request.getParameter("body");
	String price = request.getParameter("price");
	String service = request.getParameter("service");

	Map<String, String> sParaTemp = new HashMap<String, String>();
	sParaTemp.put("payment_type", "1");
	sParaTemp.put("show_url", AlipayConfig.show_url);
	sParaTemp.put("out_trade_no", out_trade_no);
	sParaTemp.put("subject", subject);
	sParaTemp.put("body", body);
	sParaTemp.put("price", price);
	sParaTemp.put("quantity", "1");
	sParaTemp.put("logistics_fee", "0.00");
	sParaTemp.put("logistics_type", "EXPRESS");
	sParaTemp.put("logistics_payment", "SELLER_PAY");
	sParaTemp.put("receive_name", "");
	sParaTemp.put("receive_address", "");

	String sHtmlText;
	if (service.equals("by hand")) {
		// 不用 AlipayService，自己凑齐参数
		sParaTemp.put("service", "trade_create_by_buyer");
		sParaTemp.put("partner", AlipayConfig.partner);
		sParaTemp.put("return_url", AlipayConfig.return_url);
		sParaTemp.put("notify_url", AlipayConfig.notify_url);
		sParaTemp.put("seller_email", AlipayConfig.seller_email);
		sParaTemp.put("_input_charset", AlipayConfig.input_charset);
		sHtmlText = AlipaySubmit.buildForm(sParaTemp, "@gateway@?", "get", "确认");
	} else if (service.equals("create_partner_trade_by_buyer")) {
		sHtmlText = AlipayService.create_partner_trade_by_buyer(sParaTemp);
	} else {
		sHtmlText = AlipayService.trade_create_by_buyer(sParaTemp);
	}
	AlipayCore.logResult("alipayto " + UtilDate.getDateFormatter() + " " + out_trade_no + " " + subject);
	out.println(sHtmlText);
%>
</body>
</html>
