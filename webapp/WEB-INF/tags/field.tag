<%@ tag pageEncoding="UTF-8" body-content="empty" trimDirectiveWhitespaces="true" %>
<%-- A value of a query: a selection list if there are options, otherwise a text field. --%>
<%@ attribute name="name" required="true" %>
<%@ attribute name="label" required="true" %>
<%@ attribute name="value" required="true" %>
<%@ attribute name="options" type="java.util.List" %>
<%@ attribute name="type" %>
<%@ attribute name="placeholder" %>
<%@ attribute name="advice" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="e" uri="owasp.encoder.jakarta.advanced" %>
<div>
  <label for="${e:forHtmlAttribute(name)}">${e:forHtml(label)}</label>
  <t:if test="${empty options}">
  <input id="${e:forHtmlAttribute(name)}" name="${e:forHtmlAttribute(name)}" type="${e:forHtmlAttribute(empty type ? 'text' : type)}" placeholder="${e:forHtmlAttribute(placeholder)}" value="${e:forHtmlAttribute(value)}" aria-describedby="${e:forHtmlAttribute(name)}-advice">
  </t:if>
  <t:if test="${not empty options}">
  <select id="${e:forHtmlAttribute(name)}" name="${e:forHtmlAttribute(name)}" aria-describedby="${e:forHtmlAttribute(name)}-advice">
    <option value="">${e:forHtml(labels.text('all'))}</option>
    <t:forEach var="option" items="${options}">
    <option value="${e:forHtmlAttribute(option.value())}"<t:if test="${option.value() eq value}"> selected</t:if>>${e:forHtml(option.label())}</option>
    </t:forEach>
  </select>
  </t:if>
  <p class="advice" id="${e:forHtmlAttribute(name)}-advice">${e:forHtml(advice)}</p>
</div>
