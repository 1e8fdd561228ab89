-- Functions of Redshift that Postgres has not, or has otherwise. They stand in pg_catalog, so that no search_path hides them.
-- https://docs.aws.amazon.com/redshift/latest/dg/c_SQL_functions.html
create extension if not exists pgcrypto schema rs_front;

-- Date and time: https://docs.aws.amazon.com/redshift/latest/dg/Date_functions_header.html
create function pg_catalog.getdate() returns timestamp language sql stable as $$
    select date_trunc('second', statement_timestamp()::timestamp)
$$;
create function rs_front.date_part_name(part text) returns text language sql immutable as $$
    select case
        when lower(part) in ('y', 'yr', 'yrs', 'year', 'years') then 'year'
        when lower(part) in ('qtr', 'qtrs', 'quarter', 'quarters') then 'quarter'
        when lower(part) in ('mon', 'mons', 'month', 'months') then 'month'
        when lower(part) in ('w', 'week', 'weeks') then 'week'
        when lower(part) in ('d', 'day', 'days') then 'day'
        when lower(part) in ('h', 'hr', 'hrs', 'hour', 'hours') then 'hour'
        when lower(part) in ('m', 'min', 'mins', 'minute', 'minutes') then 'minute'
        when lower(part) in ('s', 'sec', 'secs', 'second', 'seconds') then 'second'
        when lower(part) in ('ms', 'msec', 'msecs', 'msecond', 'millisec', 'millisecond', 'milliseconds') then 'millisecond'
        when lower(part) in ('us', 'microsec', 'microsecs', 'microsecond', 'microseconds') then 'microsecond'
    end
$$;
create function rs_front.times(n bigint, part text) returns interval language sql immutable as $$
    select n * case rs_front.date_part_name(part) when 'quarter' then interval '3 months'
                                                  else ('1 ' || rs_front.date_part_name(part))::interval end
$$;
create function pg_catalog.dateadd(part text, n bigint, t timestamp) returns timestamp language sql immutable as $$
    select t + rs_front.times(n, part)
$$;
create function pg_catalog.dateadd(part text, n bigint, t date) returns timestamp language sql immutable as $$
    select t + rs_front.times(n, part)
$$;
create function pg_catalog.dateadd(part text, n bigint, t timestamptz) returns timestamptz language sql stable as $$
    select t + rs_front.times(n, part)
$$;
-- The documentation leaves open on which day a week begins for DATEDIFF; here on Monday, as for DATE_TRUNC.
create function pg_catalog.datediff(part text, a timestamp, b timestamp) returns bigint language sql immutable as $$
    select case rs_front.date_part_name(part)
        when 'year' then extract(year from b) - extract(year from a)
        when 'quarter' then (extract(year from b) - extract(year from a)) * 4 + extract(quarter from b) - extract(quarter from a)
        when 'month' then (extract(year from b) - extract(year from a)) * 12 + extract(month from b) - extract(month from a)
        when 'week' then (date_trunc('week', b)::date - date_trunc('week', a)::date) / 7
        when 'day' then b::date - a::date
        when 'hour' then extract(epoch from date_trunc('hour', b) - date_trunc('hour', a)) / 3600
        when 'minute' then extract(epoch from date_trunc('minute', b) - date_trunc('minute', a)) / 60
        when 'second' then extract(epoch from date_trunc('second', b) - date_trunc('second', a))
        when 'millisecond' then extract(epoch from date_trunc('milliseconds', b) - date_trunc('milliseconds', a)) * 1000
        when 'microsecond' then extract(epoch from b - a) * 1000000
    end::bigint
$$;
create function pg_catalog.datediff(part text, a timestamptz, b timestamptz) returns bigint language sql stable as $$
    select pg_catalog.datediff(part, a::timestamp, b::timestamp)
$$;
create function pg_catalog.datediff(part text, a date, b date) returns bigint language sql immutable as $$
    select pg_catalog.datediff(part, a::timestamp, b::timestamp)
$$;
create function pg_catalog.last_day(t timestamp) returns date language sql immutable as $$
    select (date_trunc('month', t) + interval '1 month -1 day')::date
$$;
create function pg_catalog.add_months(t timestamp, n int) returns timestamp language sql immutable as $$
    select case when pg_catalog.last_day(t) = t::date
        then pg_catalog.last_day(t + n * interval '1 month') + t::time
        else t + n * interval '1 month' end
$$;
create function pg_catalog.months_between(a timestamp, b timestamp) returns float8 language sql immutable as $$
    select pg_catalog.datediff('month', b, a) + case
        when extract(day from a) = extract(day from b) then 0
        when pg_catalog.last_day(a) = a::date and pg_catalog.last_day(b) = b::date then 0
        else (extract(day from a) - extract(day from b) + extract(epoch from a::time - b::time) / 86400) / 31 end
$$;
create function pg_catalog.next_day(t timestamp, day text) returns date language sql immutable as $$
    select t::date + 1 + mod(7 + strpos('sumotuwethfrsa', left(lower(day), 2)) / 2 - extract(dow from t)::int - 1, 7)
$$;
create function pg_catalog.trunc(t timestamp) returns date language sql immutable as $$ select t::date $$;
create function pg_catalog.convert_timezone(source text, target text, t timestamp) returns timestamp language sql immutable as $$
    select t at time zone source at time zone target
$$;
create function pg_catalog.convert_timezone(target text, t timestamp) returns timestamp language sql immutable as $$
    select pg_catalog.convert_timezone('UTC', target, t)
$$;

-- Texts: https://docs.aws.amazon.com/redshift/latest/dg/String_functions_header.html
create function pg_catalog.len(text) returns int language sql immutable as $$ select length($1) $$;
create function pg_catalog.charindex(part text, whole text) returns int language sql immutable as $$ select strpos(whole, part) $$;
create function pg_catalog.replicate(text, int) returns text language sql immutable as $$ select repeat($1, $2) $$;
create function pg_catalog.strtol(digits text, base int) returns bigint language plpgsql immutable strict as $$
declare
    rest text := lower(ltrim(digits));
    sign int := 1;
    result numeric := 0;
    digit text;
    value int;
begin
    if rest ~ '^[+-]' then
        sign := case left(rest, 1) when '-' then -1 else 1 end;
        rest := substr(rest, 2);
    end if;
    if base = 16 then
        rest := regexp_replace(rest, '^0x', '');
    end if;
    foreach digit in array string_to_array(rest, null) loop
        value := strpos('0123456789abcdefghijklmnopqrstuvwxyz', digit) - 1;
        if value < 0 or value >= base then
            raise exception 'The input % is not valid to be converted to base %', digits, base using errcode = 'XX000';
        end if;
        result := result * base + value;
    end loop;
    return sign * result;
end $$;
create function pg_catalog.sha1(text) returns text language sql immutable as $$
    select encode(rs_front.digest($1, 'sha1'), 'hex')
$$;
create function pg_catalog.func_sha1(text) returns text language sql immutable as $$ select pg_catalog.sha1($1) $$;
create function pg_catalog.sha2(text, bits int) returns text language sql immutable as $$
    select encode(rs_front.digest($1, 'sha' || case bits when 0 then 256 else bits end), 'hex')
$$;

-- Null and choice: https://docs.aws.amazon.com/redshift/latest/dg/c_conditional_expressions.html
create function pg_catalog.nvl2(test anyelement, present anycompatible, absent anycompatible) returns anycompatible
language sql immutable as $$ select case when test is not null then present else absent end $$;

-- Aggregates: https://docs.aws.amazon.com/redshift/latest/dg/r_MEDIAN.html
create function rs_front.median_of(float8[]) returns float8 language sql immutable as $$
    select percentile_cont(0.5) within group (order by v) from unnest($1) v
$$;
create aggregate pg_catalog.median(float8) (sfunc = array_append, stype = float8[], initcond = '{}', finalfunc = rs_front.median_of);

-- JSON in texts: https://docs.aws.amazon.com/redshift/latest/dg/json-functions.html
create function pg_catalog.is_valid_json(text) returns boolean language sql immutable as $$
    select $1 is json object
$$;
create function pg_catalog.is_valid_json_array(text) returns boolean language sql immutable as $$ select $1 is json array $$;
create function pg_catalog.can_json_parse(text) returns boolean language sql immutable as $$ select $1 is json $$;
create function rs_front.json_of(source text, null_if_invalid boolean) returns jsonb language plpgsql immutable strict as $$
begin
    if source is json then
        return source::jsonb;
    elsif null_if_invalid then
        return null;
    end if;
    raise exception 'JSON parsing error' using errcode = 'XX000';
end $$;
create function rs_front.json_path(source text, path text[], null_if_invalid boolean) returns text language sql immutable as $$
    select case when rs_front.json_of(source, null_if_invalid) is not null
        then coalesce(rs_front.json_of(source, null_if_invalid) #>> path, '') end
$$;
-- five levels at most, and perhaps null_if_invalid at the end
create function pg_catalog.json_extract_path_text(text, text) returns text language sql immutable as $$
    select rs_front.json_path($1, array[$2], false) $$;
create function pg_catalog.json_extract_path_text(text, text, boolean) returns text language sql immutable as $$
    select rs_front.json_path($1, array[$2], $3) $$;
create function pg_catalog.json_extract_path_text(text, text, text) returns text language sql immutable as $$
    select rs_front.json_path($1, array[$2, $3], false) $$;
create function pg_catalog.json_extract_path_text(text, text, text, boolean) returns text language sql immutable as $$
    select rs_front.json_path($1, array[$2, $3], $4) $$;
create function pg_catalog.json_extract_path_text(text, text, text, text) returns text language sql immutable as $$
    select rs_front.json_path($1, array[$2, $3, $4], false) $$;
create function pg_catalog.json_extract_path_text(text, text, text, text, boolean) returns text language sql immutable as $$
    select rs_front.json_path($1, array[$2, $3, $4], $5) $$;
create function pg_catalog.json_extract_path_text(text, text, text, text, text) returns text language sql immutable as $$
    select rs_front.json_path($1, array[$2, $3, $4, $5], false) $$;
create function pg_catalog.json_extract_path_text(text, text, text, text, text, text) returns text language sql immutable as $$
    select rs_front.json_path($1, array[$2, $3, $4, $5, $6], false) $$;
create function pg_catalog.json_extract_array_element_text(text, int) returns text language sql immutable as $$
    select rs_front.json_of($1, false) ->> $2 $$;
create function pg_catalog.json_extract_array_element_text(text, int, boolean) returns text language sql immutable as $$
    select rs_front.json_of($1, $3) ->> $2 $$;
create function pg_catalog.json_array_length(text) returns int language sql immutable as $$
    select jsonb_array_length(rs_front.json_of($1, false)) $$;

-- SUPER: https://docs.aws.amazon.com/redshift/latest/dg/super-overview.html
create function pg_catalog.json_parse(text) returns pg_catalog.super language sql immutable as $$
    select rs_front.json_of($1, false)::pg_catalog.super $$;
create function pg_catalog.json_serialize(jsonb) returns text language sql immutable as $$ select $1::text $$;
create function pg_catalog.json_typeof(jsonb) returns text language sql immutable as $$ select jsonb_typeof($1) $$;
create function pg_catalog.get_array_length(jsonb) returns int language sql immutable as $$
    select case when jsonb_typeof($1) = 'array' then jsonb_array_length($1) end $$;
create function pg_catalog.is_array(jsonb) returns boolean language sql immutable as $$ select jsonb_typeof($1) = 'array' $$;
create function pg_catalog.is_object(jsonb) returns boolean language sql immutable as $$ select jsonb_typeof($1) = 'object' $$;

-- Session: https://docs.aws.amazon.com/redshift/latest/dg/r_System_information_functions.html
create function rs_front.version() returns text language sql immutable as $$
    select 'PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2 20041017 (Red Hat 3.4.2-6.fc3), Redshift 1.0.99999'::text
$$;
create function pg_catalog.pg_last_copy_count() returns bigint language sql stable as $$
    select coalesce(nullif(current_setting('rs_front.copied', true), ''), '0')::bigint $$;
create function pg_catalog.current_user_id() returns int language sql stable as $$
    select oid::int from pg_roles where rolname = current_user $$;
