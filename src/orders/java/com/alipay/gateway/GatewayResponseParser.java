package com.alipay.gateway;

import com.alipay.config.MerchantConfig;
import com.alipay.gateway.GatewayResponse.Refused;
import com.alipay.gateway.GatewayResponse.SignatureCheck;
import com.alipay.gateway.GatewayResponse.Success;
import com.alipay.gateway.GatewayResponse.Unreachable;
import com.alipay.gateway.GatewayResponse.Unreadable;
import com.alipay.protocol.BoundedHttpClient.ResponseTooLongException;
import com.alipay.protocol.CharsetCodec;
import com.alipay.protocol.ParameterNames;
import com.alipay.util.AlipayCore;
import com.alipay.util.AlipayNotify;
import com.alipay.util.GatewayRequest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.lang3.Strings;

/**
 * Parses the XML of the gateway's responses to calls from server to server. The document is untrusted: at most 64 KiB, in a
 * charset of the protocol and well-formed in it, no DOCTYPE and therefore no entities, at most eight levels deep, every name
 * once.
 *
 * <pre>{@code
 * <alipay><is_success>T</is_success><response><trade><price>0.01</price></trade></response></alipay>  ->  Success {price=0.01}
 * <alipay><is_success>F</is_success><error>illegal sign</error></alipay>                              ->  Refused ILLEGAL_SIGN
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class GatewayResponseParser {
    /** Twice the longest code on record; the code appears in logs and on pages. */
    private static final int LONGEST_CODE = 100;

    private static final int DEEPEST = 8;
    private static final int DECLARATION = 200;

    private static final Pattern ENCODING =
            Pattern.compile("^\\s*<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z]+(_[A-Za-z]+)+");
    private static final Pattern HTML = Pattern.compile("^\\s*<(!doctype\\s+)?html", Pattern.CASE_INSENSITIVE);

    /** The JDK's own parser, even if a shop's libraries contain another one. */
    private static final XMLInputFactory XML = parser();

    private final MerchantConfig merchant;

    public GatewayResponseParser(MerchantConfig merchant) {
        this.merchant = merchant;
    }

    private static XMLInputFactory parser() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }

    /**
     * Sends a request from this server and parses the XML of the response. Only {@link Success} and {@link Refused} tell whether
     * the call had its effect.
     *
     * @return the fields of the one object under {@code response}; no fields where the service responds without an object
     */
    public GatewayResponse<Map<String, String>> send(GatewayRequest request) {
        try {
            return read(request.send());
        } catch (ResponseTooLongException e) {
            return new Unreadable<>(e.getMessage());
        } catch (IOException e) {
            return new Unreachable<>(e.getMessage());
        } catch (IllegalArgumentException e) {
            return new Unreachable<>("gateway is not an address: mend the configuration");
        }
    }

    /** Parses one response. Never throws: anything that is no response of the gateway is {@link Unreadable}. */
    public GatewayResponse<Map<String, String>> read(byte[] body) {
        Optional<GatewayError> page = errorPage(body);
        if (page.isPresent()) {
            return new Refused<>(page.get().code());
        }
        try {
            Charset charset = charset(body);
            return answer(Document.parse(text(body, charset)), charset);
        } catch (ParseException e) {
            return new Unreadable<>(e.getMessage());
        }
    }

    /**
     * Returns the code on a page 调试错误, which is meant for browsers. The gateway sends it when it cannot tell which service was
     * meant, as after a redirect that lost every parameter. The page means that the request was refused; its code is ASCII in
     * either charset.
     */
    private static Optional<GatewayError> errorPage(byte[] body) {
        String page = new String(body, StandardCharsets.ISO_8859_1);
        boolean refuses = HTML.matcher(page).find()
                && Stream.of(StandardCharsets.UTF_8, Charset.forName("GBK"))
                        .anyMatch(charset ->
                                page.contains(new String("调试错误".getBytes(charset), StandardCharsets.ISO_8859_1)));
        return refuses
                ? TOKEN.matcher(page)
                        .results()
                        .map(token -> GatewayError.of(token.group()))
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.empty();
    }

    /**
     * Returns the charset that the document declares; without a declaration that of the request, in which the gateway responds.
     */
    private Charset charset(byte[] body) throws ParseException {
        String start = withoutMark(
                new String(body, 0, Math.min(body.length, DECLARATION), StandardCharsets.ISO_8859_1),
                "\u00EF\u00BB\u00BF");
        Matcher declared = ENCODING.matcher(start);
        if (!declared.find()) {
            return merchant.charset();
        }
        return switch (declared.group(1).toLowerCase(Locale.ROOT)) {
            case "utf-8" -> StandardCharsets.UTF_8;
            case "gbk", "gb2312" -> Charset.forName("GBK");
            default -> throw new ParseException("it declares the charset " + declared.group(1));
        };
    }

    private static String text(byte[] body, Charset charset) throws ParseException {
        if (body.length > GatewayRequest.LONGEST_ANSWER) {
            throw new ParseException("more than " + GatewayRequest.LONGEST_ANSWER + " bytes");
        }
        String text = withoutMark(
                CharsetCodec.decode(body, charset)
                        .orElseThrow(() -> new ParseException("its bytes are not well-formed " + charset.name())),
                "\uFEFF");
        if (text.isBlank()) {
            throw new ParseException("an empty body");
        }
        if (HTML.matcher(text).find()) {
            throw new ParseException("an HTML page instead of XML");
        }
        return text;
    }

    private static String withoutMark(String text, String byteOrderMark) {
        return Strings.CS.removeStart(text, byteOrderMark);
    }

    private GatewayResponse<Map<String, String>> answer(Document document, Charset charset) throws ParseException {
        return switch (document.leaf("is_success").strip()) {
            case "T" -> new Success<>(document.object(), check(document, charset));
            case "F" -> new Refused<>(normalised(document.leaf("error")));
            default -> throw new ParseException("is_success is neither T nor F");
        };
    }

    /** Normalises the vendor's varying spelling: {@code ILLEGAL SIGN}, {@code seller_not_in_specified_sellers}. */
    private static String normalised(String error) {
        String code = error.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", "_");
        return code.substring(0, Math.min(code.length(), LONGEST_CODE));
    }

    private SignatureCheck check(Document document, Charset charset) {
        String sign = document.leaf("sign").strip();
        if (sign.isEmpty() || !merchant.canSign()) {
            return SignatureCheck.NOT_CHECKED;
        }
        byte[] signed = AlipayCore.createLinkString(AlipayCore.paraFilter(document.object()))
                .getBytes(charset);
        return AlipayNotify.mysign(signed, sign, merchant).equals(sign)
                ? SignatureCheck.MATCHES
                : SignatureCheck.DIFFERS;
    }

    /** Why this is no response of the gateway. */
    private static final class ParseException extends Exception {
        private static final long serialVersionUID = 1;

        ParseException(String why) {
            super(why, null, false, false);
        }
    }

    /**
     * The two parts of a response.
     *
     * @param leaves the texts directly under {@code alipay}, by name
     * @param object the texts of the one object under {@code response}, by name
     */
    private record Document(Map<String, String> leaves, Map<String, String> object) {
        String leaf(String name) {
            return leaves.getOrDefault(name, "");
        }

        static Document parse(String text) throws ParseException {
            try {
                return new XmlHandler(XML.createXMLStreamReader(new StringReader(text))).document();
            } catch (XMLStreamException e) {
                throw new ParseException(Optional.ofNullable(e.getLocation())
                        .map(location -> "no well-formed XML at line " + location.getLineNumber() + ", column "
                                + location.getColumnNumber())
                        .orElse("no well-formed XML"));
            }
        }
    }

    /** Reads the document in one pass. */
    private static final class XmlHandler {
        private final XMLStreamReader xml;
        private final List<String> path = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final Map<String, String> leaves = new HashMap<>();
        private final Map<String, String> object = new TreeMap<>();
        private int objects;
        /** Whether only text has come since the last start of an element. */
        private boolean inLeaf;

        XmlHandler(XMLStreamReader xml) {
            this.xml = xml;
        }

        Document document() throws XMLStreamException, ParseException {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> start(xml.getLocalName());
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                    case XMLStreamConstants.END_ELEMENT -> end();
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new ParseException("it has a DOCTYPE or an entity of its own");
                    default -> {
                        // Comments, processing instructions and the document's end are ignored.
                    }
                }
            }
            return new Document(leaves, object);
        }

        private void start(String name) throws ParseException {
            path.add(name);
            if (path.size() == 1 && !name.equals("alipay")) {
                throw new ParseException("its root is not <alipay>");
            }
            if (path.size() > DEEPEST) {
                throw new ParseException("nested deeper than " + DEEPEST);
            }
            if (isInResponse(3) && ++objects > 1) {
                throw new ParseException("more than one object under <response>");
            }
            text.setLength(0);
            inLeaf = true;
        }

        private void end() throws ParseException {
            String name = path.get(path.size() - 1);
            if (inLeaf && path.size() == 2) {
                put(leaves, name);
            }
            if (inLeaf && isInResponse(4)) {
                Optional<String> smuggled = ParameterNames.smuggled(text.toString());
                if (smuggled.isPresent()) {
                    throw new ParseException("the value of " + name + " holds &" + smuggled.get() + "=");
                }
                put(object, name);
            }
            path.remove(path.size() - 1);
            text.setLength(0);
            inLeaf = false;
        }

        private boolean isInResponse(int depth) {
            return path.size() == depth && path.get(1).equals("response");
        }

        private void put(Map<String, String> values, String name) throws ParseException {
            if (values.put(name, text.toString()) != null) {
                throw new ParseException("<" + name + "> came twice");
            }
        }
    }
}
