<%@ tag pageEncoding="UTF-8" body-content="scriptless" trimDirectiveWhitespaces="true" %>
<%-- Prints its body if the condition holds. --%>
<%@ attribute name="test" required="true" type="java.lang.Boolean" %>
<% if ((Boolean) jspContext.getAttribute("test")) { %><jsp:doBody/><% } %>
