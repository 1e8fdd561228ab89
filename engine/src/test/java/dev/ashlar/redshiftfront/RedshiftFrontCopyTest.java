package dev.ashlar.redshiftfront;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.s3.Buckets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** COPY from the S3 beside the front. */
class RedshiftFrontCopyTest {
    private static final String ROLE = " iam_role default ";

    private FrontSession on;
    private Buckets buckets;
    private String bucket;

    @BeforeEach
    void open() throws SQLException {
        on = new FrontSession();
        on.run("create table ~t (id int not null, name varchar(5), at timestamp, amount numeric(10, 2), kept boolean)");
        buckets = on.front.s3().buckets();
        bucket = on.schema;
        buckets.create(bucket);
    }

    @AfterEach
    void close() throws SQLException {
        on.close();
    }

    private void put(String key, String text) {
        buckets.put(bucket, key, text.getBytes(UTF_8));
    }

    private String from(String key) {
        return " from 's3://" + bucket + "/" + key + "'" + ROLE;
    }

    @Test
    void csvIsLoadedWithQuotesNullsAndEmptyTexts() throws Exception {
        put("a.csv", "id,name,at,amount,kept\n1,\"a,\"\"b\",2024-05-06 07:08:09,1.5,true\n2,,,,\n3,\"x\ny\",NIX,0,f\n");
        on.run("copy ~t" + from("a.csv") + "csv ignoreheader 1 null as 'NIX' dateformat 'auto' timeformat 'auto'");
        assertThat(on.value("pg_last_copy_count()")).isEqualTo("3");
        assertThat(on.rows("select id, '<' || name || '>', at, amount, kept from ~t order by id"))
                .containsExactly("1 <a,\"b> 2024-05-06 07:08:09 1.50 t", "2 <> null null null", "3 <x\ny> null 0.00 f");
    }

    @Test
    void aManifestNamesCompressedParts() throws Exception {
        buckets.put(bucket, "load/part-1", gzip("1,a\n"));
        buckets.put(bucket, "load/part-2", gzip("2,b\n3,c\n"));
        put(
                "load/manifest",
                "{\"entries\": [{\"url\": \"s3://" + bucket + "/load/part-1\", \"mandatory\": true}, {\"url\": \"s3://"
                        + bucket + "/load/part-2\"}, {\"url\": \"s3://" + bucket
                        + "/load/gone\", \"mandatory\": false}]}");
        on.run("begin");
        on.run("copy ~t (id, \"name\")" + from("load/manifest") + "manifest csv gzip");
        assertThat(on.rows("select id, name from ~t order by id")).containsExactly("1 a", "2 b", "3 c");
        on.run("rollback");
        assertThat(on.rows("select id from ~t")).isEmpty();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void delimitedFilesOfAPrefixAreLoaded() throws Exception {
        put("in/1", "1|a\\|b\n");
        put("in/2", "2|\\N\n");
        put("other", "9|z\n");
        on.run("copy ~t (id, name)" + from("in/") + "delimiter '|' escape");
        assertThat(on.rows("select id, name from ~t order by id")).containsExactly("1 a|b", "2 null");
    }

    @Test
    void aWrongRecordFailsTheLoadAndItsReasonOutlivesTheTransaction() throws Exception {
        put("a.csv", "1,a\nx,b\n");
        on.run("begin");
        assertThat(on.refusal("copy ~t (id, name)" + from("a.csv") + "csv"))
                .isEqualTo(
                        "XX000 ERROR: Load into table 't' failed.  Check 'sys_load_error_detail' system table for details.");
        on.run("rollback");
        assertThat(on.rows(
                        "select trim(file_name), line_number, trim(column_name), error_code, trim(error_message) from"
                                + " sys_load_error_detail where session_id = pg_backend_pid()"))
                .containsExactly("s3://" + bucket
                        + "/a.csv 2 id 1207 Invalid digit: invalid input syntax for type integer: \"x\"");
        assertThat(on.rows("select id from ~t")).isEmpty();
    }

    private String reason(String text) throws SQLException {
        put("wrong.csv", text);
        assertThat(on.refusal("copy ~t" + from("wrong.csv") + "csv"))
                .startsWith("XX000 ERROR: Load into table 't' failed.");
        return on.rows(
                        "select line_number, trim(colname), err_code, trim(err_reason) from stl_load_errors where session ="
                                + " pg_backend_pid() order by starttime desc limit 1")
                .get(0);
    }

    @Test
    void reasonsAreToldByRedshiftsNumbers() throws Exception {
        assertThat(reason("1,a\n")).isEqualTo("1 at 1214 Delimiter not found");
        assertThat(reason("1,a,,,,6\n")).isEqualTo("1  1202 Extra column(s) found");
        assertThat(reason("1,a,,,\n2,größe,,,\n")).startsWith("2 ").endsWith(" 1204 String length exceeds DDL length");
        assertThat(reason("1,a,yesterday-ish,,\n")).startsWith("1 at 1206 Invalid timestamp format");
        assertThat(reason(",a,,,\n")).endsWith(" 1213 Missing data for not-null field");
    }

    @Test
    void textsAreCutWhereThatIsAsked() throws Exception {
        put("a.csv", "1,größer,,,\n");
        on.run("copy ~t" + from("a.csv") + "csv truncatecolumns");
        assertThat(on.rows("select name from ~t")).containsExactly("grö");
    }

    @Test
    void whatIsNotThereIsSaidAsACluster() {
        assertThat(on.refusal("copy ~t" + from("none") + "csv"))
                .isEqualTo("XX000 ERROR: The specified S3 prefix 'none' does not exist");
        assertThat(on.refusal("copy ~t" + from("none") + "manifest csv"))
                .isEqualTo(
                        "XX000 ERROR: S3ServiceException:The specified key does not exist.,Status 404,Error NoSuchKey");
        assertThat(on.refusal("copy ~none" + from("a.csv") + "csv"))
                .isEqualTo("42P01 ERROR: Cannot COPY into nonexistent table none");
        put("a.csv", "1\n");
        assertThat(on.refusal("copy ~t from 's3://" + bucket + "/a.csv' csv"))
                .startsWith("XX000 ERROR: No credentials");
        buckets.close(bucket);
        assertThat(on.refusal("copy ~t" + from("a.csv") + "csv"))
                .isEqualTo("XX000 ERROR: S3ServiceException:Access Denied,Status 403,Error AccessDenied");
        assertThat(on.refusal("copy ~t" + from("a.json") + "json 'auto'"))
                .isEqualTo("0A000 ERROR: The Redshift front of the tests does not do COPY with json");
    }
}
