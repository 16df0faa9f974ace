package com.alipay.diagnosis.signature;

import static com.alipay.protocol.ResponsibleParty.CODE;
import static com.alipay.protocol.ResponsibleParty.CONFIGURATION;
import static com.alipay.protocol.ResponsibleParty.SERVER;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.protocol.ResponsibleParty;
import java.util.EnumMap;
import java.util.Map;

/** Texts of mistakes that are worded differently for one kind of message. */
final class OriginTexts {
    /** Who must fix it, and one sentence per language. */
    record Words(ResponsibleParty fixer, String chinese, String english) {}

    private static final Map<SignatureMistake, Words> REQUEST = new EnumMap<>(SignatureMistake.class);
    private static final Map<SignatureMistake, Words> NOTIFICATION = new EnumMap<>(SignatureMistake.class);
    private static final Map<SignatureMistake, Words> RETURN = new EnumMap<>(SignatureMistake.class);

    static {
        REQUEST.put(
                SignatureMistake.OTHER_CHARSET,
                new Words(
                        CODE,
                        "页面提交用的编码和签名用的编码不同，请让页面编码、input_charset 和签名取字节用的编码是同一个",
                        "the page posts in one charset and the program signs in another: let the page, input_charset and the bytes that are"
                                + " signed have one charset"));
        REQUEST.put(
                SignatureMistake.DOUBLE_ENCODED,
                new Words(
                        CODE,
                        "商户程序或页面把文字按另一种编码读错、又重新编码了一次，请从读入到提交都使用网站的编码",
                        "the merchant's program or page read the text in another charset and encoded it again: use the site's charset from"
                                + " reading to sending"));
        REQUEST.put(
                SignatureMistake.READ_AS_LATIN1,
                new Words(
                        CODE,
                        "商户程序把文字按 ISO-8859-1 读过或转过，请删去 getBytes(\"ISO-8859-1\") 一类的转码，按网站的编码读取表单",
                        "the merchant's program read or recoded the text as ISO-8859-1: remove getBytes(\"ISO-8859-1\") and read forms in the"
                                + " site's charset"));
        REQUEST.put(
                SignatureMistake.REPEATED_NAME,
                new Words(
                        CODE,
                        "请求里同一个参数出现了两次，请在表单和网址里只写一次",
                        "the request has a parameter twice: write it once in form and address"));
        REQUEST.put(
                SignatureMistake.EXTRA_PARAMETER,
                new Words(
                        CODE,
                        "请求里有一个没有签名的参数：接口的参数要参加签名，签名之后不要再加；不是接口的参数（按钮的 name、统计或会话参数）不要提交",
                        "the request has a parameter that was not signed: sign every parameter of the interface and add none afterwards; do not"
                                + " send what is none, such as a button's name or a session"));
        REQUEST.put(
                SignatureMistake.ENCODED_TWICE,
                new Words(
                        CODE,
                        "请求里的值被编码了两次，请用原值签名，提交时只编码一次，表单里写原值，由浏览器编码",
                        "a value of the request was encoded twice: sign the plain value and encode once, or write it plain into the form, where"
                                + " the browser encodes it"));
        REQUEST.put(
                SignatureMistake.DECODED_TWICE,
                new Words(
                        CODE,
                        "值在签名之后又被解码了一次，请把签名用的原值提交，% 编码成 %25",
                        "a value was decoded after it had been signed: send what was signed, with % encoded as %25"));
        REQUEST.put(
                SignatureMistake.PLUS_AND_BLANK,
                new Words(
                        CODE,
                        "请求里的加号和空格混淆了，请在提交时把加号编码成 %2B、空格编码成 + 或 %20，只编码一次",
                        "a plus sign and a blank were confused in the request: encode + as %2B and a blank as + or %20, once"));
        REQUEST.put(
                SignatureMistake.HTML_ESCAPED,
                new Words(
                        CODE,
                        "提交的值是 HTML 转义过的文字，签名的是原文，请提交原文：写进页面只转义一次，拼网址时不要转义",
                        "the values sent are HTML-escaped, but the plain text was signed: send the plain text, escaped once in a page and not at"
                                + " all in an address"));
        REQUEST.put(
                SignatureMistake.PARAMETER_LOST,
                new Words(
                        CODE,
                        "请求里少了一个签过名的参数，请把签名用到的参数全部写进表单或网址",
                        "the request lacks a parameter that was signed: write all that was signed into the form or address"));
        REQUEST.put(
                SignatureMistake.BODY_CUT,
                new Words(
                        CODE,
                        "请求没有发完整，后面被截断了，请检查网址的长度限制，或者改用 POST 提交",
                        "the request was cut short: look at the limits on the length of addresses, or use POST"));
        REQUEST.put(
                SignatureMistake.VALUE_CHANGED,
                new Words(
                        CODE,
                        "一个值在签名之后改变了，请提交签名用的那个值",
                        "a value changed after it had been signed: send the value that was signed"));
        REQUEST.put(
                SignatureMistake.QUOTES_ESCAPED,
                new Words(
                        CODE,
                        "引号前多了反斜杠，或者引号被写成了两个，请关闭自动转义，签名和提交都用原值",
                        "quotes were given backslashes or doubled: switch the automatic escaping off, and sign and send the plain value"));
        REQUEST.put(
                SignatureMistake.SIGN_MISSING,
                new Words(
                        CODE,
                        "请求里没有 sign：没有签名，或者网址在没有编码的 # 处被截断，请加上 sign，并对每一个值编码",
                        "the request has no sign: it was not signed, or its address was cut at a # that is not encoded; add sign and encode"
                                + " every value"));
        REQUEST.put(
                SignatureMistake.SIGN_CUT,
                new Words(
                        CODE,
                        "sign 不足 32 位，被截短了，请检查保存它的变量或数据库字段够不够长",
                        "sign is shorter than 32 digits: see whether the variable or column that keeps it is long enough"));
        REQUEST.put(
                SignatureMistake.CHARACTERS_LOST,
                new Words(
                        CODE,
                        "请求里的汉字已经变成 U+FFFD 或问号，请检查商户程序、页面和数据库的编码，在最先读入文字的地方改正",
                        "the request's characters became U+FFFD or question marks: look at the charset of program, page and database, and mend it"
                                + " where the text is read first"));
        REQUEST.put(
                SignatureMistake.NULL_WORDS,
                new Words(
                        CODE,
                        "请求里有值是 null 一类的文字而没有按原样签名，请不要提交空值，也不要把它写成 null",
                        "the request has a value that reads null and was not signed as it stands: send no empty values, and do not write them as"
                                + " null"));
        for (Map<SignatureMistake, Words> messages : java.util.List.of(RETURN, NOTIFICATION)) {
            messages.put(
                    SignatureMistake.KEY_SENT,
                    new Words(
                            CONFIGURATION,
                            "安全校验码（key）出现在收到的参数里，请从配置的网址里去掉它，并马上到支付宝更换",
                            "the security key stands among the parameters that arrived: remove it from the configured address, and have it"
                                    + " replaced at Alipay at once"));
            messages.put(
                    SignatureMistake.VALUES_NOT_ENCODED,
                    new Words(
                            SERVER,
                            "转发消息的程序没有做 URL 编码，请原样转发收到的字节",
                            "the program that passes the message on does not URL-encode it: pass the bytes on as they came"));
            messages.put(
                    SignatureMistake.UPPER_CASE_SIGN,
                    new Words(
                            SERVER,
                            "sign 变成了大写或带有空白，支付宝发来的是 32 位小写十六进制，请查出途中或程序里是谁改了它",
                            "sign is in upper case or has blanks, while Alipay sends 32 lower-case hex digits: find out what changed it"));
            messages.put(
                    SignatureMistake.SIGN_MALFORMED,
                    new Words(
                            SERVER,
                            "sign 既不像 MD5（32 位小写十六进制）也不像 RSA（Base64），不是支付宝发来的样子，请查出途中是谁改了它",
                            "sign is neither MD5 (32 lower-case hex digits) nor RSA (Base64), so not as Alipay sent it: find out what changed it"));
            messages.put(
                    SignatureMistake.CHARACTERS_CHANGED,
                    new Words(
                            SERVER,
                            "收到的值里有字符被改动过，例如空白、全角半角、引号、换行，请用收到的原文验证，不要先整理文字",
                            "characters of a value were changed, such as blanks, full-width letters, quotes or line breaks: verify the text as it"
                                    + " arrived, before anything tidies it"));
            messages.put(
                    SignatureMistake.BODY_NOT_A_FORM,
                    new Words(
                            SERVER,
                            "收到的请求体不是表单格式，支付宝发送的是表单，请让代理或网关原样转发",
                            "the body that arrived is no form, while Alipay posts one: let the proxy pass it on as it came"));
            messages.put(
                    SignatureMistake.HTML_ENTITY_EATEN,
                    new Words(
                            SERVER,
                            "值里的 &amp;、&copy、&not 一类的文字在途中被读成了别的字符，请用收到的原文验证，不要先做 HTML 反转义",
                            "&amp;, &copy, &not in a value were read as other characters on the way: verify the text as it arrived, without"
                                    + " unescaping HTML"));
        }
        NOTIFICATION.put(
                SignatureMistake.EXTRA_PARAMETER,
                new Words(
                        CONFIGURATION,
                        "通知里多了一个没有签名的参数，请去掉 notify_url 里“?”后面的自定义参数，以及重写规则、框架或会话加上的参数",
                        "the notification has a parameter that was not signed: remove what follows ? in notify_url, and what a rewrite rule, a"
                                + " framework or a session adds"));
        RETURN.put(
                SignatureMistake.EXTRA_PARAMETER,
                new Words(
                        CONFIGURATION,
                        "返回里多了一个没有签名的参数，请去掉 return_url 里“?”后面的自定义参数，以及重写规则、统计或会话加上的参数",
                        "the return has a parameter that was not signed: remove what follows ? in return_url, and what a rewrite rule, a tracker"
                                + " or a session adds"));
    }

    private OriginTexts() {}

    /** Returns the texts of a mistake for this kind of message. */
    static DiagnosticCode.Words of(SignatureMistake mistake, MessageOrigin origin) {
        Words words = switch (origin) {
            case REQUEST -> REQUEST.get(mistake);
            case RETURN -> RETURN.get(mistake);
            case NOTIFICATION -> NOTIFICATION.get(mistake);
        };
        return words == null
                ? mistake.words()
                : new DiagnosticCode.Words(words.fixer(), mistake.section(), words.chinese(), words.english());
    }
}
