-- The first page of admin/ counts what happened in each of the last thirty days, from this index alone.
create index alipay_order_history_by_event on alipay_order_history (event, at, refund_status);
