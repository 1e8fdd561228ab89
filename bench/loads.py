"""One csv file into one table: `ashlar load`, ledger and rejects on, against the engine's own bulk command on the same file."""

import pathlib
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
    dev: { type: duckdb, path: warehouse/bench.duckdb, schema: bench }
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

    def __init__(self, bench, options, file):
        self.bench, self.options, self.file = bench, options, file
        self.folder = project(options.work / "loads" / "duckdb", DUCKDB, file)
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

    def count(self):
        statements = self.options.work / "loads.sql"
        statements.write_text("select case when count(*) = {rows} then 1 else error('rows are missing') end from shop.orders;\n")


class Postgres:
    name = "Postgres"

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

    def bare(self):
        self.clean()
        self.psql(self.before)
        start = time.perf_counter()
        self.psql(self.command)
        return time.perf_counter() - start


def rounds(bench, engine, count):
    loads, inside, floor = [], [], []
    base = ("--project-dir", engine.folder, "--profiles-dir", engine.folder)
    bench.measure(bench.ASHLAR, "parse", *base)
    for _ in range(count):
        floor.append(engine.bare())
        engine.clean()
        loads.append(bench.measure(bench.ASHLAR, "load", "--quiet", *base))
        inside.append(bench.elapsed(engine.folder))
        print(f"{engine.name}: bare {floor[-1]:.2f} s, load {loads[-1].seconds:.2f} s ({inside[-1]:.2f} s inside)", file=sys.stderr)
    return loads, inside, floor
