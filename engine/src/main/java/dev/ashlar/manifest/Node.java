package dev.ashlar.manifest;

import dev.ashlar.diagnostic.SourceLocation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;

/** Anything in the DAG. Closed: whoever treats kinds differently switches without default. */
public sealed interface Node {
    Header header();

    default NodeId id() {
        return header().id();
    }

    default String name() {
        return header().name();
    }

    /** Nodes this one reads, in the order first met; direct parents in the DAG. */
    default List<NodeId> dependsOn() {
        return header().dependsOn();
    }

    /** As the properties files describe them; none of what has no columns. */
    default List<Column> columns() {
        return List.of();
    }

    /** Whether it stands nowhere: what reads it has its query within its own. */
    default boolean isEphemeral() {
        return false;
    }

    /** The relation it stands for, if it has one of its own in the warehouse. */
    default Optional<RelationName> findRelation() {
        return Optional.empty();
    }

    /**
     * What all nodes have.
     *
     * @param fqn package, folders and name, as selectors match them
     * @param location where the node is defined; a file of SQL, a row of properties, a seed
     * @param propertiesAt where its properties stand, if it has any
     * @param macros unique ids of the macros its template uses
     */
    record Header(
            NodeId id,
            String name,
            String packageName,
            List<String> fqn,
            SourceLocation location,
            Optional<SourceLocation> propertiesAt,
            String description,
            SortedSet<String> tags,
            Map<String, Object> meta,
            NodeConfig config,
            List<NodeId> dependsOn,
            List<String> macros) {
        public Header {
            Objects.requireNonNull(id);
            Objects.requireNonNull(config);
            fqn = List.copyOf(fqn);
            tags = java.util.Collections.unmodifiableSortedSet(new java.util.TreeSet<>(tags));
            meta = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(meta));
            dependsOn = List.copyOf(dependsOn);
            macros = List.copyOf(macros);
        }
    }

    /** What all nodes have that are built as a relation. */
    record Build(
            RelationName relation,
            Layout layout,
            List<Column> columns,
            Contract contract,
            List<Constraint> constraints,
            List<Hook> preHooks,
            List<Hook> postHooks,
            Materialization.Conduct conduct,
            PersistDocs persistDocs,
            Map<String, List<String>> grants) {
        public Build {
            columns = List.copyOf(columns);
            constraints = List.copyOf(constraints);
            preHooks = List.copyOf(preHooks);
            postHooks = List.copyOf(postHooks);
            grants = Map.copyOf(grants);
        }
    }

    /** Keys of the running engine that shape storage only (sort keys, indexes); adapters read them. */
    record Layout(Map<String, Object> values) {
        public static final Layout NONE = new Layout(Map.of());

        public Layout {
            values = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(values));
        }
    }

    enum Contract {
        NONE,
        ENFORCED
    }

    enum PersistDocs {
        NONE,
        RELATION,
        COLUMNS,
        RELATION_AND_COLUMNS
    }

    record Model(
            Header header,
            String layer,
            Build build,
            Materialization materialization,
            TemplateText template,
            Access access,
            Optional<String> group,
            Optional<Version> version,
            Optional<String> expires,
            Optional<Instant> deprecation)
            implements Node {
        /** One that nobody means to take away. */
        public Model(
                Header header,
                String layer,
                Build build,
                Materialization materialization,
                TemplateText template,
                Access access,
                Optional<String> group,
                Optional<Version> version,
                Optional<String> expires) {
            this(header, layer, build, materialization, template, access, group, version, expires, Optional.empty());
        }

        /** The group of models with which it is published in one transaction. */
        public Optional<String> transactionGroup() {
            return header.config().text("transaction_group").filter(name -> !name.isEmpty());
        }

        @Override
        public List<Column> columns() {
            return build.columns();
        }

        @Override
        public boolean isEphemeral() {
            return materialization instanceof Materialization.Ephemeral;
        }

        @Override
        public Optional<RelationName> findRelation() {
            return isEphemeral() ? Optional.empty() : Optional.of(build.relation());
        }
    }

    enum Access {
        PRIVATE,
        PROTECTED,
        PUBLIC
    }

    /** @param latest the version that a bare {@code ref} means */
    record Version(String version, String latest) {}

    record Snapshot(Header header, Build build, Materialization.SnapshotHistory history, TemplateText template)
            implements Node {
        @Override
        public List<Column> columns() {
            return build.columns();
        }

        @Override
        public Optional<RelationName> findRelation() {
            return Optional.of(build.relation());
        }
    }

    /** @param file path of the csv file relative to the project folder */
    record Seed(Header header, Build build, String file, SeedFormat format) implements Node {
        @Override
        public List<Column> columns() {
            return build.columns();
        }

        @Override
        public Optional<RelationName> findRelation() {
            return Optional.of(build.relation());
        }
    }

    /** @param columnTypes types the user fixed, by column name as written */
    record SeedFormat(char delimiter, Map<String, String> columnTypes, List<String> nullWords) {
        public SeedFormat {
            columnTypes = Map.copyOf(columnTypes);
            nullWords = List.copyOf(nullWords);
        }
    }

    /** A table that exists outside, or one that Ashlar loads from files when {@code external} is present. */
    record Source(
            Header header,
            String sourceName,
            RelationName relation,
            List<Column> columns,
            Optional<ExternalFiles> external,
            Optional<Freshness> freshness,
            Materialization.Conduct conduct)
            implements Node {
        @Override
        public Optional<RelationName> findRelation() {
            return Optional.of(relation);
        }
    }

    /**
     * Files a source is loaded from.
     *
     * @param location rendered: a local glob, or a URL
     * @param options every other key under {@code external:}, checked against what is known
     */
    record ExternalFiles(String location, String format, Map<String, Object> options, SourceLocation at) {
        public ExternalFiles {
            options = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(options));
        }
    }

    /**
     * @param expected when deliveries are due
     * @param filter SQL condition; empty for all rows
     */
    record Freshness(
            Optional<String> loadedAtField,
            Optional<String> loadedAtQuery,
            Optional<Age> warnAfter,
            Optional<Age> errorAfter,
            Optional<Cadence> expected,
            String filter) {}

    /** @param period minute, hour or day */
    record Age(long count, String period) {}

    /** A data test: a query whose rows are failures. */
    record DataTest(
            Header header, TestBody body, TestRules rules, Optional<NodeId> attachedTo, Optional<ColumnName> column)
            implements Node {
        @Override
        public Optional<RelationName> findRelation() {
            return rules.storeFailures().map(StoreFailures::relation);
        }
    }

    sealed interface TestBody {
        /** A file of its own under {@code tests/}. */
        record Singular(TemplateText template) implements TestBody {}

        /**
         * A use of a generic test.
         *
         * @param testName as written: {@code unique}, {@code relationships}, the project's own
         * @param macro the macro to call: {@code test_unique}
         * @param arguments as written under the test, {@code ref} and {@code source} texts unevaluated
         */
        record Generic(String testName, String macro, Map<String, Object> arguments, SourceLocation at)
                implements TestBody {
            public Generic {
                arguments = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(arguments));
            }
        }
    }

    /**
     * When a test fails.
     *
     * @param warnIf condition on the number of failures, for example {@code >10}; SQL comparison text
     * @param failCalc aggregate over the failing rows, {@code count(*)} by default
     * @param limit most failing rows counted
     */
    record TestRules(
            TestSeverity severity,
            String warnIf,
            String errorIf,
            String failCalc,
            Optional<Long> limit,
            Optional<String> where,
            Optional<StoreFailures> storeFailures,
            TestScope scope,
            Gating gating) {}

    record StoreFailures(RelationName relation) {}

    enum TestSeverity {
        WARN,
        ERROR
    }

    /** {@code UNSAID} takes the default of the test. */
    enum TestScope {
        UNSAID,
        BATCH,
        RELATION
    }

    enum Gating {
        GATES,
        NEVER
    }

    /** A test of a model's logic on rows given by the user. */
    record UnitTest(Header header, NodeId model, List<Fixture> given, Fixture expect, Map<String, Object> overrides)
            implements Node {
        public UnitTest {
            given = List.copyOf(given);
            overrides = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(overrides));
        }
    }

    /**
     * Rows in place of an input.
     *
     * @param input {@code ref(...)}, {@code source(...)} or {@code this} as written; empty for expected rows
     * @param rows of plain values by column name; empty when {@code sql} is given
     */
    record Fixture(String input, List<Map<String, Object>> rows, Optional<String> sql, SourceLocation at) {
        public Fixture {
            rows = List.copyOf(rows);
        }
    }

    record Analysis(Header header, TemplateText template) implements Node {}

    record Exposure(
            Header header, String label, String type, String maturity, String url, String ownerName, String ownerEmail)
            implements Node {}
}
