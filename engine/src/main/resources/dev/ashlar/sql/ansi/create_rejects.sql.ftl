create table if not exists ${rejects} (
    _file varchar,
    _row bigint,
    _loaded_at timestamp,
    _batch_id bigint,
    column_name varchar,
    reason varchar,
    original varchar
)
