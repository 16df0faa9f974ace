-- One dialect for every database. What they spell differently stands in three placeholders, filled in by Dialect:
--   ${serial}  a number of its own for each row
--   ${bytes}   up to 64 KiB as they are
--   ${exact}   how a table compares text: by its bytes, so that A1 and a1 are two alipay_orders
-- Every name begins with alipay_, because a shop's own tables may stand in the same database.
-- Moments are milliseconds since 1970 UTC: the databases disagree about time zones, and about nothing in a bigint.

create table alipay_orders (
    out_trade_no  varchar(64)    not null primary key,
    service       varchar(40)    not null,
    seller_email  varchar(100)   not null,
    subject       varchar(256)   not null,
    body          varchar(400)   not null,
    price         decimal(12, 2) not null,
    quantity      integer        not null,
    discount      decimal(12, 2) not null,
    trade_status  varchar(32)    not null,
    refund_status varchar(32)    not null,
    gmt_refund    varchar(32)    not null,
    pay_mode      varchar(16)    not null,
    trade_no      varchar(64),
    buyer_email   varchar(100),
    buyer_id      varchar(30),
    total_fee     decimal(12, 2),
    created_at    bigint         not null,
    paid_at       bigint,
    shipped_at    bigint,
    finished_at   bigint,
    closed_at     bigint,
    version       integer        not null,
    queries       integer        not null,
    next_query_at bigint         not null
)${exact};

-- The lists of the admin pages, newest first: all orders, or those with one value, the last number telling equal times apart.
create index alipay_orders_by_time on alipay_orders (created_at, out_trade_no);
create index alipay_orders_by_status on alipay_orders (trade_status, created_at, out_trade_no);
create index alipay_orders_by_refund on alipay_orders (refund_status, created_at, out_trade_no);
create index alipay_orders_by_buyer on alipay_orders (buyer_email, created_at, out_trade_no);
-- The result of a batch of refunds knows an order by nothing else.
create index alipay_orders_by_trade_no on alipay_orders (trade_no);
-- Unpaid orders about which Alipay is to be asked: how often it has been, and when next.
create index alipay_orders_to_query on alipay_orders (trade_status, next_query_at);

-- The groups of delivery that were offered, in the order of the protocol: position 0, 1, 2.
create table alipay_order_logistics (
    out_trade_no varchar(64)    not null references alipay_orders (out_trade_no),
    position_no  integer        not null,
    type         varchar(16)    not null,
    fee          decimal(12, 2) not null,
    payment      varchar(32)    not null,
    primary key (out_trade_no, position_no)
)${exact};

-- A row per change: what, when, by which message or person. notice_id is the message's number in the ledger.
create table alipay_order_history (
    id            ${serial} primary key,
    out_trade_no  varchar(64) not null references alipay_orders (out_trade_no),
    at            bigint      not null,
    event         varchar(16) not null,
    trade_status  varchar(32) not null,
    refund_status varchar(32) not null,
    source        varchar(32) not null,
    notify_id     varchar(128),
    notice_id     bigint,
    operator      varchar(64),
    note          varchar(400)
)${exact};

create index alipay_order_history_by_order on alipay_order_history (out_trade_no, id);

-- Every message with a right signature, before and after it was acted on: a row per delivery, kept for ever.
--   decoded_as  the charset that the bytes were decoded with
--   node        the server that received it
--   verdict     what it turned out to be; '' until that is known
--   reason      the English sentence; reason_code, what the message says (reason_found) and what the order says (reason_agreed) make the
--               Chinese one; '' and null until it is known
--   operator    who asked for it, released, dismissed or replayed it, and note why; null when nobody did
--   answer      what the other side was told; '' until it was
--   took_millis from its arrival to its answer; null until then
create table alipay_notices (
    id            ${serial} primary key,
    received_at   bigint        not null,
    raw_message   ${bytes}      not null,
    decoded_as    varchar(16)   not null,
    remote_addr   varchar(64)   not null,
    node          varchar(64)   not null,
    notify_id     varchar(128)  not null,
    out_trade_no  varchar(64)   not null,
    trade_no      varchar(64)   not null,
    trade_status  varchar(64)   not null,
    source        varchar(32)   not null,
    verdict       varchar(24)   not null,
    outcome       varchar(16)   not null,
    reason        varchar(1000) not null,
    reason_code   varchar(32),
    reason_found  varchar(1000),
    reason_agreed varchar(300),
    operator      varchar(64),
    note          varchar(400),
    answer        varchar(8)    not null,
    took_millis   bigint
)${exact};

create index alipay_notices_by_notify_id on alipay_notices (notify_id);
create index alipay_notices_by_order on alipay_notices (out_trade_no);
create index alipay_notices_by_trade on alipay_notices (trade_no);
create index alipay_notices_by_time on alipay_notices (received_at, id);
-- What waits for a person, which is little, is found by it too.
create index alipay_notices_by_outcome on alipay_notices (outcome, received_at, id);
create index alipay_notices_by_verdict on alipay_notices (verdict, received_at, id);

-- Messages without a right signature, which anybody may send: the last 1,000 of all servers, in columns of the same names.
-- A table of its own, so that nothing that acts on a message can find one of these.
create table alipay_strangers (
    id            ${serial} primary key,
    received_at   bigint        not null,
    raw_message   ${bytes}      not null,
    decoded_as    varchar(16)   not null,
    remote_addr   varchar(64)   not null,
    node          varchar(64)   not null,
    notify_id     varchar(128)  not null,
    out_trade_no  varchar(64)   not null,
    trade_no      varchar(64)   not null,
    trade_status  varchar(64)   not null,
    source        varchar(32)   not null,
    verdict       varchar(24)   not null,
    outcome       varchar(16)   not null,
    reason        varchar(1000) not null,
    reason_code   varchar(32),
    reason_found  varchar(1000),
    reason_agreed varchar(300),
    answer        varchar(8)    not null,
    took_millis   bigint
)${exact};

-- How many of them each server received in a minute, and how many of these were never written down.
create table alipay_stranger_minutes (
    minute_at bigint      not null,
    node      varchar(64) not null,
    seen      bigint      not null,
    dropped   bigint      not null,
    primary key (minute_at, node)
)${exact};
