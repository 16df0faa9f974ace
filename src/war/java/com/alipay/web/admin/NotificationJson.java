package com.alipay.web.admin;

import com.alipay.diagnosis.signature.MessageOrigin;
import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.persistence.UnverifiedMessageDao;
import com.alipay.util.UtilDate;
import com.alipay.web.StoredDiagnosis;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * JSON of messages for the admin API: protocol names, times in China time. {@code next} is the query string of the next page,
 * including its {@code ?}, or null.
 */
final class NotificationJson {
    private static final Gson GSON = new GsonBuilder()
            .disableHtmlEscaping()
            .setPrettyPrinting()
            .serializeNulls()
            .create();

    private NotificationJson() {}

    static String ofVerified(List<NotificationDao.NotificationRecord> records, String next) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("notices", records.stream().map(NotificationJson::fields).toList());
        json.put("next", next.isEmpty() ? null : next);
        return GSON.toJson(json);
    }

    static String ofUnverified(
            List<NotificationDao.NotificationRecord> records,
            List<UnverifiedMessageDao.MinuteCount> minutes,
            String next) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("strangers", records.stream().map(NotificationJson::fields).toList());
        json.put("minutes", minutes.stream().map(NotificationJson::minute).toList());
        json.put("next", next.isEmpty() ? null : next);
        return GSON.toJson(json);
    }

    /**
     * Returns one message. {@code operator} and {@code note} are null if no operator acted on it, {@code diagnosis} if it was
     * accepted or not diagnosed yet. {@code received_at} to {@code took_millis} describe the delivery that decided, usually the
     * first; the next five describe all deliveries of the message.
     */
    static Map<String, Object> fields(NotificationDao.NotificationRecord entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", entry.id());
        json.put("received_at", UtilDate.format(entry.received_at()));
        json.put("source", entry.source());
        json.put("remote_addr", entry.remote());
        json.put("node", entry.node());
        json.put("charset", entry.charset());
        json.put("verdict", entry.verificationStatus());
        json.put("outcome", entry.outcome());
        json.put("reason", entry.reason());
        json.put("reason_code", entry.why().map(why -> why.code().name()).orElse(null));
        json.put("operator", entry.operator());
        json.put("note", entry.note());
        json.put("out_trade_no", entry.out_trade_no());
        json.put("trade_no", entry.trade_no());
        json.put("trade_status", entry.trade_status());
        json.put("notify_id", entry.notify_id());
        json.put("answer", entry.answer());
        json.put("took_millis", entry.elapsed() == null ? null : entry.elapsed().toMillis());
        json.put("deliveries", entry.deliveries());
        json.put("first_received_at", UtilDate.format(entry.received_at()));
        json.put("last_received_at", UtilDate.format(entry.last_received_at()));
        json.put("last_outcome", orElse(entry.repeats().outcome(), entry.outcome()));
        json.put("last_answer", orElse(entry.repeats().answer(), entry.answer()));
        json.put(
                "diagnosis",
                StoredDiagnosis.read(entry.diagnosis())
                        .map(diagnosis -> diagnosis(diagnosis, StoredDiagnosis.origin(entry)))
                        .orElse(null));
        return json;
    }

    private static String orElse(String last, String first) {
        return last == null ? first : last;
    }

    /** Returns why a message was not accepted, the most important sentence first; {@code responsible} is null if it is not a cause. */
    private static Map<String, Object> diagnosis(StoredDiagnosis diagnosis, MessageOrigin origin) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", diagnosis.state().name().toLowerCase(Locale.ROOT));
        json.put(
                "says",
                diagnosis.sentences(origin).stream()
                        .map(NotificationJson::sentence)
                        .toList());
        return json;
    }

    private static Map<String, Object> sentence(StoredDiagnosis.Sentence sentence) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", sentence.code());
        json.put("detail", sentence.detail().in(Locale.ENGLISH));
        json.put("chinese", sentence.text().in(Locale.CHINESE));
        json.put("english", sentence.text().in(Locale.ENGLISH));
        json.put(
                "fixer",
                sentence.responsible()
                        .map(responsible -> responsible.name().toLowerCase(Locale.ROOT))
                        .orElse(null));
        json.put("section", sentence.section());
        return json;
    }

    private static Map<String, Object> minute(UnverifiedMessageDao.MinuteCount minute) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("minute", UtilDate.format(minute.begin()));
        json.put("seen", minute.count().seen());
        json.put("dropped", minute.count().dropped());
        return json;
    }
}
