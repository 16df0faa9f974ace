package com.alipay.sandbox;

import com.alipay.sandbox.protocol.Md5Signer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What a service for servers answered, read by a parser that goes by the declaration alone. */
record XmlAnswer(HttpResponse<byte[]> response, Document document) {
    static XmlAnswer of(HttpResponse<byte[]> response) {
        try {
            return new XmlAnswer(
                    response,
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new ByteArrayInputStream(response.body())));
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new AssertionError(new String(response.body(), StandardCharsets.ISO_8859_1), e);
        }
    }

    boolean isSuccess() {
        return text("is_success").equals("T");
    }

    /** Text of a child of the root, empty if there is none. */
    String text(String name) {
        return children(document.getDocumentElement()).getOrDefault(name, "");
    }

    String error() {
        return isSuccess() ? "" : text("error");
    }

    /** Children of the one object under {@code response}. */
    Map<String, String> object() {
        return children(
                (Element) document.getElementsByTagName("response").item(0).getFirstChild());
    }

    Map<String, String> echo() {
        Map<String, String> params = new TreeMap<>();
        NodeList nodes = document.getElementsByTagName("param");
        for (int i = 0; i < nodes.getLength(); i++) {
            params.put(
                    ((Element) nodes.item(i)).getAttribute("name"),
                    nodes.item(i).getTextContent());
        }
        return params;
    }

    boolean isSignedBy(String key, Charset charset) {
        return text("sign_type").equals("MD5") && text("sign").equals(new Md5Signer(key).sign(object(), charset));
    }

    private static Map<String, String> children(Element parent) {
        Map<String, String> children = new TreeMap<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            children.put(child.getNodeName(), child.getTextContent());
        }
        return children;
    }
}
