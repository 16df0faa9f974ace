-- The calls of the merchant's own code whose step has not been stored. A row is written before the call and deleted with the step, in
-- one transaction: other transactions see one only when the merchant's code ended that transaction by itself. Then nobody knows whether
-- it did its work, and the order waits for a person.
--   refund_status, gmt_refund  which refund, where milestone is REFUND; '' for every other milestone
--   done                       1 when a person has said that the work of the call is done, otherwise 0
create table alipay_listener_calls (
    out_trade_no  varchar(64) not null references alipay_orders (out_trade_no),
    milestone     varchar(16) not null,
    refund_status varchar(32) not null,
    gmt_refund    varchar(32) not null,
    began_at      bigint      not null,
    done          integer     not null,
    primary key (out_trade_no, milestone, refund_status, gmt_refund)
)${exact};
