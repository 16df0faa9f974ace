package com.alipay.diagnosis.signature;

import java.util.LinkedHashMap;
import java.util.Map;

/** Translates details (where and how a mistake was made) into Chinese, except names of parameters, charsets and algorithms. */
final class ChineseDetails {
    private static final Map<String, String> CHINESE = new LinkedHashMap<>();

    static {
        String table = """
                the configured key is not trimmed|配置的 key 首尾没有去掉空白
                a blank after it|后面多了空格
                a line break after it|后面多了换行
                CR LF after it|后面多了回车换行
                CR after it|后面多了回车
                a tab after it|后面多了制表符
                a blank before it|前面多了空格
                a tab before it|前面多了制表符
                a byte order mark before it|前面多了字节顺序标记
                blanks around it|前后都有空格
                two blanks after it|后面多了两个空格
                an ideographic blank after it|后面多了全角空格
                an ideographic blank before it|前面多了全角空格
                a no-break blank after it|后面多了不换行空格
                quotes around it|带着双引号
                single quotes around it|带着单引号
                , or after the last value: |，也可能在最后一个值的后面：
                a character that does not show|有看不见的字符
                a punctuation mark beside it|旁边多了标点
                full-width letters|全角字符
                a hash or another writing of the key|key 的哈希值或别的写法
                letters and digits that look alike, or backwards|形状相近的字母和数字混淆，或者前后颠倒
                another setting|别的设置
                a blank|空格
                every value|所有的值
                every name|所有的参数名
                some values|部分的值
                names and values|参数名和值
                as on the wire|与网址里的写法一样
                lower-case hex, as .NET writes it|十六进制用小写，.NET 的写法
                %20 for a blank|空格写成 %20
                encoded twice|编码了两次
                encoded in the other charset, lower-case hex|按另一种编码，十六进制用小写
                encoded in the other charset|按另一种编码
                the whole text: |整个字符串：
                front and ampersand|放在前面，后接 &
                both with ampersands|前后各一次，用 & 连接
                parameter in front|作为参数放在最前面
                front|放在前面
                both|前后各一次
                parameter|作为参数
                twice|接了两次
                no ampersand|没有 &
                values only|只有值
                values with ampersand|只有值，用 & 连接
                names and values with ampersand|参数名和值，用 & 连接
                colons|用冒号
                commas and blanks|用逗号和空格连接
                commas|用逗号连接
                semicolons|用分号连接
                bars|用竖线连接
                values with bars|只有值，用竖线连接
                values with commas|只有值，用逗号连接
                lines|用换行连接
                blanks|用空格连接
                ampersands escaped|用 &amp; 连接
                ampersands encoded|用 %26 连接
                blanks around equals|等号两边有空格
                blanks around ampersands|& 两边有空格
                ampersand in front|最前面多了 &
                question mark in front|最前面多了 ?
                single quoted|值带单引号
                quoted|值带双引号
                json slashes|JSON，斜杠带反斜杠
                json spaced|JSON，带空格
                json|JSON
                map|映射表的写法
                list|列表的写法
                names upper case|参数名用大写
                mark in front|最前面多了字节顺序标记
                nul behind|最后多了 NUL
                line break behind|最后多了换行
                encoded lower|编码过，十六进制用小写
                encoded|编码过
                base64|Base64
                lower case|小写
                upper case|大写
                no blanks|没有空白
                low bytes|每个字符的低字节
                high and low bytes|每个字符的高低字节
                ascii question marks|ASCII，别的字符变成问号
                utf 8 twice|UTF-8 编码了两次
                utf 16le with mark|UTF-16LE，带字节顺序标记
                utf 16le|UTF-16LE
                utf 16be|UTF-16BE
                utf 16|UTF-16
                MD5 of the MD5|MD5 的 MD5
                MD5 of the text's MD5 and the key|先取字符串的 MD5，接上 key 再取一次
                , 32 digits of it|，只取 32 位
                sign-extended bytes|负的字节没有截去高位
                dashes, blanks, quotes or 0x|带有短横、空格、引号或 0x
                something is appended to it|后面多了别的字符
                something stands before it|前面多了别的字符
                raw bytes|没有写成十六进制的字节
                16 digits in place of 32|16 位，应当是 32 位
                hex of the hex|十六进制又转了一次十六进制
                leading zeros are missing|丢了前面的零
                zeros are missing|丢了零
                written twice|写了两遍
                any_case|不分大小写
                without_underscore|不计下划线
                underscore_last|下划线排在最后
                descending|倒序
                by_value|按值排列
                by_length|按长度排列
                backwards|反过来
                one blank for several|多个空白并成一个
                trimmed|去掉了首尾空白
                blanks for tabs|制表符变成空格
                tabs for blanks|空格变成制表符
                blanks for no-break blanks|不换行空格变成空格
                no-break blanks for blanks|空格变成不换行空格
                blanks for ideographic blanks|全角空格变成空格
                ideographic blanks for blanks|空格变成全角空格
                no ideographic blanks|去掉了全角空格
                half-width characters for full-width ones|全角变成半角
                full-width characters for half-width ones|半角变成全角
                full-width punctuation marks|全角标点
                half-width punctuation marks|半角标点
                straight quotes|弯引号变成直引号
                curly quotes|直引号变成弯引号
                no quotes|去掉了引号
                no single quotes|去掉了单引号
                no double quotes|去掉了双引号
                single for double quotes|双引号变成单引号
                double for single quotes|单引号变成双引号
                other dashes|横线不同
                three dots|省略号不同
                another currency sign|货币符号不同
                no currency signs|去掉了货币符号
                another wave dash|波浪号不同
                another middle dot|间隔号不同
                unseen characters|看不见的字符
                characters beyond the basic plane|表情等扩展字符
                control characters|控制字符
                letters in lower case|变成小写
                letters in upper case|变成大写
                another Unicode form|Unicode 规范形式不同
                no HTML tags|去掉了 HTML 标签
                no angle brackets|去掉了尖括号
                no special characters|去掉了特殊字符
                no ampersands|去掉了 &
                no plus signs|去掉了加号
                no percent signs|去掉了百分号
                cut at #|在 # 处截断
                cut at &|在 & 处截断
                cut at a line break|在换行处截断
                line breaks|换行
                brackets around it|带着方括号
                https for http|http 变成 https
                http for https|https 变成 http
                an internationalised host name|中文域名的写法
                the host in lower case|域名的大小写
                a slash at the end|结尾的斜杠
                the port|端口
                the query string|查询串
                the fragment|片段
                no scheme|没有协议
                two slashes|两个斜杠
                percent-encoded|做了百分号编码
                backslashes|反斜杠
                doubled quotes|引号写成两个
                another form of time|时间格式不同
                milliseconds since 1970|毫秒数
                seconds since 1970|秒数
                another time zone|时区不同
                in cents|以分为单位
                thousands separators|千分位
                a comma for the point|小数点写成逗号
                a currency sign|带货币符号
                an exponent|科学记数
                no leading zeros|没有前导零
                no leading zero|没有前导零
                a leading zero|多了前导零
                a plus sign|带加号
                a minus sign|负号
                a rounded float|浮点数舍入
                """;
        table.lines().map(line -> line.split("\\|", 2)).forEach(each -> CHINESE.put(each[0], each[1]));
    }

    private ChineseDetails() {}

    /** Returns the detail in Chinese as far as it has a translation. */
    static String chinese(String detail) {
        String whole = CHINESE.get(detail);
        if (whole != null) {
            return whole;
        }
        int colon = detail.indexOf(": ");
        if (colon > 0) {
            String after = CHINESE.get(detail.substring(colon + 2));
            if (after != null && !detail.contains(" configured")) {
                String before = detail.substring(0, colon);
                return CHINESE.getOrDefault(before + ": ", before + "：") + after;
            }
        }
        String text = detail;
        for (String phrase : new String[] {", or after the last value: ", ", 32 digits of it"}) {
            int at = text.indexOf(phrase);
            if (at >= 0) {
                String before = text.substring(0, at);
                text = CHINESE.getOrDefault(before, before)
                        + CHINESE.get(phrase)
                        + text.substring(at + phrase.length());
            }
        }
        return text.replaceAll("^signed in (\\S+), sent in (\\S+)$", "按 $1 签名，按 $2 提交")
                .replaceAll("^(\\S+) configured, (\\S+) received$", "配置的是 $1，收到的是 $2");
    }
}
