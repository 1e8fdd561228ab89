"""Generated projects for the benchmarks. Python 3.9 or newer, nothing to install."""

import pathlib
import shutil

PROFILES = """bench:
  target: dev
  outputs:
    dev: {{ type: duckdb, path: warehouse/bench.duckdb, schema: bench, threads: {threads} }}
"""

PROJECT = """name: bench
version: "1.0"
profile: bench
layers:
  analytics: { materialized: table, reads: [analytics] }
"""

# 38 lines, three refs, one config, one branch, one list: the size of an ordinary model.
MODEL = """<@config materialized="table" tags=["{tag}"] />

with first as (
    select
        a.id,
        a.amount,
        a.ordered_at,
        a.status
    from ${{ref("{a}")}} as a
    where a.status <> 'deleted'
),

second as (
    select
        b.id,
        sum(b.amount) as amount
    from ${{ref("{b}")}} as b
    group by b.id
),

third as (
    select c.id, max(c.ordered_at) as last_ordered_at
    from ${{ref("{c}")}} as c
    group by c.id
)

select
    first.id,
    first.amount + coalesce(second.amount, 0) as amount,
    coalesce(third.last_ordered_at, first.ordered_at) as ordered_at,
<#list ["open", "paid"] as status>
    case when first.status = '${{status}}' then 1 else 0 end as is_${{status}},
</#list>
    first.status
from first
left join second on second.id = first.id
left join third on third.id = first.id
where first.amount <= {limit}
"""

ROOT_MODEL = """<@config materialized="table" />
select 1 as id, 10 as amount, timestamp '2026-01-01' as ordered_at, 'open' as status
"""

PROPERTIES = """  - name: {name}
    description: Generated model {name}, for measuring only.
    columns:
      - name: id
        description: The key.
        data_tests: [unique, not_null]
      - name: amount
        description: An amount.
      - name: ordered_at
        description: When it was ordered.
      - name: status
        description: 'open, paid or closed'
"""

MODELS_PER_PROPERTIES_FILE = 5
MODELS_PER_FOLDER = 100


def start(folder, threads):
    folder = pathlib.Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "models" / "analytics").mkdir(parents=True)
    (folder / "warehouse").mkdir()
    (folder / "ashlar.yml").write_text(PROJECT)
    (folder / "profiles.yml").write_text(PROFILES.format(threads=threads))
    return folder


def write_models(folder, models):
    """models: (name, sql) in any order; properties and two tests for each."""
    models = list(models)
    for number, (name, sql) in enumerate(models):
        place = folder / "models" / "analytics" / f"part_{number // MODELS_PER_FOLDER:03d}"
        place.mkdir(exist_ok=True)
        (place / f"{name}.sql").write_text(sql)
    for first in range(0, len(models), MODELS_PER_PROPERTIES_FILE):
        place = folder / "models" / "analytics" / f"part_{first // MODELS_PER_FOLDER:03d}"
        names = [name for name, _ in models[first : first + MODELS_PER_PROPERTIES_FILE]]
        text = "version: 2\nmodels:\n" + "".join(PROPERTIES.format(name=name) for name in names)
        (place / f"properties_{first:05d}.yml").write_text(text)


def parse_project(folder, count):
    """Models of an ordinary size, three parents each, about ten layers deep."""
    folder = start(folder, threads=4)
    width = max(3, count // 10)

    def models():
        for number in range(count):
            name = f"model_{number:05d}"
            if number < width:
                yield name, ROOT_MODEL
            else:
                base = (number // width - 1) * width
                parents = [f"model_{base + (number * step) % width:05d}" for step in (1, 7, 13)]
                yield name, MODEL.format(
                    tag=f"part_{number % 7}", a=parents[0], b=parents[1], c=parents[2], limit=1000000 + number
                )

    write_models(folder, models())
    return folder


def run_project(folder, count=1000, layers=10, threads=4):
    """One-row tables in layers, one parent each; the same for the bare loop in bare.sql and bare_tests.sql."""
    folder = start(folder, threads)
    width = count // layers
    models, bare, tests = [], ["create schema bench_analytics", "create table bench_analytics.marker (name varchar, published_at timestamp)"], []
    columns = "id, amount + 1 as amount, ordered_at, status"
    for number in range(count):
        name = f"table_{number:05d}"
        if number < width:
            select = "select 1 as id, 10 as amount, timestamp '2026-01-01' as ordered_at, 'open' as status"
            models.append((name, f'<@config materialized="table" />\n{select}\n'))
        else:
            parent = f"table_{number - width:05d}"
            select = f'select {columns} from "bench_analytics"."{parent}" as p'
            models.append((name, f'<@config materialized="table" />\nselect {columns} from ${{ref("{parent}")}} as p\n'))
        quoted = f'"bench_analytics"."{name}"'
        candidate = f'"bench_analytics"."{name}__new"'
        build = [f"create table {candidate} as {select}"]
        swap = [
            "begin transaction",
            f"drop table if exists {quoted}",
            f'alter table {candidate} rename to "{name}"',
            f"insert into bench_analytics.marker values ('{name}', current_timestamp)",
            "commit",
        ]
        gate = [
            f"select count(*) from (select id from {candidate} where id is not null group by id having count(*) > 1) as t",
            f"select count(*) from (select id from {candidate} where id is null) as t",
        ]
        bare += build + swap
        tests += build + gate + swap
    write_models(folder, models)
    head = bare[:2]
    (folder / "bare_run.sql").write_text("".join(f"{statement};\n" for statement in bare))
    (folder / "bare_build.sql").write_text("".join(f"{statement};\n" for statement in head + tests))
    return folder


POSTGRES = """bench:
  target: bench
  outputs:
    bench: {{ type: postgres, host: '{host}', port: {port}, database: '{database}', user: '{user}', password: '{password}', schema: bench, threads: {threads} }}
"""

DBT_PROJECT = """name: bench
version: "1.0"
profile: bench
model-paths: ["models"]
flags: { send_anonymous_usage_stats: false }
"""


def postgres_project(folder, server, count=200, threads=4):
    """Tables that each sum up a part of one source of 20,000 rows: (Ashlar's project, dbt's project, statements that make the source)."""
    folder = start(folder, threads)
    (folder / "profiles.yml").write_text(POSTGRES.format(threads=threads, **server))
    dbt = folder / "dbt"
    (dbt / "models").mkdir(parents=True)
    (dbt / "dbt_project.yml").write_text(DBT_PROJECT)
    (dbt / "profiles.yml").write_text(POSTGRES.format(threads=threads, **server))
    for number in range(count):
        name = f"small_{number:03d}"
        select = (
            "select ordered_on, status, count(*) as orders, sum(amount) as amount\n"
            f"from bench_source.orders\nwhere store = {number % 50}\ngroup by ordered_on, status\n"
        )
        (folder / "models" / "analytics" / f"{name}.sql").write_text(f'<@config materialized="table" />\n{select}')
        (dbt / "models" / f"{name}.sql").write_text("{{ config(materialized='table') }}\n" + select)
    source = [
        "drop schema if exists bench_source cascade",
        "create schema bench_source",
        "create table bench_source.orders as select i as id, i % 50 as store, date '2026-01-01' + i % 90 as ordered_on,"
        " case i % 3 when 0 then 'open' when 1 then 'paid' else 'sent' end as status, (i % 997)::numeric(12, 2) as amount"
        " from generate_series(1, 20000) as i",
        "analyze bench_source.orders",
    ]
    return folder, dbt, "".join(f"{statement};\n" for statement in source)


DOCS_PROJECT = """name: bench
version: "1.0"
profile: bench
layers:
  staging: { materialized: view, reads: [staging] }
  core: { materialized: table, reads: [staging, core] }
  marts: { materialized: table, reads: [core, marts] }
"""

SUBJECTS = ("order customer payment invoice shipment product supplier warehouse campaign session visit refund return contract "
            "employee store region currency tax discount basket review ticket subscription device account ledger forecast budget asset").split()
KINDS = "daily weekly monthly history summary detail event state balance snapshot".split()
MEASURES = ("amount count price quantity weight duration margin revenue cost rate share score rank balance total average minimum "
            "maximum first last status type code name label date time day month year email phone city country").split()


def docs_project(folder, count=10_000, columns=12):
    """Models of three layers with twelve described columns each: (folder, questions for its search, addresses of pages)."""
    folder = start(folder, threads=4)
    (folder / "ashlar.yml").write_text(DOCS_PROJECT)
    layers = (("staging", "stg", count * 3 // 10), ("core", "core", count * 4 // 10), ("marts", "mart", count - count * 3 // 10 - count * 4 // 10))
    names, number, below = [], 0, 0
    for layer, prefix, size in layers:
        place = folder / "models" / layer
        first = len(names)
        for index in range(size):
            name = f"{prefix}_{SUBJECTS[number % 29]}_{KINDS[number % 10]}_{number:05d}"
            own = [f"{SUBJECTS[(number * 7 + k) % len(SUBJECTS)]}_{MEASURES[(number + k * 5) % len(MEASURES)]}_{(number // 100 + k) % 40}" for k in range(1, columns)]
            part = place / f"part_{index // MODELS_PER_FOLDER:03d}"
            part.mkdir(parents=True, exist_ok=True)
            if first == 0:
                lines = ["    1 as id"] + [f"    {k} as {column}" for k, column in enumerate(own)]
                text = "select\n" + ",\n".join(lines) + "\n"
            else:
                parents = [names[below + (number * step + 11) % (first - below)] for step in (1, 7, 13)]
                if index > 50 and number % 4 == 0:
                    parents[2] = names[number - 37]
                lines = ["    a.id"] + [f"    {'abc'[k % 3]}.{parents[k % 3][1][k]} as {column}" for k, column in enumerate(own)]
                text = (
                    f"-- {name}: what became of each {SUBJECTS[number % 29]}\nwith first as (\n    select * from ${{ref(\"{parents[0][0]}\")}}\n),\n\n"
                    f"second as (\n    select * from ${{ref(\"{parents[1][0]}\")}}\n    where id is not null\n)\n\nselect\n" + ",\n".join(lines)
                    + f"\nfrom first as a\njoin second as b on b.id = a.id\nleft join ${{ref(\"{parents[2][0]}\")}} as c on c.id = a.id\nwhere a.id <> {number}\n"
                )
            (part / f"{name}.sql").write_text(text)
            names.append((name, own))
            number += 1
        below = first
        for begin in range(first, len(names), MODELS_PER_PROPERTIES_FILE):
            text = "version: 2\nmodels:\n"
            for name, own in names[begin : begin + MODELS_PER_PROPERTIES_FILE]:
                text += f"  - name: {name}\n    description: One row a {SUBJECTS[begin % 29]}, by {KINDS[begin % 10]}; generated for measuring.\n    columns:\n      - {{ name: id, description: The key., data_tests: [unique, not_null] }}\n"
                text += "".join(f"      - {{ name: {column}, description: The {' '.join(column.split('_')[:2])} of the row. }}\n" for column in own)
            (place / f"part_{(begin - first) // MODELS_PER_FOLDER:03d}" / f"properties_{begin:05d}.yml").write_text(text)
    questions = [names[-1][0], "mart_customer_summary", "custmer sumary", "shipmnt", "invoice_amount", "revenue country", "generated for measuring", "what became of each ledger",
                 names[len(names) // 2][1][3], "subscriptoin email"]
    pages = [f"#/node/model.bench.{names[at][0]}" for at in range(0, len(names), max(1, len(names) // 12))]
    pages += [f"#/column/model.bench.{names[at][0]}/id" for at in range(0, len(names), max(1, len(names) // 6))]
    return folder, questions, pages
