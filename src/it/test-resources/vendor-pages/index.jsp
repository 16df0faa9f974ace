<%@ page language="java" contentType="text/html; charset=@charset@" pageEncoding="@charset@"%>
<%@ page import="com.alipay.config.*"%>
<html>
<head><title>结账</title></head>
<body>
<form name="pay" action="alipayto.jsp" method="post">
  收款方：<%=AlipayConfig.mainname%><br>
  商品：<input name="subject"><br>
  金额：<input name="price"><br>
  备注：<textarea name="body"></textarea><br>
  <input type="hidden" name="service" value="">
  <input type="submit" value="结账">
</form>
</body>
</html>
