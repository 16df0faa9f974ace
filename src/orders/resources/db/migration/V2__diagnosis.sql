-- What the doctors found out about a message that was not accepted: codes, no sentences; null until somebody has looked.
alter table alipay_notices add column diagnosis varchar(2000);
alter table alipay_strangers add column diagnosis varchar(2000);
