"""The same day's increment on ever longer histories: does its cost follow the batch or the history?"""

import json
import re
import shutil
import statistics

PROFILES = """bench:
  target: dev
  outputs:
    dev: { type: duckdb, path: warehouse/bench.duckdb, schema: bench, threads: 1 }
"""

PROJECT = """name: bench
version: "1.0"
profile: bench
layers:
  analytics: { materialized: table, reads: [sources, analytics] }
"""

SOURCES = """version: 2
sources:
  - name: input
    schema: input
    tables: [{ name: changes }]
"""

COLUMNS = "id, name, amount, updated_at, _loaded_at"

# What the day brings is told by a variable, so that what is measured is the engine's own work.
SELECT = """select {columns}
from ${{source("input", "changes")}}
where _loaded_at > timestamp '${{var("since")}}'
"""

TESTS = """version: 2
{kind}:
  - name: {name}
    columns:
      - {{ name: id, data_tests: [not_null{unique}] }}
"""

MODELS = {
    "merge": 'materialized="incremental" incremental_strategy="merge" unique_key="id"',
    "cdc": 'materialized="incremental" incremental_strategy="cdc" unique_key="id" operation_column="operation" sequence_column="updated_at"',
}

SNAPSHOTS = {
    "timestamp": 'strategy="timestamp" unique_key="id" updated_at="updated_at"',
    "changelog": 'strategy="changelog" unique_key="id" updated_at="updated_at" operation_column="operation"',
}

FIRST, SECOND = "2026-01-01 02:00:00", "2026-01-02 02:00:00"


def project(folder):
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("models/analytics", "snapshots", "warehouse"):
        (folder / part).mkdir(parents=True)
    (folder / "ashlar.yml").write_text(PROJECT)
    (folder / "profiles.yml").write_text(PROFILES)
    (folder / "models" / "sources.yml").write_text(SOURCES)
    for name, config in MODELS.items():
        columns = f"operation, {COLUMNS}" if name == "cdc" else COLUMNS
        (folder / "models" / "analytics" / f"by_{name}.sql").write_text(f"<@config {config} />\n" + SELECT.format(columns=columns))
        (folder / "models" / "analytics" / f"by_{name}.yml").write_text(TESTS.format(kind="models", name=f"by_{name}", unique=", unique"))
    for name, config in SNAPSHOTS.items():
        columns = f"operation, {COLUMNS}" if name == "changelog" else COLUMNS
        # a changelog's query gives every change of a key; which keys are touched the engine finds
        query = SELECT.format(columns=columns) if name == "timestamp" else f'select {columns}\nfrom ${{source("input", "changes")}}\n'
        (folder / "snapshots" / f"by_{name}.sql").write_text(f"<@config {config} />\n" + query)
        (folder / "snapshots" / f"by_{name}.yml").write_text(TESTS.format(kind="snapshots", name=f"by_{name}", unique=""))
    return folder


# The engine builds this much of a history, the rest is put in beside it: what a long first build takes is not the question.
BUILT = 10_000

ROW = f"""'I' as operation, i as id, 'name ' || (i % 1000) as name, cast(i % 9973 as decimal(18, 2)) as amount,
    timestamp '2025-01-01' + to_seconds(i) as updated_at, timestamp '{FIRST}' as _loaded_at"""

VERSION = """updated_at as valid_from, cast(null as timestamp) as valid_to, true as is_current,
    md5(length(cast(id as varchar)) || ':' || id || '|' || strftime(updated_at, '%Y-%m-%d %H:%M:%S.%f')) as scd_id, updated_at as scd_updated_at"""


def history():
    return f"create schema if not exists input;\ncreate table input.changes as\nselect {ROW}\nfrom range({BUILT}) as numbers(i);\n"


def grown(size):
    """The source and what was built of it, up to the size, as the engine would have built it."""
    more = f"(select {ROW} from range({BUILT}, {size}) as numbers(i)) as changes"
    return f"""insert into input.changes select * from {more};
insert into bench_analytics.by_merge by name select {COLUMNS} from {more};
insert into bench_analytics.by_cdc by name select {COLUMNS} from {more};
insert into bench_snapshots.by_timestamp by name select {COLUMNS}, {VERSION} from {more};
insert into bench_snapshots.by_changelog by name select operation, {COLUMNS}, {VERSION} from {more};
checkpoint;
"""


def day(size, batch):
    """Half of the rows are changes of keys spread over the whole history, half are new keys."""
    return f"""insert into input.changes
select case when i % 2 = 0 then 'U' else 'I' end, case when i % 2 = 0 then (i * 7919) % {size} else {size} + i end, 'changed ' || i,
    cast(i as decimal(18, 2)), timestamp '2026-01-01 12:00:00' + to_milliseconds(i), timestamp '{SECOND}'
from range({batch}) as numbers(i);
"""


def measured(bench, options):
    """Yields a row a strategy and size."""
    for size in options.history:
        folder = project(options.work / "history")
        warehouse = folder / "warehouse" / "bench.duckdb"
        url = f"jdbc:duckdb:{warehouse}"
        statements = options.work / "history.sql"
        base = ("--quiet", "--project-dir", folder, "--profiles-dir", folder)

        def since(time):
            return ("--vars", json.dumps({"since": time}))

        statements.write_text(history())
        bench.bare(url, statements)
        bench.measure(bench.ASHLAR, "build", "--run-time", "2026-01-01 03:00:00", *base, *since("1900-01-01 00:00:00"))
        statements.write_text(grown(size) + day(size, options.batch))
        bench.bare(url, statements)
        before = options.work / "before.duckdb"
        shutil.copy(warehouse, before)
        for name in (*MODELS, *SNAPSHOTS):
            command = ("build", "--run-time", "2026-01-02 03:00:00", "--select", f"by_{name}", *base, *since(FIRST))
            inside = []
            for _ in range(options.rounds):
                shutil.copy(before, warehouse)
                bench.measure(bench.ASHLAR, *command)
                inside.append(bench.elapsed(folder))
            rows = sum(result["adapter_response"].get("rows_affected") or 0 for result in results(folder) if not result["unique_id"].startswith("test."))
            shutil.copy(before, warehouse)
            statements.write_text("".join(f"{sql};\n" for sql in sent(folder)))
            scanned = bench.scanned(url, statements)
            yield name, f"{size:,}", bench.seconds(statistics.median(inside)), f"{rows:,}", f"{scanned:,}"


def sent(folder):
    """What the last run sent for its nodes, as its log has it: statements, questions and tests. What was described only is left out."""
    log = max((folder / "target" / "logs").glob("*.log"), key=lambda file: file.stat().st_mtime).read_text()
    entries = re.split(r"^\d{4}-\d\d-\d\dT\S+Z \[", log, flags=re.MULTILINE)
    queries = {file.read_text().strip() for file in (folder / "target" / "compiled").rglob("by_*.sql")}
    for entry in entries:
        head, _, sql = entry.partition("\n")
        sql = sql.strip()
        described = sql in queries or re.fullmatch(r'select \* from "\w+"', sql)
        if re.match(r"\S+\] sql (model|snapshot|test)\.", head) and not described:
            yield sql


def results(folder):
    return json.loads((folder / "target" / "run_results.json").read_text())["results"]
