<%@ page language="java" contentType="text/html; charset=@charset@" pageEncoding="@charset@"%><%@ page import="java.util.*"%><%@ page import="com.alipay.util.*"%><%
	Map<String, String> params = new HashMap<String, String>();
	Map requestParams = request.getParameterMap();
	for (Iterator names = requestParams.keySet().iterator(); names.hasNext();) {
		String name = (String) names.next();
		String[] values = (String[]) requestParams.get(name);
		StringBuffer joined = new StringBuffer();
		for (int i = 0; i < values.length; i++) {
			joined.append(i == 0 ? "" : ",").append(values[i]);
		}
		params.put(name, joined.toString());
	}

	String out_trade_no = request.getParameter("out_trade_no");
	String trade_status = request.getParameter("trade_status");
	String subject = request.getParameter("subject");

	if (AlipayNotify.verify(params)) { // 验证成功
		AlipayCore.logResult("notify_url " + out_trade_no + " " + trade_status + " " + subject);
		if (trade_status.equals("WAIT_SELLER_SEND_GOODS") || trade_status.equals("TRADE_FINISHED")) {
			// 请在这里加上商户的业务逻辑程序代码
		}
		out.print("success");
	} else {
		out.print("fail");
	}
%>
