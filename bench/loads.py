"""One csv file into one table: `ashlar load`, ledger and rejects on, against the engine's own bulk command on the same file."""

import os
import shutil
import statistics
import subprocess
import sys
import time

PROJECT = """name: bench
version: "1.0"
profile: bench
"""

DUCKDB = """bench:
  target: dev
  outputs:
    dev: {{ type: duckdb, path: warehouse/bench.duckdb, schema: bench{limit} }}
"""

POSTGRES = """bench:
  target: dev
  outputs:
    dev: {{ type: postgres, host: '{host}', port: {port}, database: '{database}', user: '{user}', password: '{password}', schema: bench }}
"""

COLUMNS = {
    "order_id": "bigint",
    "customer": "varchar",
    "remark": "varchar",
    "quantity": "integer",
    "amount": "numeric(18, 2)",
    "ordered_at": "timestamp",
    "due_on": "date",
    "paid": "boolean",
}

# Every fifth remark is empty, every seventh holds a comma and so stands in quotes; amounts are of two to nine digits.
ROWS = """select i as order_id, 'customer ' || (i * 7919) % 100003 as customer,
    case when i % 5 = 0 then null when i % 7 = 0 then 'leave at the door, please' else 'remark ' || i % 1009 end as remark,
    cast(i % 12 + 1 as integer) as quantity, cast((i * 31) % 9999991 / 100 as decimal(18, 2)) as amount,
    timestamp '2024-01-01' + to_seconds(i * 3 % 63072000) as ordered_at, date '2024-01-01' + cast(i % 730 as integer) as due_on,
    i % 3 = 0 as paid
from range({first}, {last}) as numbers(i)"""

# What stands in the table after a load in which nothing was lost; a row number that stands twice would change their sum.
COMPLETE = "count(*) = {rows} and min(_row) = 1 and max(_row) = {rows} and sum(_row) = {rows}::bigint * ({rows} + 1) / 2"

BYTES_A_ROW = 82
HEAP = 96

OWN = "_file varchar, _row bigint, _loaded_at timestamp, _batch_id bigint"


def project(folder, profiles, file):
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "models").mkdir(parents=True)
    (folder / "warehouse").mkdir()
    (folder / "ashlar.yml").write_text(PROJECT)
    (folder / "profiles.yml").write_text(profiles)
    columns = "".join(f"          - {{ name: {name}, data_type: '{kind}' }}\n" for name, kind in COLUMNS.items())
    (folder / "models" / "sources.yml").write_text(
        "version: 2\nsources:\n  - name: shop\n    tables:\n      - name: orders\n"
        f"        external: {{ location: '{file}', format: csv }}\n        columns:\n{columns}"
    )
    return folder


def written(bench, options, rows):
    """The csv file of so many rows, made once."""
    file = options.work / "loads" / f"orders_{rows}.csv"
    if file.exists():
        return file
    file.parent.mkdir(parents=True, exist_ok=True)
    made, statements = file.with_suffix(".part"), options.work / "loads.sql"
    statements.write_text(f"copy ({ROWS.format(first=1, last=rows + 1)}) to '{made}' (format csv, header true);\n")
    bench.bare("jdbc:duckdb:", statements)
    made.rename(file)
    return file


class DuckDb:
    name = "DuckDB"
    limit = "1000MB"

    def __init__(self, bench, options, file):
        self.bench, self.options, self.file = bench, options, file
        self.folder = project(options.work / "loads" / "duckdb", DUCKDB.format(limit=f", memory_limit: {self.limit}" if options.big else ""), file)
        declared = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
        types = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items())
        self.before = f"create table bare ({declared}, {OWN});\n"
        self.command = (
            f"insert into bare select *, '{file}', row_number() over (), timestamp '2026-01-01', 1\n"
            f"from read_csv('{file}', header = true, columns = {{{types}}});\n"
        )

    def clean(self):
        for database in (self.folder / "warehouse").iterdir():
            database.unlink()

    def bare(self):
        self.clean()
        statements = self.options.work / "loads.sql"
        statements.write_text(self.before + self.command)
        return self.bench.bare(f"jdbc:duckdb:{self.folder / 'warehouse' / 'bare.duckdb'}", statements)[0]

    def demand(self, rows):
        """Ends the benchmark unless so many rows were loaded, each with its own number, and none was rejected."""
        statements = self.options.work / "loads.sql"
        statements.write_text(f"select case when {COMPLETE.format(rows=rows)} then 1 else error('rows are missing') end from bench_raw.orders;\n")
        self.bench.bare(f"jdbc:duckdb:{self.folder / 'warehouse' / 'bench.duckdb'}", statements)


class Postgres:
    name = "Postgres"
    limit = "-"

    def __init__(self, bench, options, file):
        self.bench, self.options, self.file = bench, options, file
        self.server = bench.address(options)
        self.folder = project(options.work / "loads" / "postgres", POSTGRES.format(**self.server), file)
        declared = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
        # What the engine writes of its own is written here by defaults; a cached sequence is the cheapest number there is.
        self.before = (
            "create schema bench_bare; create sequence bench_bare.numbers cache 10000; "
            f"create table bench_bare.orders ({declared}, _file varchar default '{file}', _row bigint default nextval('bench_bare.numbers'), "
            "_loaded_at timestamp default timestamp '2026-01-01', _batch_id bigint default 1)"
        )
        self.command = f"\\copy bench_bare.orders ({', '.join(COLUMNS)}) from '{file}' with (format csv, header true)"

    def psql(self, *commands):
        parts = [part for command in commands for part in ("-c", command)]
        subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", self.options.postgres, *parts], check=True, stdout=subprocess.DEVNULL)

    def clean(self):
        self.psql("set client_min_messages = warning", "drop schema if exists bench_bare cascade", "drop schema if exists bench_raw cascade",
                  "drop schema if exists bench_ashlar_meta cascade", "checkpoint")

    def demand(self, rows):
        self.psql(f"select 1 / (case when {COMPLETE.format(rows=rows)} then 1 else 0 end) from bench_raw.orders",
                  "select 1 / (case when count(*) = 0 then 1 else 0 end) from bench_raw.orders__rejects")

    def bare(self):
        self.clean()
        self.psql(self.before)
        start = time.perf_counter()
        self.psql(self.command)
        return time.perf_counter() - start


def rounds(bench, engine, count, rows):
    loads, inside, floor = [], [], []
    base = ("--project-dir", engine.folder, "--profiles-dir", engine.folder)
    bench.measure(bench.ASHLAR, "parse", *base)
    for _ in range(count):
        floor.append(engine.bare())
        engine.clean()
        loads.append(bench.measure(bench.ASHLAR, "load", "--quiet", *base))
        inside.append(bench.elapsed(engine.folder))
        engine.demand(rows)
        print(f"{engine.name}, {rows:,} rows: bare {floor[-1]:.2f} s, load {loads[-1].seconds:.2f} s ({inside[-1]:.2f} s inside)", file=sys.stderr)
    engine.clean()
    return loads, inside, floor


def engines(bench, options, file):
    yield DuckDb(bench, options, file)
    if options.postgres:
        yield Postgres(bench, options, file)


def sizes(text):
    """`1000000x5`: a million rows, five rounds."""
    rows, _, count = text.partition("x")
    return int(rows), int(count or 1)


def measured(bench, options):
    """A row an engine and size, and the bare commands."""
    table, commands = [], []
    for rows, count in map(sizes, options.loads):
        file = written(bench, options, rows)
        megabytes = file.stat().st_size / 1e6
        for engine in engines(bench, options, file):
            loads, inside, floor = rounds(bench, engine, count, rows)
            wall, memory = bench.median(loads)
            whole = statistics.median(load.seconds / bare for load, bare in zip(loads, floor))
            within = statistics.median(own / bare for own, bare in zip(inside, floor))
            table.append((
                engine.name, f"{rows:,}", f"{megabytes:.0f} MB", count, bench.seconds(statistics.median(floor)), bench.seconds(wall),
                bench.seconds(statistics.median(inside)), f"{whole:.2f}", f"{within:.2f}", f"{100 / whole:.0f} %", f"{100 / within:.0f} %", f"{memory:.0f} MB",
            ))
            commands.append(f"{engine.name}:\n\n```sql\n{engine.before.strip()}\n{engine.command.strip()}\n```")
        if rows > 5_000_000:
            file.unlink()
    return table, list(dict.fromkeys(command.replace(str(options.work), "WORK").replace("_1000000.", "_ROWS.").replace("_10000000.", "_ROWS.") for command in commands))


def big(bench, options):
    """A row an engine: a file far larger than the memory that the process may take."""
    table = []
    rows = int(options.big * 1e9 / BYTES_A_ROW)
    file = written(bench, options, rows)
    try:
        for engine in engines(bench, options, file):
            base = ("--project-dir", engine.folder, "--profiles-dir", engine.folder)
            engine.clean()
            os.environ["ASHLAR_JAVA_OPTIONS"] = f"-Xmx{HEAP}m"
            try:
                load = bench.measure(bench.ASHLAR, "load", "--quiet", *base)
            finally:
                del os.environ["ASHLAR_JAVA_OPTIONS"]
            engine.demand(rows)
            engine.clean()
            table.append((engine.name, f"{rows:,}", f"{file.stat().st_size / 1e9:.2f} GB", f"{HEAP} MB", engine.limit, f"{load.megabytes:.0f} MB", bench.seconds(load.seconds)))
    finally:
        file.unlink()
    return table
