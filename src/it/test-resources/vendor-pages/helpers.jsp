<%@ page language="java" contentType="text/html; charset=@charset@" pageEncoding="@charset@"%>
<%@ page import="java.util.*"%>
<%@ page import="com.alipay.config.*"%>
<%@ page import="com.alipay.util.*"%>
<%
	Map<String, String> sArray = new HashMap<String, String>();
	sArray.put("subject", "龙井茶");
	sArray.put("body", "");
	sArray.put("price", "0.01");
	sArray.put("sign", "0");
	sArray.put("sign_type", AlipayConfig.sign_type);
	String text = AlipayCore.createLinkString(AlipayCore.paraFilter(sArray));
	AlipayCore.logResult("helpers " + AlipayConfig.transport + " " + AlipayConfig.log_path);
%>
<p id="text"><%=text%></p>
<p id="mysign"><%=AlipayCore.buildMysign(sArray)%></p>
<p id="md5"><%=Md5Encrypt.md5(text + AlipayConfig.key)%></p>
<p id="number"><%=UtilDate.getOrderNum()%></p>
<p id="time"><%=UtilDate.getDateFormatter()%></p>
<p id="date"><%=UtilDate.getDate()%></p>
<p id="three"><%=UtilDate.getThree()%></p>
