-- https://docs.aws.amazon.com/redshift/latest/dg/r_STL_LOAD_ERRORS.html: what the front itself knows of a failed COPY
create table rs_front.stl_load_errors (
    tbl int, starttime timestamp default localtimestamp, session int, query int default 0, filename char(256),
    line_number bigint, colname char(127), err_code int, err_reason char(100));
-- https://docs.aws.amazon.com/redshift/latest/dg/SYS_LOAD_ERROR_DETAIL.html
create view rs_front.sys_load_error_detail as
    select 0 as user_id, query::bigint as query_id, session as session_id, current_database()::char(64) as database_name,
           tbl as table_id, starttime as start_time, filename as file_name, line_number, colname as column_name,
           err_code as error_code, err_reason as error_message
    from rs_front.stl_load_errors;
grant select on rs_front.stl_load_errors, rs_front.sys_load_error_detail to public;
