package com.alipay.sandbox.text;

import com.alipay.i18n.Message;
import com.alipay.i18n.Messages;
import com.alipay.i18n.Text;
import java.util.List;
import java.util.function.UnaryOperator;

/** The sandbox's texts, in {@code messages_zh.properties} and {@code messages_en.properties} beside its classes. */
public final class Texts {
    private static final Messages ALL = new Messages("com.alipay.sandbox.messages", Texts.class.getClassLoader());

    private Texts() {}

    public static Text of(String key, Object... arguments) {
        return ALL.message(key, arguments);
    }

    /** Returns what a constant means: the text {@code TradeStatus.TRADE_CLOSED}. */
    public static Text of(Enum<?> constant) {
        return of(key(constant));
    }

    /** Returns another text about a constant: {@code Fault.NOTICE_LOST.explanation}. */
    public static Text about(Enum<?> constant, String what) {
        return of(key(constant) + "." + what);
    }

    /** Returns the texts with commas between them; at least one. */
    public static Text list(List<Text> texts) {
        return texts.stream().reduce((before, next) -> of("list", before, next)).orElseThrow();
    }

    /** Returns the text with everything that is the same in every language changed: names, numbers, values. */
    public static Text map(Text text, UnaryOperator<String> change) {
        return text instanceof Message message
                ? new Message(
                        message.source(),
                        message.key(),
                        message.arguments().stream()
                                .<Object>map(it ->
                                        it instanceof Text inner ? map(inner, change) : change.apply(it.toString()))
                                .toList())
                : Text.of(change.apply(text.toString()));
    }

    private static String key(Enum<?> constant) {
        return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
    }
}
