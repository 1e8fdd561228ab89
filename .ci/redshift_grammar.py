"""Parses every statement that the engine words for Redshift by SQLFluff's grammar of Redshift.

Statements come from the golden plans, and from what the tests sent through the Redshift front, where they ran before.
Exits with 1 if one of them does not parse, if nothing was found to parse, or if the grammar takes what is no SQL.
"""

import re
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from sqlfluff.core import FluffConfig
from sqlfluff.core.parser import Lexer, Parser

# Statements that are right, or not ours, and that the grammar does not know. Each with its reason.
FALSE_REFUSALS = [
    (r"^load spatial$", "a hook of the tests that stands for any text of a user"),
    (r"\bshop\.raw\b", "the query of a user in the tests; raw is a reserved word and would have to be quoted"),
    (
        r"(?s)^create (or replace )?view \S+ as\s+select (?!.*\bfrom\b).*\s+with no schema binding$",
        "a late-binding view over a query without FROM, which ends before WITH",
    ),
    (
        r"from pg_get_late_binding_view_cols\(\)\s+(as columns|cols)\(",
        "columns of a function are listed as in https://docs.aws.amazon.com/redshift/latest/dg/PG_GET_LATE_BINDING_VIEW_COLS.html",
    ),
    (r"^SHOW [A-Z ]+ FROM ", "what the driver itself asks for the metadata of JDBC, with parameters in the place of names"),
    (r"^analyze \S+ predicate columns$", "https://docs.aws.amazon.com/redshift/latest/dg/r_ANALYZE.html"),
    (
        r"^alter materialized view \S+ auto refresh (yes|no)$",
        "https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_MATERIALIZED_VIEW.html",
    ),
    (
        r"^(grant|revoke) .* (to|from) .*\b(group|role) .*, ",
        "several grantees of unlike kinds: https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html",
    ),
    (
        r"::regclass\b|\bhas_table_privilege\(oid, |^set my\.own to |\bas returning from ",
        "a statement of the front's own tests, which ask what the leader node alone answers, or what must be refused",
    ),
    (r"^drop group ", "a statement of the tests: https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_GROUP.html"),
]

# What the grammar must refuse, or this check proves nothing.
NO_SQL = [
    "create table shop.orders as",
    "select from where",
    "alter table shop.orders rename shop.other to",
    "merge into shop.orders using batch when matched",
    "create table shop.orders (id int) distkey sortkey by id",
    "comment on table shop.orders",
]

UNIQUENESS = "for uniqueness:"


def statements_of_plan(text):
    """Statements of a golden plan: sent ones, those for failures behind '--   ', and queries that tests look through."""
    lines, within, merged = [], False, []
    for line in text.splitlines():
        if within and line.startswith("--     "):
            merged.append(line[7:])
            continue
        if within:
            yield "\n".join(merged)
            within, merged = False, []
        if line.startswith("-- check") and line.endswith(UNIQUENESS):
            within = True
            continue
        if line.startswith("--   "):
            line = line[5:]
        elif line.startswith("-- ") or not line.strip():
            continue
        lines.append(line)
        if line.endswith(";"):
            yield "\n".join(lines)[:-1]
            lines = []
    if lines:
        raise ValueError("a statement has no end: " + "\n".join(lines))


def statements_of_front(text):
    """Statements that went through the front, each behind a line of its own that says so."""
    return [part.strip() for part in re.split(r"(?m)^-- statement$", text) if part.strip()]


def collected(root):
    """Every statement once, with the file in which it was met first."""
    found = {}
    for file in sorted((root / "engine/src/test/resources/golden/redshift").rglob("*.sql")):
        for statement in statements_of_plan(file.read_text("utf-8")):
            found.setdefault(statement, file.relative_to(root))
    plans = len(found)
    for file in sorted((root / "engine/target/redshift-front").glob("*.sql")):
        for statement in statements_of_front(file.read_text("utf-8")):
            found.setdefault(statement, file.relative_to(root))
    return found, plans


def faults(statement):
    """The parts of the statement that do not parse."""
    config = FluffConfig(overrides={"dialect": "redshift"})
    tokens, errors = Lexer(config=config).lex(statement + ";\n")
    if errors:
        return [str(error) for error in errors]
    tree = Parser(config=config).parse(tokens)
    return [part.raw for part in tree.recursive_crawl("unparsable")]


def excuse(statement):
    for pattern, reason in FALSE_REFUSALS:
        if re.search(pattern, statement):
            return reason
    return None


def main(root):
    found, plans = collected(root)
    refused, excused, used = 0, 0, set()
    with ProcessPoolExecutor() as workers:
        for nonsense, bad in zip(NO_SQL, workers.map(faults, NO_SQL)):
            if not bad:
                refused += 1
                print(f"The grammar takes what is no SQL: {nonsense}\n")
        for (statement, file), bad in zip(found.items(), workers.map(faults, found, chunksize=16)):
            if not bad:
                continue
            reason = excuse(statement)
            if reason:
                excused += 1
                used.add(reason)
                continue
            refused += 1
            print(f"{file}: this does not parse as Redshift's SQL:\n{statement}\n  stopped at: {bad[0][:200]}\n")
    for _, reason in FALSE_REFUSALS:
        if reason not in used:
            print(f"No statement needs this excuse any more: {reason}")
    print(
        f"Redshift's grammar: {len(found)} statements ({plans} of golden plans, {len(found) - plans} more of the front),"
        f" {refused} refused, {excused} refused falsely with a known reason"
    )
    return 1 if refused or not plans else 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parent.parent))
