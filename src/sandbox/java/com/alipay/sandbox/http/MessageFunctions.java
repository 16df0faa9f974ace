package com.alipay.sandbox.http;

import com.alipay.i18n.Text;
import com.alipay.sandbox.text.Texts;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The functions with which a template writes texts in the reader's language.
 *
 * <pre>
 * {{ t("trades.search") }}            the text of that key; arguments may follow
 * {{ t(row.status) }}                 the meaning of a constant, or a message of the model
 * {{ t(fault, "explanation") }}       another text about a constant
 * {{ html("home.partner", partner) }} a text that contains markup; its arguments are escaped
 * </pre>
 */
final class MessageFunctions extends AbstractExtension {
    @Override
    public Map<String, Function> getFunctions() {
        return Map.of("t", new Write(false), "html", new Write(true));
    }

    private record Write(boolean isMarkup) implements Function {
        /** Returns null: the arguments have no names. */
        @Override
        public List<String> getArgumentNames() {
            return null;
        }

        @Override
        public Object execute(
                Map<String, Object> given, PebbleTemplate template, EvaluationContext context, int lineNumber) {
            Locale language = context.getLocale();
            Object[] arguments = IntStream.range(1, given.size())
                    .mapToObj(i -> given.get(String.valueOf(i)))
                    .map(it -> it instanceof Text message ? message.in(language) : it.toString())
                    .toArray();
            Text text = message(given.get("0"), arguments);
            return isMarkup ? new SafeString(Texts.map(text, Write::escape).in(language)) : text.in(language);
        }

        private static Text message(Object what, Object[] arguments) {
            if (what instanceof Optional<?> present) {
                return message(present.orElseThrow(), arguments);
            }
            if (what instanceof Enum<?> constant) {
                return arguments.length == 0 ? Texts.of(constant) : Texts.about(constant, (String) arguments[0]);
            }
            return what instanceof Text message ? message : Texts.of((String) what, arguments);
        }

        private static String escape(String value) {
            return value.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;");
        }
    }
}
