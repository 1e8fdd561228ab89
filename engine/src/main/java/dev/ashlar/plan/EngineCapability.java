package dev.ashlar.plan;

/** What an engine can do, where engines differ in the statements to send. Layout and wording are not capabilities. */
public enum EngineCapability {
    /** DDL takes part in transactions. */
    DDL_TRANSACTIONAL,
    /** MERGE with conditions, either arm alone, any source; the session tells inserted rows from updated ones. */
    MERGE_CONDITIONAL,
    /** MERGE of one table into another by equal keys and nothing else, with both arms; tells nothing of the rows. */
    MERGE_NARROW,
    /** A column's type can be changed within a transaction. */
    ALTER_TYPE_IN_TRANSACTION,
    /** Views are bound to the tables they were made on and must be dealt with when one is replaced. */
    VIEW_BOUND,
    /** Indexes exist. */
    INDEXES,
    /** An index keeps a table from being renamed, so indexes are made after the swap. */
    INDEX_BLOCKS_RENAME,
    MATERIALIZED_VIEWS,
    /** A materialized view can be given another name. */
    MATERIALIZED_VIEW_RENAME,
    /** A materialized view can be refreshed within a transaction. */
    MATERIALIZED_VIEW_REFRESH_IN_TRANSACTION,
    /** A materialized view may read views. */
    MATERIALIZED_VIEW_OVER_VIEW,
    /** A view can be locked by itself, and readers wait for it before they lock what it reads. */
    VIEW_LOCKS,
    /** Views bind when they are read, unless their layout says {@code bind: true}. */
    LATE_BINDING_VIEWS,
    EXTERNAL_TABLES,
    GRANTS,
    /** Users, groups and roles are told apart; elsewhere all are roles. */
    GRANTEE_KINDS,
    COMMENTS,
    /** Columns have encodings, and a sort key may be left to the engine; only a definition of the table can say so. */
    ENCODINGS,
    /** A session names the group of its queries. */
    QUERY_GROUPS,
    /** The statistics of a table are not current after it was filled by anything but CREATE TABLE AS. */
    STATISTICS_BY_STATEMENT,
    /** CHECK, PRIMARY KEY and UNIQUE are enforced by the engine. */
    CONSTRAINTS_ENFORCED,
    /** The names of PRIMARY KEY and UNIQUE constraints are taken for the whole schema, as those of relations are. */
    KEYS_TAKE_NAMES,
    /** Foreign keys can be declared on relations that are swapped. */
    FOREIGN_KEYS,
    /** Statements of one session may run on several threads' sessions at the same table at once. */
    PARALLEL_WRITERS,
    LOCK_TIMEOUT,
    /** Reads csv files by itself and finds what does not fit; others are sent rows that were checked before. */
    READS_FILES,
    /** The rows of a table that one statement filled from a file have the places of the file's records. */
    KEEPS_ORDER,
    /** Names of columns are cut at the longest that an identifier may be, without a word. */
    CUTS_NAMES
}
