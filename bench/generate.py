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
