package com.alipay.web;

import com.alipay.store.Notices;
import com.alipay.store.Search;
import com.alipay.trade.ChinaTime;
import com.alipay.util.FormData;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody asks about messages, in the address of {@code admin/notices.jsp} or {@code admin/api/notices}: {@code outcome},
 * {@code verdict}, {@code out_trade_no}, {@code notify_id}, {@code trade_no}; {@code from} and {@code until}, such as
 * {@code 2011-03-15 10:00} or {@code 2011-03-15}, in China time; {@code kind=strangers} for those without a right signature;
 * {@code before}, where the page before ended.
 *
 * @param strangers whether it is about those without a right signature
 * @param asked what was asked, by its name, for showing it again
 * @param search the same for the tables; it looks for one message more than the page holds
 * @param advice what of it could not be understood; when there is any, nothing is looked for
 */
record NoticeSearch(boolean strangers, Map<String, String> asked, Search search, List<String> advice) {
    private static final String STRANGERS = "strangers";

    /** @param holds how many messages the page holds */
    static NoticeSearch of(FormData form, int holds) {
        Map<String, String> asked = new LinkedHashMap<>();
        form.values().forEach((name, value) -> asked.put(name, value.strip()));
        asked.values().removeIf(String::isEmpty);
        List<String> advice = new ArrayList<>();
        form.problem().ifPresent(problem -> advice.add("查询条件读不出来（" + problem + "）"));
        Map<Search.Field, String> values = new EnumMap<>(Search.Field.class);
        for (Search.Field field : Search.Field.values()) {
            Optional.ofNullable(asked.get(field.column())).ifPresent(value -> values.put(field, value));
        }
        Search search = new Search(
                values,
                moment("from", asked, advice),
                moment("until", asked, advice),
                place(asked.get("before"), advice),
                holds + 1);
        return new NoticeSearch(STRANGERS.equals(asked.get("kind")), asked, search, advice);
    }

    /** The messages of this page. */
    List<Notices.Entry> page(List<Notices.Entry> found) {
        return found.size() < search.limit() ? found : found.subList(0, search.limit() - 1);
    }

    /** The address of the next page, from its {@code ?} on; "" when there is none. */
    String next(List<Notices.Entry> found, Charset charset) {
        if (found.size() < search.limit()) {
            return "";
        }
        Search.Place last = found.get(search.limit() - 2).place();
        Map<String, String> next = new LinkedHashMap<>(asked);
        next.put("before", last.received_at().toEpochMilli() + "-" + last.id());
        return "?" + FormData.write(next, charset);
    }

    private static Instant moment(String name, Map<String, String> asked, List<String> advice) {
        String text = asked.get(name);
        if (text == null) {
            return null;
        }
        String time = text.replace('T', ' ');
        String whole = time + (time.length() == 10 ? " 00:00:00" : time.length() == 16 ? ":00" : "");
        Optional<Instant> moment = ChinaTime.parse(whole);
        if (moment.isEmpty()) {
            advice.add("时间 " + Visible.text(text, 40) + " 读不懂：请写成 2011-03-15 10:00 这样");
        }
        return moment.orElse(null);
    }

    private static Search.Place place(String text, List<String> advice) {
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,18}-[0-9]{1,18}")) {
            advice.add("before " + Visible.text(text, 40) + " 不是本站给出的页码：请回到最新一页");
            return null;
        }
        int dash = text.indexOf('-');
        return new Search.Place(
                Instant.ofEpochMilli(Long.parseLong(text.substring(0, dash))),
                Long.parseLong(text.substring(dash + 1)));
    }
}
