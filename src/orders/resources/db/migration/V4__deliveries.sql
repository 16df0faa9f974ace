-- A message is one row, however often and in whatever bytes it is delivered.
--   digest           what identifies it: SHA-256 of its signed parameters; null for what Alipay did not send, and for rows of before
--   content          the same without notify_id and notify_time: equal for resends, which bring the same news
--   deliveries       how often it came; received_at is the first time, last_received_at the last one, null while there was one only
--   last_outcome     what the last delivery came to, and last_answer what it was answered; null while there was one only
alter table alipay_notices add column digest varchar(64);
alter table alipay_notices add column content varchar(64);
alter table alipay_notices add column deliveries bigint default 1 not null;
alter table alipay_notices add column last_received_at bigint;
alter table alipay_notices add column last_outcome varchar(16);
alter table alipay_notices add column last_answer varchar(8);

create unique index alipay_notices_by_digest on alipay_notices (digest);

-- Whether a notify_id was ever confirmed or applied is read from the index, however many rows have it.
drop index alipay_notices_by_notify_id${of_notices};
create index alipay_notices_by_notify_id on alipay_notices (notify_id, outcome, out_trade_no);

-- What the rows of an order that gave way to newer ones amounted to; a row per order that has too many.
create table alipay_dropped_notices (
    out_trade_no      varchar(64) not null primary key,
    deliveries        bigint      not null,
    first_received_at bigint      not null,
    last_received_at  bigint      not null
)${exact};
