<%@ page language="java" contentType="text/html; charset=@charset@" pageEncoding="@charset@"%>
<%@ page import="java.util.*"%>
<%@ page import="com.alipay.util.*"%>
<%
	Map<String, String> params = new HashMap<String, String>();
	Map requestParams = request.getParameterMap();
	for (Iterator names = requestParams.keySet().iterator(); names.hasNext();) {
		String name = (String) names.next();
		String[] values = (String[]) requestParams.get(name);
		params.put(name, values[0]);
	}
	boolean verified = AlipayNotify.verify(params);
%>
<html>
<head><title>付款结果</title></head>
<body>
<p id="result"><%=verified ? "验证成功" : "验证失败"%></p>
<% if (verified) { %>
<p>订单号 <span id="out_trade_no"><%=params.get("out_trade_no")%></span></p>
<p>交易号 <span id="trade_no"><%=params.get("trade_no")%></span></p>
<p>商品 <span id="subject"><%=params.get("subject")%></span></p>
<p>收货人 <span id="receive_name"><%=params.get("receive_name")%></span></p>
<% } %>
</body>
</html>
