<%@ tag pageEncoding="UTF-8" body-content="scriptless" trimDirectiveWhitespaces="true" %>
<%-- Prints its body once for each item, which the body knows by the name var. --%>
<%@ attribute name="items" required="true" type="java.lang.Iterable" %>
<%@ attribute name="var" required="true" rtexprvalue="false" %>
<%@ variable name-from-attribute="var" alias="item" variable-class="java.lang.Object" scope="NESTED" %>
<% for (Object each : (Iterable<?>) jspContext.getAttribute("items")) { jspContext.setAttribute("item", each); %><jsp:doBody/><% } %>
