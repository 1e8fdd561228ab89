package dev.ashlar.adapter.redshift;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.report.CatalogColumn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Adds rows by COPY: as compressed csv into the bucket, with a manifest that names each object and its length, and out of it
 * again whatever happens. See https://docs.aws.amazon.com/redshift/latest/dg/r_COPY.html
 */
final class StagedCopy implements AutoCloseable {
    private final Staging staging;
    private final StagingBucket bucket;
    private final LoadErrors errors;

    StagedCopy(Staging staging, LoadErrors errors) {
        this.staging = staging;
        this.bucket = new StagingBucket(staging);
        this.errors = errors;
    }

    long load(Connection connection, RelationName table, List<CatalogColumn> columns, Iterator<List<Object>> rows)
            throws SQLException {
        // texts may be anything, so what stands for null is said anew for each load
        String nulls = "ashlar-null-" + UUID.randomUUID();
        StagingBucket.Folder folder = bucket.folder();
        try {
            CsvParts parts = new CsvParts(folder, nulls);
            long sent = parts.write(rows);
            String manifest = folder.manifest();
            copy(connection, statement(table, columns, manifest, nulls), folder);
            long loaded = lastCount(connection);
            if (loaded != sent) {
                throw new SQLException(
                        "Of " + Counted.of(sent, "row that was", "rows that were") + " sent COPY loaded " + loaded
                                + ".",
                        "22000");
            }
            return loaded;
        } catch (SdkException failure) {
            Diagnostic refusal = bucket.refusal(failure);
            throw new WarehouseException(
                    Kind.STATEMENT, refusal.message() + " " + refusal.remedy(), Optional.empty(), failure);
        } finally {
            folder.remove();
        }
    }

    private void copy(Connection connection, String sql, StagingBucket.Folder folder) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        } catch (SQLException failure) {
            WarehouseException told = RedshiftErrors.explain(failure, "");
            if (told.kind() != Kind.STATEMENT) throw failure;
            Optional<String> reasons = errors.find(connection, folder.address());
            if (reasons.isEmpty()) throw failure;
            throw new SQLException(told.getMessage() + " " + reasons.get(), failure.getSQLState(), failure);
        }
    }

    /** Holds a secret where there is no role: never logged. */
    private String statement(RelationName table, List<CatalogColumn> columns, String manifest, String nulls) {
        return "copy " + table.quoted() + " ("
                + columns.stream().map(c -> c.name().quoted()).collect(Collectors.joining(", ")) + ")\nfrom '"
                + manifest
                + "'\n" + authorization()
                + staging.region().map(region -> "\nregion '" + region + "'").orElse("")
                + "\nmanifest csv gzip\nnull as '" + nulls + "'\ndateformat 'auto' timeformat 'auto'";
    }

    /** https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-authorization.html */
    private String authorization() {
        if (staging.copyRole().isPresent()) {
            String role = staging.copyRole().get();
            return role.equals("default") ? "iam_role default" : "iam_role '" + role + "'";
        }
        AwsCredentials credentials = bucket.credentials();
        return "access_key_id '" + credentials.accessKeyId() + "' secret_access_key '" + credentials.secretAccessKey()
                + "'"
                + (credentials instanceof AwsSessionCredentials session
                        ? " session_token '" + session.sessionToken() + "'"
                        : "");
    }

    /** https://docs.aws.amazon.com/redshift/latest/dg/PG_LAST_COPY_COUNT.html */
    private static long lastCount(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_last_copy_count()")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() {
        bucket.close();
    }
}
