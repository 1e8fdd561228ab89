#!/usr/bin/env python3
"""Benchmarks of Ashlar: start-up, parsing, running, real input. See README.md in this folder.

Every figure is the wall time of a whole process started by the launcher, and the largest resident set the system recorded
for it. Results are tables in bench/results/.
"""

import argparse
import datetime
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

import docs_site
import generate
import history
import loads

ROOT = pathlib.Path(__file__).resolve().parent.parent
ASHLAR = ROOT / "ashlar"
LIB = ROOT / "engine" / "target" / "launcher" / "ashlar" / "lib"
RESULTS = ROOT / "bench" / "results"


class Measured:
    def __init__(self, seconds, megabytes, output, processor=0.0):
        self.seconds, self.megabytes, self.output, self.processor = seconds, megabytes, output, processor


def measure(*command, cwd=None, allowed=(0,)):
    """Wall time and peak memory of one process; ends the benchmark when it fails."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], cwd=cwd, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode("utf-8", "replace")
    if process.returncode not in allowed:
        sys.exit(f"{' '.join(map(str, command))}\nended with {process.returncode}:\n{text[-4000:]}")
    unit = 1 if platform.system() == "Darwin" else 1024
    return Measured(seconds, usage.ru_maxrss * unit / 1e6, text, usage.ru_utime + usage.ru_stime)


def median(runs):
    return statistics.median(run.seconds for run in runs), max(run.megabytes for run in runs)


def java():
    """The java that the launcher takes."""
    script = f'set -eu; . "{ROOT}/engine/src/main/launcher/java.bash"; java_find runtime; printf %s "$java_home"'
    return pathlib.Path(subprocess.check_output(["bash", "-c", script], text=True)) / "bin" / "java"


def bare(url, statements, threads=1):
    """Seconds between the first and the last statement, as the bare loop counts them, and the whole process."""
    run = measure(java(), "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp", f"{LIB}/*", ROOT / "bench" / "Bare.java", url, statements, threads)
    return float(run.output.strip().splitlines()[-1]), run


def scanned(url, statements):
    """Rows that the statements read from tables, as DuckDB's profiler counts them."""
    run = measure(java(), "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-Dscanned=true", "-cp", f"{LIB}/*", ROOT / "bench" / "Bare.java", url, statements)
    return int(run.output.strip().splitlines()[-2])


def circumstances():
    version = subprocess.run([str(java()), "-version"], stderr=subprocess.PIPE, text=True, check=True).stderr.splitlines()
    commit = subprocess.run(["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"], stdout=subprocess.PIPE, text=True).stdout.strip()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{datetime.date.today()}, commit {commit or 'unknown'}, {os.cpu_count()} cores, {memory:.0f} GiB, "
        f"{platform.system()} {platform.machine()}, {version[1] if len(version) > 1 else version[0]}."
    )


def write(name, title, how, header, rows):
    """What stands by hand behind the table of the results before stays there."""
    RESULTS.mkdir(exist_ok=True)
    result = RESULTS / f"{name}.md"
    before = result.read_text().splitlines() if result.exists() else []
    start = next((number for number, line in enumerate(before) if line.startswith("| ")), len(before))
    end = next((number for number in range(start, len(before)) if not before[number].startswith("|")), len(before))
    lines = [f"# {title}", "", circumstances(), "", how, "", "| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    text = "\n".join(lines + before[end:]) + "\n"
    result.write_text(text)
    print(text)


def seconds(value):
    return f"{value:.2f} s" if value < 10 else f"{value:.1f} s"


def startup(options):
    project = options.work / "startup"
    shutil.rmtree(project, ignore_errors=True)
    measure(ASHLAR, "init", project)
    commands = [("--version",), ("--help",), ("ls", "--project-dir", project), ("debug", "--project-dir", project)]
    rows = []
    for command in commands:
        measure(ASHLAR, *command)
        time_taken, memory = median([measure(ASHLAR, *command) for _ in range(10)])
        rows.append((f"`{' '.join(part for part in command if part != project)}`".replace(" --project-dir", ""), seconds(time_taken), f"{memory:.0f} MB"))
    write(
        "startup",
        "Start-up",
        "Whole process, launcher and JVM; the median of ten after one that warms the caches. `ls` and `debug` in a project made by `init`.",
        ("command", "wall", "peak memory"),
        rows,
    )


def parse(options):
    rows = []
    for count in options.models:
        folder = generate.parse_project(options.work / f"parse_{count}", count)
        changed = next(iter(sorted((folder / "models").rglob("model_*.sql"))[-1:]))
        base = (ASHLAR, "--project-dir", folder, "--profiles-dir", folder)
        cold, again, one, listed = [], [], [], []
        for number in range(options.rounds):
            for leftover in ("target", ".ashlar"):
                shutil.rmtree(folder / leftover, ignore_errors=True)
            cold.append(measure(base[0], "parse", *base[1:]))
            again.append(measure(base[0], "parse", *base[1:]))
            changed.write_text(changed.read_text() + f"-- change {number}\n")
            one.append(measure(base[0], "parse", *base[1:]))
            listed.append(measure(base[0], "ls", *base[1:]))
        cells = [median(runs) for runs in (cold, again, one, listed)]
        rows.append((f"{count:,}", *(seconds(cell[0]) for cell in cells), f"{max(cell[1] for cell in cells):.0f} MB"))
    write(
        "parse",
        "Parsing generated projects",
        f"Models of 38 lines with three parents, properties and two tests each (`bench/generate.py`). Whole process; the median of {options.rounds} rounds of: "
        "cold (no `target/`, no `.ashlar/`), again with nothing changed, with one model changed, `ls` after that. Memory is the largest of all.",
        ("models", "parse, cold", "again", "one file changed", "`ls`", "peak memory"),
        rows,
    )


def elapsed(folder):
    return json.loads((folder / "target" / "run_results.json").read_text())["elapsed_time"]


def run(options):
    rows = []
    for command, statements, threads in (
        ("run", "bare_run.sql", 1),
        ("run", "bare_run.sql", 4),
        ("build", "bare_build.sql", 1),
        ("build", "bare_build.sql", 4),
    ):
        folder = generate.run_project(options.work / "run", options.tables, threads=threads)
        base = ("--project-dir", folder, "--profiles-dir", folder)
        measure(ASHLAR, "parse", *base)
        engine, inside, floor = [], [], []
        for _ in range(options.rounds):
            for database in (folder / "warehouse").iterdir():
                database.unlink()
            floor.append(bare(f"jdbc:duckdb:{folder / 'warehouse' / 'bench.duckdb'}", folder / statements)[0])
            for database in (folder / "warehouse").iterdir():
                database.unlink()
            engine.append(measure(ASHLAR, command, "--quiet", *base))
            inside.append(elapsed(folder))
        wall, memory = median(engine)
        loop, spent = statistics.median(floor), statistics.median(inside)
        rows.append((f"`{command}`", threads, seconds(wall), seconds(spent), seconds(loop), f"{spent / loop:.2f}", f"{memory:.0f} MB"))
    write(
        "run",
        f"{options.tables:,} one-row tables in ten layers",
        f"The median of {options.rounds} rounds, each in a new warehouse, engine and bare loop by turns. Bare loop: the statements of `bench/generate.py` (create candidate, "
        "for `build` two test queries, begin, drop, rename, marker, commit) sent one after the other on one JDBC connection, from the first to the last, JVM start and connect left out. "
        "Inside: `elapsed_time` of run_results.json. Ratio: inside to bare loop.",
        ("command", "threads", "whole process", "inside", "bare loop", "ratio", "peak memory"),
        rows,
    )


def bare_statements(project, location, results):
    """What an analyst would send by hand: one read of all files, one create a model, one count a test."""
    manifest = json.loads((project / "target" / "manifest.json").read_text())
    nodes = {**manifest["nodes"], **manifest["sources"]}
    statements, schemas = [], []
    source = manifest["sources"]["source.storefront.retail.invoice_lines"]
    relations = [(source["relation_name"], load_statement(source, location))]
    for result in results["results"]:
        node = nodes[result["unique_id"]]
        code = (result.get("compiled_code") or node.get("compiled_code") or "").strip().rstrip(";")
        kind = node["resource_type"]
        if kind == "seed":
            file = project / node["original_file_path"]
            relations.append((node["relation_name"], f"create table {node['relation_name']} as select * from read_csv('{file}', header = true)"))
        elif kind == "model" and node["config"]["materialized"] != "ephemeral":
            shape = "view" if node["config"]["materialized"] == "view" else "table"
            relations.append((node["relation_name"], f"create {shape} {node['relation_name']} as {code}"))
        elif kind == "test" and code:
            relations.append((None, f"select count(*) from ({code}) as failures"))
    # The gate's tests looked at candidates and batches; by hand one looks at the tables.
    published = [relation for relation, _ in relations if relation]

    def as_published(sql):
        for relation in published:
            quoted = relation.rsplit(".", 1)[1]
            sql = sql.replace(relation[:-1] + '__new"', relation).replace(quoted[:-1] + '__batch"', relation)
        return sql

    for relation, statement in relations:
        statement = statement if relation else as_published(statement)
        if relation:
            schema = relation.rsplit(".", 1)[0]
            if schema not in schemas:
                schemas.append(schema)
                statements.append(f"create schema if not exists {schema}")
        statements.append(statement)
    return "".join(f"{statement};\n" for statement in statements)


def load_statement(source, location):
    """Columns by position with their types, the columns that the engine adds, in one statement."""
    columns = ", ".join(f"'{name}': '{column['data_type']}'" for name, column in source["columns"].items() if not name.startswith("_"))
    return (
        f"create table {source['relation_name']} as select * exclude (filename), filename as _file, "
        "row_number() over () as _row, timestamp '2026-01-01' as _loaded_at, dense_rank() over (order by filename) as _batch_id "
        f"from read_csv('{location}', header = true, filename = true, columns = {{{columns}}})"
    )


def retail(options):
    files = options.shared.resolve() / "online-retail" / "by-day"
    location = f"{files}/*.csv.gz"
    if not any(files.glob("*.csv.gz")):
        sys.exit(f"no files in {files}; name the folder of the data with --shared")
    project = options.work / "storefront" / "project"
    shutil.rmtree(project.parent, ignore_errors=True)
    shutil.copytree(ROOT / "project", project, ignore=shutil.ignore_patterns("target", ".ashlar"))
    shutil.copy(ROOT / "profiles.yml", project.parent)
    rows, ratios = [], []
    command = (ASHLAR, "build", "--quiet", "--project-dir", project, "--select", "+fact_invoice_lines", "+mart_daily_sales", "+mart_returns",
               "--vars", json.dumps({"retail_location": location}))
    engine, inside, floor, processes = [], [], [], []
    for _ in range(options.rounds):
        shutil.rmtree(project / ".ashlar", ignore_errors=True)
        engine.append(measure(*command))
        inside.append(elapsed(project))
        statements = options.work / "retail.sql"
        results = json.loads((project / "target" / "run_results.json").read_text())
        statements.write_text(bare_statements(project, location, results))
        database = options.work / "retail.duckdb"
        database.unlink(missing_ok=True)
        loop, process = bare(f"jdbc:duckdb:{database}", statements)
        floor.append(loop)
        processes.append(process)
        ratios.append(inside[-1] / loop)
    wall, memory = median(engine)
    bare_wall, bare_memory = median(processes)
    rows.append(("Ashlar `build`", seconds(wall), seconds(statistics.median(inside)), f"{memory:.0f} MB"))
    rows.append(("bare statements", seconds(bare_wall), seconds(statistics.median(floor)), f"{bare_memory:.0f} MB"))
    rows.append(("ratio", f"{wall / bare_wall:.2f}", f"{statistics.median(ratios):.2f}", ""))
    write(
        "retail",
        "541,909 real lines, from 305 files to marts",
        f"`build` of fact_invoice_lines, mart_daily_sales, mart_returns and all they need, into a new warehouse, against bare statements: one `create table as` over "
        "all files, one `create` with the compiled SQL of each model, one `count(*)` over each test. "
        f"The median of {options.rounds} rounds by turns. Inside: `elapsed_time` of run_results.json, or the first statement to the last.",
        ("what", "whole process", "inside", "peak memory"),
        rows,
    )


def address(options):
    """The server of --postgres, part by part."""
    parts = urllib.parse.urlsplit(options.postgres)
    return {
        "host": parts.hostname, "port": parts.port or 5432, "database": parts.path.lstrip("/"),
        "user": parts.username, "password": urllib.parse.unquote(parts.password or ""),
    }


def postgres(options):
    if not options.line:
        small_tables(options, address(options))
        return
    server = address(options)
    relay = subprocess.Popen([java(), "-XX:+UseSerialGC", ROOT / "bench" / "Line.java", server["host"], str(server["port"]), str(options.line)], stdout=subprocess.PIPE, text=True)
    try:
        small_tables(options, {**server, "host": "127.0.0.1", "port": int(relay.stdout.readline())})
    finally:
        relay.kill()


def small_tables(options, server):
    """Each round: the engine, the same statements bare, dbt where it is there. All find the tables of the round before."""
    url = f"jdbc:postgresql://{server['host']}:{server['port']}/{server['database']}?" + urllib.parse.urlencode({"user": server["user"], "password": server["password"]})
    dbt = shutil.which(options.dbt)
    rows = []
    for threads in (1, 4):
        folder, dbt_project, source = generate.postgres_project(options.work / "postgres", server, options.small, threads)
        statements = options.work / "postgres.sql"
        statements.write_text(source)
        bare(url, statements)
        base = ("--project-dir", folder, "--profiles-dir", folder)
        by_dbt = (dbt, "run", "--quiet", "--project-dir", dbt_project, "--profiles-dir", dbt_project)
        measure(ASHLAR, "run", "--quiet", *base)
        if dbt:
            measure(*by_dbt)
        engine, inside, floor, theirs = [], [], [], []
        for _ in range(options.rounds):
            statements.write_text(measure(ASHLAR, "run", "--quiet", "--dry-run", *base).output)
            engine.append(measure(ASHLAR, "run", "--quiet", *base))
            inside.append(elapsed(folder))
            floor.append(bare(url, statements, threads)[0])
            if dbt:
                theirs.append(measure(*by_dbt))
        wall, memory = median(engine)
        spent, loop = statistics.median(inside), statistics.median(floor)
        rows.append((threads, seconds(wall), seconds(spent), seconds(loop), f"{spent / loop:.2f}", seconds(median(theirs)[0]) if theirs else "-",
                     f"{median(theirs)[0] / wall:.1f}" if theirs else "-", f"{memory:.0f} MB"))
    version = measure(dbt, "--version").output.split() if dbt else []
    versions = ", ".join(word for word in version if word[:1].isdigit())
    write(
        "postgres-line" if options.line else "postgres",
        f"{options.small} small tables on Postgres" + (f", over a line of {options.line:g} ms" if options.line else ""),
        f"Each table sums up 400 of 20,000 rows. The median of {options.rounds} rounds by turns: `ashlar run`; the same statements (of `--dry-run`: create candidate, marker, begin, drop, rename, marker, "
        "commit) sent by as many threads over JDBC, each with a connection of its own, from the first to the last; `dbt run` of the same selects as tables"
        + (f" (its `--version` names {versions})" if dbt else "")
        + ". All find the tables of the round before. Inside: `elapsed_time` of run_results.json. The server has its own default settings, on the same machine."
        + (f" All go through a relay that hands every byte on {options.line / 2:g} ms late, each way (`bench/Line.java`)." if options.line else ""),
        ("threads", "whole process", "inside", "bare loop", "inside to bare", "dbt, whole process", "dbt to Ashlar", "peak memory"),
        rows,
    )


def histories(options):
    write(
        "history",
        f"A day of {options.batch:,} changes on histories of {', '.join(f'{size:,}' for size in options.history)} rows",
        f"The engine builds the first {history.BUILT:,} rows of each history, the others are put in as it would have built them. Half of the day's rows change keys spread over the whole history, half are new keys; the tests of the key gate each. Inside: `elapsed_time` of `build` of the one node, the median of {options.rounds} rounds, "
        "each on a copy of the same warehouse. Rows written: as run_results.json has them. Rows read: what DuckDB's profiler counts for the statements, questions and tests that the run's log names, sent "
        "again to another copy; a join reads the key column of the whole table, since DuckDB keeps no index on it.",
        ("strategy", "history", "inside", "rows written", "rows read"),
        list(history.measured(sys.modules[__name__], options)),
    )


def docs(options):
    rows = [row for row in docs_site.measured(sys.modules[__name__], options)]
    write(
        "docs",
        f"The docs site of {options.docs:,} models with {options.docs * 12:,} columns",
        f"Generated models in three layers, each with twelve described columns, three parents and two tests (`generate.docs_project`); column lineage included. `docs generate` and `parse` are whole processes, the median of {options.rounds} rounds "
        f"by turns, both after a first parse. The browser is a headless {options.browser} that opens the site from its folder by `file://` in a window of 1400 by 900 without a graphics card, driven over its debugging pipe (`browser.py`); times are the page's own clock. "
        "First view: from the navigation to the second frame after the overview is whole, in a fresh page, files in the system's cache; the median of 5. Search: for every beginning of ten questions, slips of the finger among them, from the letter to the "
        "results in the page; beginnings of one question follow each other at once. Graph: all nodes, then 120 steps of moving and 120 of zooming, a frame each.",
        ("what", "figure", "bound", "note"),
        rows,
    )


def load(options):
    this = sys.modules[__name__]
    if options.big:
        write(
            "loads-big",
            f"A file of {options.big} GB",
            f"`ashlar load` of one csv file by a process with `-Xmx{loads.HEAP}m`; DuckDB, whose memory is not Java's, with the setting `memory_limit` besides. Peak memory: the largest "
            "resident set of the process, Java and DuckDB together. Afterwards the rows and their numbers are counted.",
            ("engine", "rows", "file", "heap", "memory_limit", "peak memory", "whole process"),
            loads.big(this, options),
        )
        return
    rows, commands = loads.measured(this, options)
    write(
        "loads",
        "Loading one csv file",
        "`ashlar load` into a new table, ledger and rejects on, types by `columns:`, against the engine's own bulk command on the same file, which writes the same columns, those of the "
        "engine (`_file`, `_row`, `_loaded_at`, `_batch_id`) among them. By turns; the medians, and the median of the ratios of each round. Bare: from the first statement to the last, without JVM and connect "
        "(DuckDB); `psql` with the one command (Postgres, fsync on, its own default settings, on the same machine). Inside: `elapsed_time` of run_results.json; the whole process is that "
        "and the start of the JVM. Throughput: the bare command's is 100 %.\n\n" + "\n\n".join(commands),
        ("engine", "rows", "file", "rounds", "bare", "whole process", "inside", "whole to bare", "inside to bare", "throughput, whole", "throughput, inside", "peak memory"),
        rows,
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("which", nargs="+", choices=["startup", "parse", "run", "retail", "postgres", "history", "docs", "loads"])
    parser.add_argument("--models", nargs="+", type=int, default=[100, 1000, 10000], help="sizes of the parsed projects")
    parser.add_argument("--tables", type=int, default=1000, help="tables of the project that is run")
    parser.add_argument("--docs", type=int, default=10_000, help="models of the project whose docs are made")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--shared", type=pathlib.Path, default=ROOT.parent / "shared" / "data", help="folder that holds online-retail/")
    parser.add_argument("--small", type=int, default=200, help="tables of the project on Postgres")
    parser.add_argument("--history", nargs="+", type=int, default=[1_000_000, 10_000_000, 30_000_000], help="rows that stand before the day")
    parser.add_argument("--batch", type=int, default=10_000, help="rows that the day brings")
    parser.add_argument("--loads", nargs="+", default=["1000000x5", "10000000x5"], help="rows of the loaded file, and rounds")
    parser.add_argument("--big", type=float, help="instead: a file of so many GB, by a process of little memory")
    parser.add_argument("--postgres", help="postgresql://user:password@host:port/database, in which schemas bench_* may be made and dropped")
    parser.add_argument("--line", type=float, help="round trip to that server in milliseconds, made by a relay: small tables over a long line")
    parser.add_argument("--dbt", default="dbt", help="the dbt to compare with, left out when there is none of that name")
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "ashlar-bench")
    options = parser.parse_args()
    if "postgres" in options.which and not options.postgres:
        parser.error("name the server with --postgres")
    options.work.mkdir(parents=True, exist_ok=True)
    measure(ASHLAR, "--version")
    for which in options.which:
        {"startup": startup, "parse": parse, "run": run, "retail": retail, "postgres": postgres, "history": histories, "docs": docs, "loads": load}[which](options)


if __name__ == "__main__":
    main()
