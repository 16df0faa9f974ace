package com.alipay.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.config.Violation;
import com.alipay.orders.persistence.NotificationDao;
import com.alipay.orders.persistence.NotificationQuery;
import com.alipay.protocol.FormData;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationQueryParserTest {
    private static final Charset GBK = Charset.forName("GBK");

    private static NotificationQueryParser parse(String query) {
        return NotificationQueryParser.of(FormData.parse(query.getBytes(StandardCharsets.ISO_8859_1), GBK), 2);
    }

    private static List<NotificationDao.NotificationRecord> found(int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(id -> new NotificationDao.NotificationRecord(
                        id,
                        Instant.ofEpochMilli(1_300_000_000_000L - id),
                        "",
                        "",
                        "",
                        Optional.empty(),
                        null,
                        null,
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        null,
                        null,
                        NotificationDao.Repeats.NONE))
                .toList();
    }

    @Test
    void whatIsAskedIsLookedForAndWhatIsEmptyIsNot() {
        NotificationQueryParser search = parse("outcome=HELD&verdict=&out_trade_no=+A1+&nonsense=x");
        assertThat(search.search().values())
                .isEqualTo(Map.of(NotificationQuery.Field.OUTCOME, "HELD", NotificationQuery.Field.OUT_TRADE_NO, "A1"));
        assertThat(search.unverified()).isFalse();
        assertThat(search.findings()).isEmpty();
        assertThat(parse("kind=strangers").unverified()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2011-03-15, 2011-03-14T16:00:00Z, 2011-03-15T16:00:00Z",
        "2011-03-15T10:00, 2011-03-15T02:00:00Z, 2011-03-15T02:01:00Z",
        "2011-03-15+10:00:01, 2011-03-15T02:00:01Z, 2011-03-15T02:00:02Z"
    })
    void bothTimesAreInclusiveAndChinas(String text, Instant begin, Instant end) {
        assertThat(parse("from=" + text).search().from()).isEqualTo(begin);
        assertThat(parse("until=" + text).search().until()).isEqualTo(end);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "from=yesterday, from",
        "until=2011-02-30, until",
        "from=2011-03-16&until=2011-03-15, until",
        "before=1, before",
        "before=1-x, before",
        "outcome=held, outcome",
        "verdict=SignatureDiffers, verdict",
        "kind=strangers&verdict=Genuine, verdict",
        "notify_id=%FF, ''",
        "notify_id=1&notify_id=2, ''"
    })
    void whatIsNotUnderstoodIsToldUnderItsName(String query, String name) {
        assertThat(parse(query).findings()).extracting(Violation::key).containsExactly(name);
    }

    @Test
    void theNextPageBeginsWhereThisOneEndsAndAsksTheSame() {
        NotificationQueryParser search = parse("out_trade_no=%B2%E2");
        assertThat(search.page(found(2))).hasSize(2);
        assertThat(search.next(found(2), GBK)).isEmpty();
        assertThat(search.page(found(3))).hasSize(2);
        String next = search.next(found(3), GBK);
        assertThat(next).isEqualTo("?out_trade_no=%B2%E2&before=1299999999998-2");
        assertThat(parse(next.substring(1)).search().before())
                .isEqualTo(new NotificationQuery.Cursor(Instant.ofEpochMilli(1_299_999_999_998L), 2));
    }
}
