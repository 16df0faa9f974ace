package com.alipay.diagnosis.signature;

import static com.alipay.diagnosis.signature.SignatureMistake.Stage.CHARSET;
import static com.alipay.diagnosis.signature.SignatureMistake.Stage.ENCODING;
import static com.alipay.diagnosis.signature.SignatureMistake.Stage.JOINING;
import static com.alipay.diagnosis.signature.SignatureMistake.Stage.KEY;
import static com.alipay.diagnosis.signature.SignatureMistake.Stage.PARAMETERS;
import static com.alipay.diagnosis.signature.SignatureMistake.Stage.SIGN;
import static com.alipay.diagnosis.signature.SignatureMistake.Stage.VALUES;
import static com.alipay.protocol.ResponsibleParty.CODE;
import static com.alipay.protocol.ResponsibleParty.CONFIGURATION;
import static com.alipay.protocol.ResponsibleParty.SERVER;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.protocol.ResponsibleParty;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The known mistakes about a signature, likelier ones first: the order decides between two that explain the same signature. Most
 * can be undone and are then proven by the matching signature; the last ones are visible in the bytes.
 *
 * @tutorial 双功能 4.1, 4.2 / 担保 5.1, 5.2
 */
public enum SignatureMistake implements DiagnosticCode {
    KEY_WITH_BLANKS(
            KEY,
            CONFIGURATION,
            "双功能 4.2 A / 担保 5.2 A",
            "安全校验码（key）前后多了空格、换行或引号，请重新复制，程序读取时去掉首尾空白",
            "the key has a blank, a line break or quotes around it: copy it again, and trim it where it is read",
            KeyCandidates::blanks),
    KEY_OF_ANOTHER_MERCHANT(
            KEY,
            CONFIGURATION,
            "双功能 4.2 A / 担保 5.2 A",
            "签名用的是另一个商户的安全校验码（key），请让合作者身份ID 与 key 配成一对",
            "the key of another configured merchant was used: let partner and key be of one merchant",
            KeyCandidates::ofAnother),
    PARTNER_AND_KEY_SWAPPED(
            KEY,
            CONFIGURATION,
            "双功能 4.2 A / 担保 5.2 A",
            "合作者身份ID（partner）和安全校验码（key）填反了，请对调",
            "partner and key are swapped: exchange them",
            KeyCandidates::swapped),
    KEY_LETTER_CASE(
            KEY,
            CONFIGURATION,
            "双功能 4.2 A / 担保 5.2 A",
            "安全校验码（key）的大小写不对，请从支付宝页面原样复制",
            "the key is in the wrong letter case: copy it from Alipay's page as it stands",
            KeyCandidates::letterCase),
    DOUBLE_ENCODED(
            CHARSET,
            SERVER,
            "双功能 4.2 D / 担保 5.2 D",
            "文字先按另一种编码读错、又重新编码了一次，请让过滤器、容器和代理都使用网站的编码，或者不要解码",
            "the text was read in another charset and encoded again: let filter, container and proxy use the site's charset, or leave the"
                    + " bytes alone",
            CharsetCandidates::doubled),
    READ_AS_LATIN1(
            CHARSET,
            SERVER,
            "双功能 4.2 D / 担保 5.2 D",
            "字节被当成 ISO-8859-1 读过，请设置容器的 URIEncoding 和请求编码，或者像这里一样直接读原始字节，并删去 getBytes(\"ISO-8859-1\") 一类的转码",
            "the bytes were read as ISO-8859-1: set the container's URIEncoding and the request's encoding, or read the raw bytes as"
                    + " here; and remove any getBytes(\"ISO-8859-1\") recoding",
            CharsetCandidates::latin1),
    OTHER_CHARSET(
            CHARSET,
            CONFIGURATION,
            "双功能 4.2 D / 担保 5.2 D",
            "签名、页面和配置的编码不一致，请让 input_charset、页面编码和签名用的编码是同一个",
            "signature, page and configuration differ in charset: let input_charset, the page's charset and the signing charset be one",
            CharsetCandidates::recoded,
            AppliesTo.REQUESTS),
    RECODED_ON_THE_WAY(
            CHARSET,
            SERVER,
            "双功能 4.2 D / 担保 5.2 D",
            "消息在途中被转成了另一种编码，请让代理或网关原样转发请求体和查询字符串",
            "the message was recoded on its way: let the proxy pass body and query string on as they are",
            CharsetCandidates::recoded,
            AppliesTo.MESSAGES),
    REPEATED_NAME(
            PARAMETERS,
            SERVER,
            "双功能 4.2 C / 担保 5.2 C",
            "同一个参数出现了两次，请去掉网址、表单或重写规则里多出来的那一个",
            "a parameter came twice: remove the second one from the address, the form or the rewrite rule",
            ParameterCandidates::repeated),
    EXTRA_PARAMETER(
            PARAMETERS,
            CONFIGURATION,
            "双功能 4.2 C / 担保 5.2 C",
            "多了一个没有签名的参数，请去掉网址里“?”后面的自定义参数、带 name 的提交按钮，以及重写规则或会话加上的参数",
            "there is a parameter that was not signed: remove what follows ? in the configured address, a submit button's name, what a"
                    + " rewrite rule or a session adds",
            ParameterCandidates::extra),
    EMPTY_VALUES_SIGNED(
            JOINING,
            CODE,
            "双功能 4.1 / 担保 5.1",
            "空值的参数参加了签名，请在签名和提交之前去掉空值",
            "parameters without a value were signed: drop them before signing and sending",
            SigningCandidates::empties),
    SIGN_TYPE_SIGNED(
            JOINING,
            CODE,
            "双功能 4.1 / 担保 5.1",
            "sign_type 参加了签名，请在签名之前去掉 sign 和 sign_type",
            "sign_type was signed: leave sign and sign_type out of the text",
            SigningCandidates::signType),
    VALUES_NOT_ENCODED(
            ENCODING,
            CODE,
            "双功能 4.1 / 担保 5.1",
            "提交时没有做 URL 编码，请在签名之后对每一个值编码",
            "the values were sent without URL encoding: encode each of them after signing",
            ValueCandidates::notEncoded),
    ENCODED_VALUES_SIGNED(
            ENCODING,
            CODE,
            "双功能 4.1 / 担保 5.1",
            "签名的是 URL 编码以后的值，请用原值签名，签名之后再编码",
            "URL-encoded values were signed: sign the plain values, and encode afterwards",
            ValueCandidates::encoded),
    PLUS_AND_BLANK(
            VALUES,
            SERVER,
            "双功能 4.2 D / 担保 5.2 D",
            "加号和空格混淆了，请把加号编码成 %2B，并且只解码一次",
            "a plus sign and a blank were confused: encode + as %2B, and decode once",
            ValueCandidates::plus),
    DECODED_TWICE(
            VALUES,
            CODE,
            "双功能 4.2 D / 担保 5.2 D",
            "值被解码了两次，请去掉容器解码之后的 URLDecoder.decode，notify_id 里的 %2F 属于它本身",
            "a value was decoded twice: remove the URLDecoder.decode after the container's decoding; the %2F in notify_id belongs to it",
            ValueCandidates::decodedTwice),
    HTML_ESCAPED(
            PARAMETERS,
            SERVER,
            "双功能 4.2 D / 担保 5.2 D",
            "值或地址被做了 HTML 转义，请让防脚本过滤器跳过支付页面，打开地址时把 &amp; 还原成 &",
            "values or the address were HTML-escaped: let the script filter pass the payment pages by, and open the address with & for"
                    + " &amp;",
            HtmlCandidates::escaped),
    HTML_ENTITY_EATEN(
            PARAMETERS,
            CODE,
            "双功能 4.1 / 担保 5.1",
            "写进页面的 &amp;、&copy、&not 一类的文字被浏览器读成了别的字符，与签名的文字不同，请用没有转义的原文签名，写进页面时转义一次",
            "the browser read &amp;, &copy, &not in the page as other characters than were signed: sign the plain text, and escape it once"
                    + " where it is written into the page",
            HtmlCandidates::entityEaten),
    UPPER_CASE_SIGN(
            CODE,
            "双功能 4.1 / 担保 5.1",
            "sign 用了大写字母或带有空白，请改成 32 位小写十六进制",
            "sign is in upper case or has blanks: write 32 lower-case hex digits"),
    NAMES_UNSORTED(
            JOINING,
            CODE,
            "双功能 4.1 / 担保 5.1",
            "参数没有排序就签名了，请先按参数名的字节顺序排列",
            "the parameters were signed unsorted: sort them by name, byte by byte",
            SigningCandidates::unsorted),
    NAMES_SORTED_BY_LOCALE(
            JOINING,
            CODE,
            "双功能 4.1 / 担保 5.1",
            "参数按语言习惯或不分大小写排序了，请按字节顺序排列，下划线排在大写字母之后、小写字母之前",
            "the parameters were sorted by a locale or without case: sort them byte by byte, the underscore after upper and before lower"
                    + " case",
            SigningCandidates::sortedOtherwise),
    SEPARATOR_BEFORE_KEY(
            JOINING,
            CODE,
            "双功能 4.1 / 担保 5.1",
            "待签名字符串和 key 之间加了分隔符，请把 key 直接接在后面",
            "something stands between the text and the key: append the key directly",
            KeyCandidates::separated),
    KEY_MISSING(
            KEY,
            CODE,
            "双功能 4.2 A / 担保 5.2 A",
            "签名时没有接上安全校验码（key），请检查程序有没有读到配置",
            "no key was appended: see whether the program reads its configuration",
            KeyCandidates::missing),
    CHARACTERS_REPLACED(
            CHARSET,
            CODE,
            "双功能 4.2 D / 担保 5.2 D",
            "签名时有的字符变成了“?”，请在取字节时写明 input_charset，GB2312 的网站改用 GBK",
            "characters became ? when they were signed: name the charset where bytes are made, and use GBK in place of GB2312",
            CharsetCandidates::replaced),
    CUT_AT_QUOTE(
            VALUES,
            CODE,
            "双功能 4.1 / 担保 5.1",
            "值里的引号使隐藏域提前结束，请对写进表单的每一个值做 HTML 转义",
            "a quote inside the value ended the hidden field: escape every value written into the form",
            ValueCandidates::cutAtQuote),
    QUOTES_ESCAPED(
            VALUES,
            SERVER,
            "双功能 4.2 D / 担保 5.2 D",
            "引号前多了反斜杠，或者引号被写成了两个，请关闭自动转义，签名用原值",
            "quotes were given backslashes or doubled: switch the automatic escaping off, and sign the plain value",
            ValueCandidates::quotesEscaped),
    LINE_BREAKS_CHANGED(
            VALUES,
            CODE,
            "双功能 4.1 / 担保 5.1",
            "换行符变了，浏览器提交时会把换行变成回车加换行，请在签名之前去掉换行",
            "line breaks changed, since browsers send CR LF: remove line breaks before signing",
            ValueCandidates::lineBreaks),
    AMOUNT_REWRITTEN(
            VALUES,
            CODE,
            "双功能 4.1 / 担保 5.1",
            "金额的写法变了，例如 0.10 与 0.1，请把金额当作文字，先写成两位小数再签名",
            "an amount is written otherwise, such as 0.10 and 0.1: treat it as text, with two decimals before signing",
            ValueCandidates::amounts),
    SIGN_SIGNED(
            JOINING,
            CODE,
            "双功能 4.1 / 担保 5.1",
            "sign 参加了签名，请在签名之前去掉 sign 和 sign_type",
            "sign itself was signed: leave sign and sign_type out of the text",
            SigningCandidates::sign),
    VALUE_SPLIT(
            PARAMETERS,
            CODE,
            "双功能 4.1 / 担保 5.1",
            "值里的 & 没有编码，后半截成了另一个参数，请对每一个值做 URL 编码",
            "an & inside a value was not encoded, and the rest became a parameter of its own: URL-encode every value",
            ParameterCandidates::split),
    PARAMETER_LOST(
            PARAMETERS,
            SERVER,
            "双功能 4.1, 4.2 / 担保 5.1, 5.2",
            "少了一个签过名的参数，请检查重写规则、框架和防火墙有没有拿走它",
            "a signed parameter is missing: see whether a rewrite rule, a framework or a firewall takes it away",
            ParameterCandidates::lost),
    BODY_CUT(
            PARAMETERS,
            SERVER,
            "双功能 4.2 / 担保 5.2",
            "消息没有收完整，后面被截断了，请检查代理和容器对请求长度的限制",
            "the message was cut short: look at the limits of proxy and container on the length of a request",
            ParameterCandidates::cut),
    VALUE_CHANGED(
            VALUES,
            SERVER,
            "双功能 4.1 / 担保 5.1",
            "一个值与商户保存的不同，签名是按保存的值算的，请查出途中是谁改了它",
            "a value differs from the merchant's own record, and the signature is that of the record: find out who changes it on the way",
            ParameterCandidates::changed),
    VALUE_TRIMMED(
            VALUES,
            CODE,
            "双功能 4.1 / 担保 5.1",
            "值首尾的空白只在一边被去掉了，请在签名之前去掉首尾空白",
            "blanks at the end of a value were removed on one side only: trim values before signing",
            ValueCandidates::trimmed),
    ENCODED_TWICE(
            VALUES,
            SERVER,
            "双功能 4.2 D / 担保 5.2 D",
            "值在途中又被编码了一次，请让转发的程序或代理原样传递，不要再编码",
            "a value was encoded once more on its way: let the program or proxy that passes it on leave it as it is",
            ValueCandidates::encodedTwice),
    ESCAPES_SIGNED(
            ENCODING,
            CODE,
            "双功能 4.1 / 担保 5.1",
            "签名的是转义以后的文字，例如 %u5145、\\u5145、&#20805;，请用原来的文字签名",
            "escaped text was signed, such as %u5145, \\u5145 or &#20805;: sign the plain text",
            TextCandidates::escapesSigned),
    ESCAPES_SENT(
            VALUES,
            CODE,
            "双功能 4.1, 4.2 D / 担保 5.1, 5.2 D",
            "收到的是转义以后的文字，例如 %u5145、\\u5145、&#20805;，请用 encodeURIComponent 一类的函数按网站的编码做 URL 编码，不要用 escape()",
            "escaped text arrived, such as %u5145, \\u5145 or &#20805;: URL-encode in the site's charset, and use encodeURIComponent in place"
                    + " of escape()",
            TextCandidates::escapesSent),
    NULL_WORDS(
            PARAMETERS,
            CODE,
            "双功能 4.1, 4.2 C / 担保 5.1, 5.2 C",
            "值是 null 一类的文字的参数没有按原样参加签名，这样的文字也是值，验证时请保留；商户自己发出请求时不要把空值写成 null",
            "a value that reads null was not signed as it stands: it is a value like any other when verifying; do not send null for an empty"
                    + " value",
            SigningCandidates::nullWords),
    NAME_CHANGED(
            PARAMETERS,
            CODE,
            "双功能 4.1 / 担保 5.1",
            "参数名与签名时用的不同，请让签名和提交使用同一个名称，并与文档一字不差，例如 _input_charset",
            "a parameter was signed by another name than it has here: sign and send one name, spelled as documented, such as _input_charset",
            ParameterCandidates::renamed),
    TIME_REWRITTEN(
            VALUES,
            CODE,
            "双功能 4.1, 4.2 / 担保 5.1, 5.2",
            "时间被改写成了另一种格式或时区，请把时间当作文字，原样参加签名",
            "a time was rewritten in another format or time zone: treat it as text and sign it as it stands",
            TextCandidates::times),
    NUMBER_REWRITTEN(
            VALUES,
            CODE,
            "双功能 4.1 / 担保 5.1",
            "数字被改写了，例如变成分、带千分位、科学记数或丢了位数，请把数字当作文字处理",
            "a number was rewritten, in cents, with separators, an exponent or fewer digits: treat it as text",
            TextCandidates::numbers),
    ADDRESS_REWRITTEN(
            VALUES,
            CODE,
            "双功能 4.1 / 担保 5.1",
            "网址被改写了，例如协议、端口、域名写法或结尾的斜杠，请让签名和提交用同一个网址",
            "an address was rewritten, its scheme, port, host name or the slash at its end: sign and send one address",
            TextCandidates::addresses),
    CHARACTERS_CHANGED(
            VALUES,
            CODE,
            "双功能 4.1, 4.2 D / 担保 5.1, 5.2 D",
            "值里的字符被改动过，例如空白、全角半角、引号、货币符号、换行，签名的与收到的不同，请在签名之前整理文字，之后不再改动",
            "characters of a value were changed, such as blanks, full-width letters, quotes, currency signs or line breaks: tidy text before"
                    + " signing, and leave it alone afterwards",
            TextCandidates::characters),
    OTHER_BYTES(
            CHARSET,
            CODE,
            "双功能 4.2 D / 担保 5.2 D",
            "签名时取字节用了网站之外的编码，例如 UTF-16、Big5，或者只取了每个字符的低字节，请在取字节时写明 input_charset",
            "the bytes that were signed are of a charset no site has, such as UTF-16 or Big5, or the low byte of each character: name"
                    + " input_charset where bytes are made",
            CharsetCandidates::otherBytes),
    OTHER_DIGEST(
            SIGN,
            CODE,
            "双功能 4.1 / 担保 5.1",
            "签名用的算法不是一次 MD5，请对“待签名字符串＋key”做一次 MD5，写成 32 位小写十六进制",
            "the digest is not MD5 taken once: take the MD5 of text and key once, as 32 lower-case hex digits",
            SigningCandidates::otherDigest),
    KEY_MISPLACED(
            JOINING,
            CODE,
            "双功能 4.1 / 担保 5.1",
            "安全校验码（key）没有放在正确的位置，请直接接在待签名字符串的最后，只接一次，不作为参数",
            "the key stands in the wrong place: append it once, directly behind the text, and not as a parameter",
            KeyCandidates::misplaced),
    KEY_REWRITTEN(
            KEY,
            CONFIGURATION,
            "双功能 4.2 A / 担保 5.2 A",
            "签名用的不是安全校验码（key）原来的文字，例如全角字符、它的哈希值或编码，请直接使用从支付宝页面复制的 32 位字符",
            "what was signed with is not the key as it stands, but full-width letters, a hash or an encoding of it: use the 32 characters copied"
                    + " from Alipay's page",
            KeyCandidates::rewritten),
    KEY_PLACEHOLDER(
            KEY,
            CONFIGURATION,
            "双功能 4.2 A / 担保 5.2 A",
            "签名用的不是安全校验码（key），而是 null 一类的字样或别的设置，请检查程序有没有读到配置",
            "a word such as null or another setting was used in place of the key: see whether the program reads its configuration",
            KeyCandidates::placeholder),
    JOINED_OTHERWISE(
            JOINING,
            CODE,
            "双功能 4.1 / 担保 5.1",
            "待签名字符串的拼法不对，请写成“参数名=值”，用 & 连接，不加引号、空白，也不做别的加工",
            "the text to sign is put together in another way: write name=value, joined with &, without quotes, blanks or anything else",
            SigningCandidates::joinedOtherwise),
    KEY_CUT(
            KEY,
            CONFIGURATION,
            "双功能 4.2 A / 担保 5.2 A",
            "签名只用了安全校验码（key）的一部分，请检查配置和保存它的字段够不够 32 位",
            "only a part of the key was used: see that the configuration and the column that keeps it hold all 32 characters",
            KeyCandidates::cut),
    RSA_FOR_MD5(
            SIGN,
            CONFIGURATION,
            "双功能 4.1 / 担保 5.1",
            "签名是 RSA 的，而约定的是 MD5，请让两边的 sign_type 一致",
            "the signature is an RSA one, but MD5 is agreed: let both sides use one sign_type",
            SigningCandidates::rsaForMd5),
    MD5_FOR_RSA(
            SIGN,
            CONFIGURATION,
            "双功能 4.1 / 担保 5.1",
            "签名是 MD5 的，而约定的是 RSA，请让两边的 sign_type 一致",
            "the signature is an MD5 one, but RSA is agreed: let both sides use one sign_type",
            SigningCandidates::md5ForRsa),
    /** Requires thousands of keys, so it is tried alone and last. */
    KEY_MISTYPED(
            KEY,
            CONFIGURATION,
            "双功能 4.2 A / 担保 5.2 A",
            "安全校验码（key）里有一个字符写错了、多了、漏了，或者相邻两个写反了，请从支付宝页面重新复制",
            "one character of the key is wrong, missing, too many or swapped with the next: copy the key again from Alipay's page",
            KeyCandidates::mistyped),

    // The signature matches, and yet the other side cannot accept it.
    SIGN_TYPE_MISDECLARED(
            CODE,
            "双功能 4.1 / 担保 5.1",
            "签名本身正确，但 sign_type 没有传或写法不对，请写成大写的 MD5（或 RSA）",
            "the signature is right, but sign_type is missing or says something else: send MD5, or RSA, in upper case"),
    CHARSET_NOT_IN_QUERY(
            CODE,
            "双功能 4.2 D / 担保 5.2 D",
            "表单的地址里没有 _input_charset，支付宝会按 GBK 解码，请写在 action 的“?”后面",
            "_input_charset is not in the address of the form, so the gateway decodes as GBK: put it behind the ? of the action"),
    PARAMETER_INSIDE_VALUE(
            CODE,
            "双功能 4.1 / 担保 5.1",
            "一个值里含有“&参数名=”，可以有两种读法，请不要让买家填写这样的内容",
            "a value holds &name= of the protocol and can be read in two ways: do not let buyers enter such text"),
    BAD_ESCAPE(CODE, "双功能 4.2 D / 担保 5.2 D", "有一个 % 没有编码，请把它写成 %25", "a % begins no escape: write it as %25"),

    SIGN_FORM(
            CODE,
            "双功能 4.1 / 担保 5.1",
            "sign 的写法不对，应当是 MD5 的 32 位小写十六进制，不是别的进制、别的长度，也没有附加的字符",
            "sign is written in another form: it has to be the MD5 in 32 lower-case hex digits, with nothing before or behind"),
    SIGN_CUT(
            SERVER,
            "双功能 4.1, 4.2 / 担保 5.1, 5.2",
            "sign 不足 32 位，被截短了，请检查保存或转发它的字段、变量和日志够不够长",
            "sign is shorter than 32 digits: see whether the column, variable or log that keeps it is long enough"),
    CHANGED_AFTER_SIGNING(
            CODE,
            "双功能 4.1 / 担保 5.1",
            "给出的字符串确实是用这个 key 签名的，key 和算法都对，是这些参数在签名之后改变了，请提交签名用的值",
            "the text given was signed with this key, so key and digest are right, and these parameters changed afterwards: send what was"
                    + " signed"),
    KEY_OR_DIGEST_DIFFERS(
            CONFIGURATION,
            "双功能 4.1, 4.2 A / 担保 5.1, 5.2 A",
            "给出的字符串与收到的参数拼出的完全相同，签名却不同，差别只能在 key、签名算法或取字节的编码，请先核对 key",
            "the text given is the one that follows from what arrived, and yet the signature differs: only the key, the digest or the bytes of"
                    + " the text can be otherwise, so compare the key first"),
    KEY_SENT(
            CONFIGURATION,
            "双功能 4.2 A / 担保 5.2 A",
            "安全校验码（key）作为参数发了出去，经过了买家的浏览器，请马上到支付宝更换，以后只用它计算签名，不要提交",
            "the security key was sent as a parameter, through the buyer's browser: have it replaced at Alipay at once, and only sign with it"),
    CUT_AT_HASH(
            CODE,
            "双功能 4.1 / 担保 5.1",
            "网址里有没有编码的 #，浏览器不会发送它后面的参数，请把 # 编码成 %23",
            "a # in the address is not encoded, and browsers send nothing behind it: encode it as %23"),
    BODY_NOT_A_FORM(
            CODE,
            "双功能 4.1 / 担保 5.1",
            "请求体不是表单格式，网关读不到里面的参数，请用 application/x-www-form-urlencoded 提交",
            "the body is no form, so its parameters are not read: send it as application/x-www-form-urlencoded"),
    WAP_MESSAGE(
            CODE,
            "双功能 4.1 / 担保 5.1",
            "这是手机网站支付（WAP，sec_id、notify_data）的消息，签名规则与这里的接口不同，不能用这里的 key 规则验证",
            "this is a message of Alipay's WAP payment (sec_id, notify_data), which is signed by other rules than these services"),
    OPEN_PLATFORM_MESSAGE(
            CODE,
            "双功能 4.1 / 担保 5.1",
            "这是支付宝开放平台（app_id，RSA 或 RSA2）的消息，用应用的密钥签名，与 partner 和 key 无关",
            "this is a message of Alipay's open platform (app_id, RSA or RSA2), signed with the application's keys and not with partner and key"),
    // Visible in the bytes; no signature can prove it.
    SIGN_MISSING(
            SERVER,
            "双功能 4.2 / 担保 5.2",
            "没有 sign 参数：不是支付宝的消息，或者参数在途中丢失，请看网页服务器的访问记录里原来的地址",
            "there is no sign: no message of Alipay's, or it was lost on the way; see the original address in the web server's access log"),
    SIGN_MALFORMED(
            CODE,
            "双功能 4.1 / 担保 5.1",
            "sign 既不像 MD5（32 位小写十六进制）也不像 RSA（Base64），请检查它有没有被改动",
            "sign is neither MD5 (32 lower-case hex digits) nor RSA (Base64): see what changed it"),
    CHARACTERS_LOST(
            SERVER,
            "双功能 4.2 D / 担保 5.2 D",
            "值里的汉字变成了 U+FFFD 或问号：有程序按错误的编码读写过，原来的字节已经没有了，请在最先处理它的地方改正编码",
            "characters became U+FFFD or question marks: a program read or wrote them in the wrong charset, and the original bytes are gone;"
                    + " mend the charset where they are handled first");

    /** Where a mistake happens, in the order mistakes are undone: what happened to a message last is undone first. */
    enum Stage {
        PARAMETERS,
        VALUES,
        CHARSET,
        ENCODING,
        JOINING,
        KEY,
        SIGN
    }

    /** The kinds of message a mistake can occur in. */
    enum AppliesTo {
        BOTH,
        REQUESTS,
        MESSAGES
    }

    private final Stage stage;
    private final Words words;
    private final CandidateGenerator transformation;
    private final AppliesTo of;

    SignatureMistake(
            Stage stage,
            ResponsibleParty fixer,
            String section,
            String chinese,
            String english,
            CandidateGenerator transformation) {
        this(stage, fixer, section, chinese, english, transformation, AppliesTo.BOTH);
    }

    SignatureMistake(ResponsibleParty fixer, String section, String chinese, String english) {
        this(SIGN, fixer, section, chinese, english, CandidateGenerator.NONE, AppliesTo.BOTH);
    }

    SignatureMistake(
            Stage stage,
            ResponsibleParty fixer,
            String section,
            String chinese,
            String english,
            CandidateGenerator transformation,
            AppliesTo of) {
        this.stage = stage;
        this.words = new Words(fixer, section, chinese, english);
        this.transformation = transformation;
        this.of = of;
    }

    @Override
    public Words words() {
        return words;
    }

    Stage stage() {
        return stage;
    }

    /** Returns whether it is tried on this kind of input. */
    boolean isTriedOn(DiagnosisInput specimen) {
        return transformation != CandidateGenerator.NONE
                && (of == AppliesTo.BOTH || (of == AppliesTo.REQUESTS) == specimen.isRequest());
    }

    /** Returns the hypotheses with this mistake undone; those that change nothing are left out. */
    Stream<Candidate> takenBack(SigningHypothesis reading, DiagnosisContext scene) {
        return transformation
                .from(reading, scene)
                .filter(step -> !step.reading().equals(reading));
    }

    /** Returns whether it is also tried together with that mistake. */
    boolean isTriedWith(SignatureMistake other) {
        if (this == KEY_MISTYPED || this == KEY_CUT || other == KEY_MISTYPED || other == KEY_CUT) {
            return false;
        }
        if (!FURTHER.contains(this) && !FURTHER.contains(other)) {
            return ordinal() < other.ordinal() || this == other && stage == Stage.PARAMETERS;
        }
        return ordinal() < other.ordinal() && (COMMON.contains(this) || COMMON.contains(other));
    }

    /** Mistakes with so many candidates that they are paired with the most common ones only. */
    private static final Set<SignatureMistake> FURTHER = EnumSet.range(ENCODED_TWICE, KEY_CUT);

    /** Mistakes that often occur together with another and are cheap to try. */
    private static final Set<SignatureMistake> COMMON = EnumSet.of(
            KEY_WITH_BLANKS,
            KEY_OF_ANOTHER_MERCHANT,
            KEY_LETTER_CASE,
            SEPARATOR_BEFORE_KEY,
            KEY_MISSING,
            OTHER_CHARSET,
            RECODED_ON_THE_WAY,
            EXTRA_PARAMETER,
            EMPTY_VALUES_SIGNED,
            SIGN_TYPE_SIGNED,
            NAMES_UNSORTED,
            PLUS_AND_BLANK,
            AMOUNT_REWRITTEN);

    static List<SignatureMistake> triedOn(DiagnosisInput specimen) {
        return Stream.of(values())
                .filter(mistake -> mistake.isTriedOn(specimen))
                .toList();
    }
}
