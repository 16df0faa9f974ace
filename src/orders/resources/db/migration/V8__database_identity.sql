-- One row that tells this database from every other. Each server keeps a copy of the identity, and refuses an empty or another database
-- at the same address. The row is also written to see whether the database can be written again after an outage.
create table alipay_database_identity (
    number     smallint    not null primary key,
    identity   varchar(36) not null,
    created_at bigint      not null,
    written_at bigint      not null
)${exact};
