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

-- Every message with a right signature, before and after it was acted on. reason is the English sentence; the code and what the message
-- and the order say make the Chinese one. operator and note: who released, dismissed or replayed it, and why.
create table alipay_notices (
    id            ${serial} primary key,
    received_at   bigint        not null,
    raw_message   ${bytes}      not null,
    notify_id     varchar(128),
    out_trade_no  varchar(64),
    trade_no      varchar(64),
    trade_status  varchar(64),
    source        varchar(32),
    outcome       varchar(16)   not null,
    reason        varchar(1000) not null,
    reason_code   varchar(32),
    reason_found  varchar(1000),
    reason_agreed varchar(300),
    operator      varchar(64),
    note          varchar(400),
    answer        varchar(8)    not null
)${exact};

create index alipay_notices_by_notify_id on alipay_notices (notify_id);
create index alipay_notices_by_order on alipay_notices (out_trade_no);
-- What waits for a person, which is little.
create index alipay_notices_by_outcome on alipay_notices (outcome, id);
