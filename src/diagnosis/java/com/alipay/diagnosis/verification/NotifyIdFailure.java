package com.alipay.diagnosis.verification;

import com.alipay.diagnosis.DiagnosticCode;
import com.alipay.protocol.ResponsibleParty;

/**
 * Causes why a {@code notify_id} was not confirmed although the signature is valid: {@code responseTxt} is not {@code true}.
 *
 * @tutorial 双功能 4.2 / 担保 5.2
 */
public enum NotifyIdFailure implements DiagnosticCode {
    OLDER_THAN_A_MINUTE(
            ResponsibleParty.ALIPAY,
            "双功能 4.2 E / 担保 5.2 E",
            "消息已经超过一分钟，它的 notify_id 失效，请等下一次通知，不要重新打开旧的返回地址",
            "the message is older than a minute and its notify_id has expired: wait for the next notification, do not open an old return"
                    + " again"),
    ALREADY_CONFIRMED(
            ResponsibleParty.CODE,
            "双功能 4.2 / 担保 5.2",
            "这个 notify_id 以前已经确认过，有的通知只能确认一次，请先保存结果，不要再问第二次",
            "this notify_id was confirmed before, and some can be confirmed only once: store the result and do not ask again"),
    WRONG_PARTNER(
            ResponsibleParty.CONFIGURATION,
            "双功能 4.2 A / 担保 5.2 A",
            "询问时用的合作者身份ID（partner）不对或者是空的，请核对配置",
            "the partner in the question is wrong or empty: check the configuration"),
    SANDBOX_AND_PRODUCTION_MIXED(
            ResponsibleParty.CONFIGURATION,
            "双功能 4.2 / 担保 5.2",
            "沙箱和正式环境混在一起，消息与验证地址不属于同一个，请让 gateway 和 verify_gateway 一起指向沙箱或一起不填",
            "sandbox and production are mixed: let gateway and verify_gateway both be the sandbox's, or leave both out"),
    ANOTHER_PROGRAM_ANSWERS(
            ResponsibleParty.SERVER,
            "双功能 4.2 C / 担保 5.2 C",
            "验证地址回答的既不是 true、false，也不是 invalid，那里是别的程序或者代理，请检查地址和出口代理",
            "the answer is neither true, false nor invalid, so another program or a proxy answers: check the address and the outgoing proxy"),
    GATEWAY_OUT_OF_SERVICE(
            ResponsibleParty.ALIPAY,
            "双功能 4.2 D / 担保 5.2 D",
            "验证地址暂时没有服务，没有回答这次询问，通知会再来；一直这样就检查出口代理",
            "the verify address is out of service and did not answer the question; the notification comes again; if it stays so, check the"
                    + " outgoing proxy"),
    QUESTION_TURNED_AWAY(
            ResponsibleParty.SERVER,
            "双功能 4.2 C / 担保 5.2 C",
            "验证地址没有回答，而是拒绝或者转到了别处，请检查 gateway、verify_gateway 和出口代理；通知会再来",
            "the verify address refused or redirected the question instead of answering it: check gateway, verify_gateway and the outgoing"
                    + " proxy; the notification comes again"),
    ADDRESS_MALFORMED(
            ResponsibleParty.CONFIGURATION,
            "双功能 4.2 C / 担保 5.2 C",
            "gateway 或 verify_gateway 不是完整的网址，没能去问支付宝，请改正配置，或者都不填",
            "gateway or verify_gateway is no address, so nobody was asked: mend the configuration, or leave both out"),
    TOO_MANY_AT_ONCE(
            ResponsibleParty.SERVER,
            "双功能 4.2 D / 担保 5.2 D",
            "同时等待支付宝回答的消息太多，这一条没有去问，请看支付宝为什么答得慢；通知会再来",
            "too many messages were waiting for the gateway's answer, so this one was not asked about: see why the gateway is slow; the"
                    + " notification comes again"),
    NAME_NOT_RESOLVED(
            ResponsibleParty.SERVER,
            "双功能 4.2 B / 担保 5.2 B",
            "支付宝的域名解析不了，请检查服务器的 DNS",
            "the gateway's name cannot be resolved: check the server's DNS"),
    PORT_CLOSED(
            ResponsibleParty.SERVER,
            "双功能 4.2 C, D / 担保 5.2 C, D",
            "连不上支付宝的端口，请检查防火墙是否放行 443 和 80，以及出口代理",
            "the gateway's port does not open: let the firewall pass 443 and 80, and look at the outgoing proxy"),
    TLS_FAILED(
            ResponsibleParty.SERVER,
            "双功能 4.2 D / 担保 5.2 D",
            "与支付宝的 TLS 握手失败，请检查服务器的时间、根证书和中间的代理",
            "TLS with the gateway fails: check the server's clock, its root certificates and a proxy in between"),
    NO_ANSWER_IN_TIME(
            ResponsibleParty.SERVER,
            "双功能 4.2 D / 担保 5.2 D",
            "连接已经打开，但支付宝没有在限时内答完，请检查代理；通知会再来",
            "the connection opens, but no answer was complete in time: look at the proxy; the notification comes again");

    private final Words words;

    NotifyIdFailure(ResponsibleParty fixer, String section, String chinese, String english) {
        this.words = new Words(fixer, section, chinese, english);
    }

    @Override
    public Words words() {
        return words;
    }
}
