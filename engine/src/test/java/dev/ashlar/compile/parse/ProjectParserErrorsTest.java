package dev.ashlar.compile.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ashlar.compile.ProjectFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong input, and the whole message of each: place, thing, reason, remedy. */
class ProjectParserErrorsTest {
    @TempDir
    private Path root;

    private ProjectFolder shop() {
        return ProjectFolder.in(root).file("models/orders.sql", "select 1 as id");
    }

    static Stream<Arguments> properties() {
        return Stream.of(
                arguments(
                        "models:\n  - name: orders\n    descripton: x",
                        "models/p.yml:3:5 Unknown key 'descripton' in model 'orders'. Did you mean 'description'?"),
                arguments("modles: []", "models/p.yml:1:1 Unknown key 'modles' in the file. Did you mean 'models'?"),
                arguments(
                        "models: {name: orders}",
                        "models/p.yml:1:9 'models' of the file must be a list, but it is a mapping. Start each item on its own line with '- '."),
                arguments(
                        "models:\n  - orders",
                        "models/p.yml:2:5 An entry of 'models' must be a mapping, but it is the text 'orders'. Write 'key: value' lines, indented below it."),
                arguments(
                        "models:\n  - description: x",
                        "models/p.yml:2:5 An entry of 'models' lacks 'name'. Add 'name: ...'."),
                arguments(
                        "models:\n  - name: 5",
                        "models/p.yml:2:11 'name' of an entry of 'models' must be a text, but it is the number 5. Put the value within quotes."),
                arguments(
                        "models:\n  - name: order",
                        "models/p.yml:2:5 There is no model 'order' that these properties belong to. Did you mean 'orders'?"),
                arguments(
                        "seeds:\n  - name: orders",
                        "models/p.yml:2:5 'orders' is no seed but a model. Move it below the block of that kind."),
                arguments(
                        "models:\n  - name: orders\n  - name: orders",
                        "models/p.yml:3:5 The properties of model 'orders' stand here a second time; the first stand at models/p.yml:2:5. Keep one of them."),
                arguments(
                        "models:\n  - name: orders\n    config: {materialised: table}",
                        "models/p.yml:3:14 Unknown configuration key 'materialised' in model 'orders'. Did you mean 'materialized'?"),
                arguments(
                        "models:\n  - name: orders\n    config: {enabled: 'yes'}",
                        "models/p.yml:3:24 'enabled' of model 'orders' must be true or false, but it is the text 'yes'. Write 'enabled: true', without quotes."),
                arguments(
                        "models:\n  - name: orders\n    config: {materialized: tabel}",
                        "models/p.yml:3:28 There is no materialization 'tabel', which model 'orders' asks for. Did you mean 'table'?"),
                arguments(
                        "models:\n  - name: orders\n    materialized: table",
                        "models/p.yml:3:5 The key 'materialized' of model 'orders' is not supported: it is configuration. Write it below 'config:'."),
                arguments(
                        "models:\n  - name: orders\n    config: {on_schema_change: explode}",
                        "models/p.yml:3:32 'on_schema_change' of model 'orders' must be one of ignore, fail, append_new_columns, sync_all_columns, but it is the text 'explode'. Write for example 'on_schema_change: ignore'."),
                arguments(
                        "models:\n  - name: orders\n    config: {timeout: soon}",
                        "models/p.yml:3:23 'timeout' of model 'orders' must be a duration, but it is the text 'soon'. Write for example 'timeout: 30s', '10m', '2 hours' or '30 days'."),
                arguments(
                        "models:\n  - name: orders\n    config: {quoting: {schema: true}}",
                        "models/p.yml:3:14 The configuration key 'quoting' of model 'orders' is not supported: names are always quoted here. Take it out."),
                arguments(
                        "models:\n  - name: orders\n    config: {strategy: check}",
                        "models/p.yml:3:14 The configuration key 'strategy' does not belong to model 'orders'. It is one of snapshots."),
                arguments(
                        "models:\n  - name: orders\n    config: {contract: {enforced: true}}",
                        "models/p.yml:3:24 The contract of model 'orders' is enforced, but no columns are declared. Declare every column with its 'data_type' in a properties file."),
                arguments(
                        "models:\n  - name: orders\n    config: {contract: {enforced: true}}\n    columns: [{name: id}]",
                        "models/p.yml:4:15 The contract of model 'orders' is enforced, but column 'id' has no 'data_type'. Add 'data_type: ...' to it."),
                arguments(
                        "models:\n  - name: orders\n    columns: [{name: id}, {name: ID}]",
                        "models/p.yml:3:27 Column 'ID' of model 'orders' is declared a second time; the first is on line 3. Keep one of them."),
                arguments(
                        "models:\n  - name: orders\n    columns: [{name: id, quote: true}]",
                        "models/p.yml:3:26 The key 'quote' of column 'id' of model 'orders' is not supported: names are always quoted. Take it out."),
                arguments(
                        "models:\n  - name: orders\n    columns: [{name: id, data_tests: [uniqe]}]",
                        "models/p.yml:3:39 There is no test 'uniqe', which model 'orders' asks for. Did you mean 'unique'?"),
                arguments(
                        "models:\n  - name: orders\n    columns: [{name: id, data_tests: [relationships: {field: id}]}]",
                        "models/p.yml:3:39 The test 'relationships' lacks its argument 'to'. Write 'to: ...' below it."),
                arguments(
                        "models:\n  - name: orders\n    data_tests: [unique]",
                        "models/p.yml:3:18 The test 'unique' lacks its argument 'column_name'. Move it to a column, or name one by 'column_name'."),
                arguments(
                        "models:\n  - name: orders\n    columns:\n      - name: id\n        data_tests:\n          - accepted_values: {value: [1]}",
                        "models/p.yml:6:13 The test 'accepted_values' has no argument 'value'. Did you mean 'values'?"),
                arguments(
                        "models:\n  - name: orders\n    columns:\n      - name: id\n        data_tests:\n          - unique:\n            config: {severity: warn}",
                        "models/p.yml:7:13 'config' stands beside test 'unique' of column 'id' of model 'orders' instead of below it. Indent it by two more spaces, so that it belongs to the test."),
                arguments(
                        "models:\n  - name: orders\n    columns:\n      - name: id\n        data_tests: [unique, unique]",
                        "models/p.yml:5:30 The same test stands here a second time: unique_orders_id; the first is at models/p.yml:5:22. Take one out, or give one of them a 'name'."),
                arguments(
                        "models:\n  - name: orders\n    columns:\n      - name: id\n        data_tests:\n          - relationships: {to: ref('custmers'), field: id}",
                        "models/p.yml:6:13 Cannot resolve ref('custmers'): no such model, seed or snapshot."),
                arguments(
                        "models:\n  - name: orders\n    columns:\n      - name: id\n        data_tests:\n          - unique: {severity: fatal}",
                        "models/p.yml:6:32 'severity' of test 'unique' of column 'id' of model 'orders' must be one of error, warn, but it is the text 'fatal'. Write for example 'severity: error'."),
                arguments(
                        "models:\n  - name: orders\n    columns:\n      - name: id\n        data_tests:\n          - unique: {error_if: many}",
                        "models/p.yml:6:32 'error_if' of test 'unique_orders_id' must be a comparison with a number, but it is 'many'. Write for example '>10' or 'between 1 and 5', within quotes."),
                arguments(
                        "models:\n  - name: orders\n    config: {group: finance}",
                        "models/p.yml:3:21 There is no group 'finance', which model 'orders' names. Declare it below 'groups:' in a properties file."),
                arguments(
                        "models:\n  - name: orders\n    description: ${doc('nope')}",
                        "models/p.yml:3:18 There is no doc block 'nope'. Write one in a .md file under models/, or mend the name."),
                arguments(
                        "version: 3",
                        "models/p.yml:1:10 The version of a properties file is 2, but this says 3. Write 'version: 2', or take the line out."),
                arguments(
                        "metrics: []",
                        "models/p.yml:1:1 The key 'metrics' of the file is not supported: there is no semantic layer. Take it out."),
                arguments(
                        "sources:\n  - name: s\n    tables: [{name: t}, {name: t}]",
                        "models/p.yml:3:25 Table 't' of source 's' is declared a second time; the first is on line 3. Keep one of them."),
                arguments(
                        "sources:\n  - name: s\n    freshness: {warn_after: {count: 1, period: week}}",
                        "models/p.yml:3:29 'warn_after' of 'freshness' of source 's' must be a count and a period (minute, hour or day). Write for example 'warn_after: {count: 1, period: day}'."),
                arguments(
                        "sources:\n  - name: s\n    tables:\n      - name: t\n        external: {format: csv}",
                        "models/p.yml:5:19 'external' of table 't' of source 's' lacks 'location'. Add 'location: ...'."),
                arguments(
                        "sources:\n  - name: s\n    tables:\n      - name: t\n        external: {location: a.csv, on_bad_rows: fail}",
                        "models/p.yml:5:37 Unknown key 'on_bad_rows' in 'external' of table 't' of source 's'. Did you mean 'on_bad_row'?"),
                arguments(
                        "sources:\n  - name: s\n    tables:\n      - name: t\n        external: {location: a, format: jsonl, delimiter: ';'}",
                        "models/p.yml:5:48 'delimiter' of 'external' of table 't' of source 's' says how files of the format csv are read, but the format is jsonl. Take it out, or write 'format: csv'."),
                arguments(
                        "sources:\n  - name: s\n    tables:\n      - name: t\n        external: {location: a, sheet: x}",
                        "models/p.yml:5:33 'sheet' of 'external' of table 't' of source 's' says how files of the format xlsx are read, but the format is csv. Take it out, or write 'format: xlsx'."),
                arguments(
                        "sources:\n  - name: s\n    tables:\n      - name: t\n        external: {location: a, delimiter: '||'}",
                        "models/p.yml:5:45 'delimiter' of 'external' of table 't' of source 's' must be one character, but it is '||'. Write for example 'delimiter: \";\"' (a tab is \"\\t\")."),
                arguments(
                        "sources:\n  - name: s\n    tables:\n      - name: t\n        external: {location: a, delimiter: ';', quote: ';'}",
                        "models/p.yml:5:57 'delimiter' and 'quote' of 'external' of table 't' of source 's' are the same sign. Write another sign for one of them."),
                arguments(
                        "sources:\n  - name: s\n    tables:\n      - name: t\n        external: {location: a, decimal: '-'}",
                        "models/p.yml:5:43 'decimal' of 'external' of table 't' of source 's' cannot be '-'. Write 'decimal: \",\"', or leave it out for a point."),
                arguments(
                        "sources:\n  - name: s\n    tables:\n      - name: t\n        external: {location: a, thousands: '.'}",
                        "models/p.yml:5:45 'thousands' of 'external' of table 't' of source 's' is the sign that stands before decimals. Write 'decimal: \",\"' beside it, or take it out."),
                arguments(
                        "sources:\n  - name: s\n    tables:\n      - name: t\n        external: {location: a, format: xlsx, range: B3-F9}",
                        "models/p.yml:5:54 'range' of 'external' of table 't' of source 's' is no range of cells: 'B3-F9'. Write for example 'B3:F200', or 'B3:F' for all rows from the third on."),
                arguments(
                        "sources:\n  - name: s\n    tables:\n      - name: t\n        external: {location: a, format: xlsx, header_row: 0}",
                        "models/p.yml:5:59 'header_row' of 'external' of table 't' of source 's' must be the number of a row, but it is 0. The first row of a sheet is 1."),
                arguments(
                        "sources:\n  - name: s\n    tables:\n      - name: t\n        external: {location: a, header_row: -1}",
                        "models/p.yml:5:45 'header_row' of 'external' of table 't' of source 's' must be the number of a line, but it is -1. The first line of a file is 1."),
                arguments(
                        "sources:\n  - name: s\n    tables:\n      - name: t\n        external: {location: a, format: jsonl, header_row: 2}",
                        "models/p.yml:5:48 'header_row' of 'external' of table 't' of source 's' says how files of the format csv or xlsx are read, but the format is jsonl. Take it out, or write 'format: csv'."),
                arguments(
                        "sources:\n  - name: s\n    tables:\n      - name: t\n        external: {location: a, format: xlsx, header_row: 2, header: false}",
                        "models/p.yml:5:59 'header_row' of 'external' of table 't' of source 's' names a header, but 'header: false' says there is none. Take one of them out."),
                arguments(
                        "sources:\n  - name: s\n    tables:\n      - name: t\n        external: {location: a, format: jsonl}\n        columns: [{name: c, path: a..b}]",
                        "models/p.yml:6:35 'path' of column 'c' of table 't' of source 's' is no path: 'a..b'. Write for example 'customer.address.city' or 'items[0].sku', and a key with other signs in double quotes: '\"order id\".lines'."),
                arguments(
                        "sources:\n  - name: s\n    tables:\n      - name: t\n        external: {location: a, format: jsonl}\n        columns: [{name: c, path: a.b}, {name: d, path: A.b}]",
                        "models/p.yml:6:41 Column 'd' of table 't' of source 's' takes 'A.b' of the files, which column 'c' takes already. Keep one of them; a model can show a field under two names."),
                arguments(
                        "sources:\n  - name: s\n    tables:\n      - name: t\n        external: {location: a}\n        columns: [{name: c}, {name: d, header: C}]",
                        "models/p.yml:6:30 Column 'd' of table 't' of source 's' takes 'C' of the files, which column 'c' takes already. Keep one of them; a model can show a field under two names."),
                arguments(
                        "sources:\n  - name: s\n    tables:\n      - name: t\n        external: {location: a, format: csv}\n        columns: [{name: c, path: a.b}]",
                        "models/p.yml:6:19 Column 'c' has a 'path', which only files of the format jsonl have. Take it out, or name the column of the file by 'header'."),
                arguments(
                        "sources:\n  - name: s\n    tables:\n      - name: t\n        external: {location: a, format: jsonl}\n        columns: [{name: c, header: x, path: a}]",
                        "models/p.yml:6:46 'header' and 'path' of column 'c' of table 't' of source 's' exclude each other. Keep one of them."),
                arguments(
                        "exposures:\n  - name: e\n    type: poster\n    owner: {name: me}",
                        "models/p.yml:3:11 'type' of exposure 'e' must be one of dashboard, notebook, analysis, ml, application, but it is the text 'poster'. Write for example 'type: dashboard'."),
                arguments(
                        "exposures:\n  - name: e\n    type: ml\n    owner: {name: me}\n    depends_on: [orders]",
                        "models/p.yml:5:18 Exposure 'e' names 'orders', which is no reference. Write ref(\"model\") or source(\"source\", \"table\")."),
                arguments(
                        "unit_tests:\n  - name: u\n    model: orders\n    given: []",
                        "models/p.yml:2:5 Unit test 'u' lacks 'expect'. Add 'expect: {rows: [...]}'."));
    }

    @ParameterizedTest
    @MethodSource("properties")
    void wrongPropertiesAreToldWithPlaceAndRemedy(String yaml, String message) {
        assertThat(shop().file("models/p.yml", yaml).errors()).containsExactly(message);
    }

    static Stream<Arguments> models() {
        return Stream.of(
                arguments(
                        "select * from ${ref('order')}",
                        "models/m.sql:1:17 Cannot resolve ref('order'): no such model, seed or snapshot. Did you mean 'orders'?"),
                arguments(
                        "select * from ${ref('hub', 'orders')}",
                        "models/m.sql:1:17 Cannot resolve ref('hub', 'orders'): there is no package 'hub'. This project is 'shop'."),
                arguments(
                        "select * from ${ref('orders', {'version': 2})}",
                        "models/m.sql:1:17 Cannot resolve version '2' of ref('orders'). It has no versions: take the version out."),
                arguments(
                        "select * from ${source('s', 't')}",
                        "models/m.sql:1:17 Cannot resolve source('s', 't'): no such source table. Declare it below 'sources:' in a properties file."),
                arguments(
                        "<#if is_incremental()>${ref('ordrs')}</#if>select 1",
                        "models/m.sql:1:25 Cannot resolve ref('ordrs'): no such model, seed or snapshot. Did you mean 'orders'?"),
                arguments(
                        "<@depends_on nodes=['ordres'] />select 1",
                        "models/m.sql:1:1 Cannot resolve ref('ordres'): no such model, seed or snapshot. Did you mean 'orders'?"),
                arguments(
                        "<@config materialized='incremental' incremental_strategy='merge' />select 1",
                        "models/m.sql:1:1 The strategy 'merge' of model 'm' needs a 'unique_key'. Name the columns that tell rows apart, for example unique_key=\"id\"."),
                arguments(
                        "<@config materialized='incremental' incremental_strategy='insert_overwrite' />select 1",
                        "models/m.sql:1:1 The strategy 'insert_overwrite' of model 'm' needs 'partition_by'. Name the columns whose values make a partition, for example partition_by=\"order_date\"."),
                arguments(
                        "<@config materialized='incremental' incremental_strategy='microbatch' batch_size='day' begin='2026-01-01' />select 1",
                        "models/m.sql:1:1 The strategy 'microbatch' of model 'm' needs 'event_time'. Name the column that tells when a row happened, for example event_time=\"ordered_at\"."),
                arguments(
                        "<@config materialized='incremental' incremental_strategy='microbatch' event_time='t' begin='2026-01-01' />select 1",
                        "models/m.sql:1:1 The strategy 'microbatch' of model 'm' needs 'batch_size'. Name how long a batch is, for example batch_size=\"day\"."),
                arguments(
                        "<@config materialized='incremental' incremental_strategy='microbatch' event_time='t' batch_size='day' />select 1",
                        "models/m.sql:1:1 The strategy 'microbatch' of model 'm' needs 'begin'. Name where the first batch begins, for example begin=\"2024-01-01\"."),
                arguments(
                        "<@config materialized='incremental' incremental_strategy='microbatch' event_time='t' batch_size='2 weeks' begin='2026-01-01' />select 1",
                        "models/m.sql:1:1 'batch_size' of model 'm' cannot be '2 weeks'. Use hour, day, week, month, year, or a number of days, such as '3 days'."),
                arguments(
                        "<@config materialized='incremental' incremental_strategy='microbatch' event_time='t' batch_size='day' begin='yesterday' />select 1",
                        "models/m.sql:1:1 'begin' of model 'm' cannot be 'yesterday'. Write 2026-10-01, 2026-10-01 02:00:00 or 2026-10-01T02:00:00Z."),
                arguments(
                        "<@config materialized='incremental' incremental_strategy='microbatch' event_time='t' batch_size='day' begin='2026-01-01' lookback=-1 />select 1",
                        "models/m.sql:1:1 'lookback' of model 'm' cannot be '-1'. Use 0 or more."),
                arguments(
                        "<@config materialized='incremental' incremental_strategy='microbatch' event_time='t' batch_size='day' begin='2026-01-01' time_zone='Berlin' />select 1",
                        "models/m.sql:1:1 There is no time zone 'Berlin', which model 'm' names. Write for example 'Europe/Berlin' or 'UTC'."),
                arguments(
                        "<@config materialized='incremental' incremental_strategy='upsert' />select 1",
                        "models/m.sql:1:1 There is no incremental strategy 'upsert', which model 'm' asks for. Use append, merge, delete+insert, insert_overwrite, microbatch, cdc, or write a macro 'strategy_upsert'."),
                arguments(
                        "<@config materialized='incremental' incremental_strategy='cdc' unique_key='id' keep_previous=true"
                                + " operation_column='op' sequence_column='seq' />select 1",
                        "models/m.sql:1:1 'keep_previous' of model 'm' cannot be had with the strategy 'cdc': its records of what was applied would not go back with the table. Write keep_previous: false."),
                arguments(
                        "<@config tagz=['a'] />select 1",
                        "models/m.sql:1:1 Unknown configuration key 'tagz' in model 'm'. Did you mean 'tags'?"),
                arguments(
                        "<@config pre_hook=5 />select 1",
                        "models/m.sql:1:1 'pre_hook' of model 'm' must be SQL, but it is the number 5. Write a text, or {sql: \"...\", transaction: false}, or a list of these."),
                arguments(
                        "<@config persist_docs={'table': true} />select 1",
                        "models/m.sql:1:1 Unknown key 'table' below 'persist_docs' of model 'm'. Known keys: relation, columns; they are true or false."),
                arguments(
                        "<@config materialized='external' />select 1",
                        "models/m.sql:1:1 The external model 'm' lacks 'location'. Say where its files go, for example location=\"exports/m\"."),
                arguments("  \n", "models/m.sql The file is empty. Write one SELECT in it, or take the file away."));
    }

    @ParameterizedTest
    @MethodSource("models")
    void wrongModelsAreToldWithPlaceAndRemedy(String sql, String message) {
        assertThat(shop().file("models/m.sql", sql).errors()).containsExactly(message);
    }

    @Test
    void allProblemsAreToldInOneGoByPlace() {
        List<String> errors = shop().file("models/a.sql", "select * from ${ref('nope')}")
                .file("models/b.sql", "<#if>")
                .file("models/c.yml", "a: [")
                .file("models/d.yml", "modles: []")
                .file("models/e.md", "{% docs x %}")
                .bytes("models/f.sql", new byte[] {'a', 0})
                .bytes("models/g.sql", "\u00e4".getBytes(StandardCharsets.ISO_8859_1))
                .errors();
        assertThat(errors)
                .extracting(text -> text.substring(0, "models/a".length()))
                .contains("models/c", "models/d", "models/e");
    }

    @Test
    void unreadableModelsAreToldTogether() {
        List<String> errors = shop().file("models/a.sql", "select * from ${ref('nope')}")
                .file("models/b.sql", "select <#if>")
                .bytes("models/f.sql", new byte[] {'a', 0})
                .bytes("models/g.sql", new byte[] {(byte) 0xE4})
                .bytes("models/h.sql", new byte[10 * 1024 * 1024])
                .errors();
        assertThat(errors).hasSize(5);
        assertThat(errors)
                .extracting(text -> text.substring(0, "models/a".length()))
                .containsExactly("models/a", "models/b", "models/f", "models/g", "models/h");
    }

    @Test
    void twoFilesOfOneNameAreRefused() {
        assertThat(shop().file("models/sub/orders.sql", "select 1").errors())
                .containsExactly("models/sub/orders.sql:1:1 The name 'orders' is taken: models/orders.sql has it too. "
                        + "Rename one of the files; 'alias' lets a relation keep its name.");
        assertThat(ProjectFolder.in(root).file("seeds/orders.csv", "id").errors())
                .contains("seeds/orders.csv:1:1 The name 'orders' is taken: models/orders.sql has it too. "
                        + "Rename one of the files; 'alias' lets a relation keep its name.");
    }

    @Test
    void twoNodesOfOneRelationAreRefused() {
        assertThat(shop().file("models/other.sql", "<@config alias='Orders' />select 1")
                        .errors())
                .containsExactly(
                        "models/other.sql:1:1 'model.shop.other' and 'model.shop.orders' (models/orders.sql:1:1) "
                                + "would both stand at dev.Orders. Give one another 'alias' or 'schema'.");
    }

    @Test
    void aCycleIsThePathThatClosesIt() {
        assertThat(shop().file("models/a.sql", "select * from ${ref('b')}")
                        .file("models/b.sql", "select * from ${ref('a')}")
                        .errors())
                .containsExactly(
                        "models/a.sql:1:1 The nodes read each other in a cycle: a -> b -> a. "
                                + "They stand in a (models/a.sql:1:1), b (models/b.sql:1:1). Take out one of these references.");
    }

    @Test
    void aReferenceToADisabledModelSaysSo() {
        assertThat(shop().file("models/off.sql", "<@config enabled=false />select 1")
                        .file("models/m.sql", "select * from ${ref('off')}")
                        .errors())
                .containsExactly("models/m.sql:1:17 Cannot resolve ref('off'): the model 'off' is disabled at "
                        + "models/off.sql:1:1. Enable it, or take the reference out.");
    }

    @Test
    void aReferenceToADisabledModelInABranchNotTakenIsNone() {
        assertThat(shop().file("models/off.sql", "<@config enabled=false />select 1")
                        .file("models/m.sql", "<#if is_incremental()>${ref('off')}</#if>select 1")
                        .errors())
                .isEmpty();
    }

    @Test
    void jinjasDocBlocksAreRefusedWithTheForm() {
        assertThat(shop().file("models/d.md", "# Words", "{% docs x %}", "text", "{% enddocs %}")
                        .errors())
                .containsExactly("models/d.md:2:1 Jinja marks no doc blocks here. "
                        + "Write a line '<#docs name>' before the text and a line '</#docs>' behind it.");
        assertThat(shop().file("models/d.md", "<#docs x>", "text").errors())
                .containsExactly("models/d.md:1:1 Doc block 'x' is not closed. Add a line '</#docs>' behind it.");
    }

    @Test
    void anEmptyProjectIsAProject() {
        assertThat(ProjectFolder.in(root).parse().nodes()).isEmpty();
    }

    @Test
    void namesMayHoldQuotesUnicodeAndReservedWords() {
        ProjectFolder folder = ProjectFolder.in(root)
                .file("models/select.sql", "select 1")
                .file("models/größe\"in\"木.sql", "select * from ${ref('select')}");
        assertThat(folder.errors()).isEmpty();
        assertThat(ProjectFolder.model(folder.parse(), "größe\"in\"木")
                        .build()
                        .relation()
                        .quoted())
                .isEqualTo("\"dev\".\"größe\"\"in\"\"木\"");
    }
}
