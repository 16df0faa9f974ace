package com.alipay.sandbox.diagnosis;

/**
 * One reading of what was pasted, as the form data that travelled.
 *
 * @param format the form in which it was found
 * @param query what stood behind the {@code ?} of the address a body was posted to, percent-encoded; empty for none
 * @param form the body, or the query string of an address without a body, percent-encoded
 * @param isRequestOfForm whether {@code query} and {@code form} are both known: a body was posted
 * @param contentType the content type of a body that is no form, such as {@code application/json}; "" for a form or when it is not told
 * @param isGuess whether characters had to be turned into bytes
 */
record ExtractedMessage(
        Format format, byte[] query, byte[] form, boolean isRequestOfForm, String contentType, boolean isGuess) {

    /** The form in which parameters were found. */
    enum Format {
        FORM("表单内容或查询串", "form data"),
        ADDRESS("网址", "an address"),
        LOG("日志", "a log"),
        BYTES("字节", "bytes"),
        CURL("curl 命令", "a curl command"),
        HTTP("HTTP 请求", "an HTTP request"),
        HTML("网页表单", "an HTML form"),
        XML("XML", "XML"),
        JSON("JSON、字典或数组", "JSON, a dictionary or an array"),
        PHP("PHP 数组", "a PHP array"),
        MAP("程序打印的映射表", "a printed map"),
        LINES("每行一个参数", "a parameter on each line");

        private final String chinese;
        private final String english;

        Format(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }

        String chinese() {
            return chinese;
        }

        String english() {
            return english;
        }
    }

    /** Form data alone. */
    static ExtractedMessage of(Format format, byte[] form, boolean isGuess) {
        return new ExtractedMessage(format, new byte[0], form, false, "", isGuess);
    }

    /** Without the message, which holds a signature and a buyer's address. */
    @Override
    public String toString() {
        return "ExtractedMessage[" + format + ", " + (query.length + form.length) + " bytes]";
    }
}
