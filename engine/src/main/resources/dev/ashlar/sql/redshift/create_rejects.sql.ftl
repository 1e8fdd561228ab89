create table if not exists ${rejects} (
    _file varchar(65535),
    _row bigint,
    _loaded_at timestamp,
    _batch_id bigint,
    column_name varchar(65535),
    reason varchar(65535),
    original varchar(65535)
)
