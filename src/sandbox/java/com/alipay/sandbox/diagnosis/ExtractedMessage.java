package com.alipay.sandbox.diagnosis;

/**
 * One interpretation of the pasted input, as form data.
 *
 * @param format the format in which it was found
 * @param query the part after the {@code ?} of the address a body was posted to, percent-encoded; empty for none
 * @param form the body, or the query string of an address without a body, percent-encoded
 * @param isRequestOfForm whether {@code query} and {@code form} are both known: a body was posted
 * @param contentType the content type of a body that is not a form, such as {@code application/json}; "" for a form or if unknown
 * @param isGuess whether characters had to be converted to bytes
 */
record ExtractedMessage(
        Format format, byte[] query, byte[] form, boolean isRequestOfForm, String contentType, boolean isGuess) {

    /** Format in which parameters were found. */
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

    /** Returns a message that consists of form data only. */
    static ExtractedMessage of(Format format, byte[] form, boolean isGuess) {
        return new ExtractedMessage(format, new byte[0], form, false, "", isGuess);
    }

    /** Omits the message, which contains a signature and a buyer's address. */
    @Override
    public String toString() {
        return "ExtractedMessage[" + format + ", " + (query.length + form.length) + " bytes]";
    }
}
