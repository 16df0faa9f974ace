-- The seller's number at Alipay as the first message of an order named it: every later message must name the same one.
alter table alipay_orders add column seller_id varchar(30);
