-- The network addresses that the host of each notify_url has stood for, and when each was seen first. Alipay may remember an
-- address from which the site has moved. A notify_url of another name begins anew.
create table alipay_notify_addresses (
    notify_url    varchar(300) not null,
    address       varchar(64)  not null,
    first_seen_at bigint       not null,
    primary key (notify_url, address)
)${exact};

-- The last message that came over a page stands at this index's end.
create index alipay_notices_by_source on alipay_notices (source, received_at, id);
