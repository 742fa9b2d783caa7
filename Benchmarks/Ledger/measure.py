"""Measures the ledgers against plain C over SQLite and against pgbench, in one run.

  measure.py BENCHMARK ANCHOR FOLDER [--markdown FILE] [--rounds N]

BENCHMARK is LedgerBenchmark in release, ANCHOR the compiled ledger.c; FOLDER is on the disk to measure.
Rounds alternate, ours and the anchor; a figure is the median, a ratio that of the pairs. PostgreSQL is
measured where $L5_POSTGRES names a server (Scripts/postgres).
"""

import argparse
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from statistics import median

import statements

AGENTS = 1_600
TABLES = ("asset", "agent", "deposit_code", "account", "entry", "event_set", "deposit")
SQLITE = {1: 1_000, 100: 5_000}  # credits a round, by tasks
POSTGRESQL = {1: (1, 600), 32: (1, 4_000), 100: (100, 10_000)}  # tasks: batch of pgbench, credits
PAGE, PAGE_SIZE = 800, 100  # of an account's entries
# As our ledger sets it: without, pgbench plans each statement each time.
SESSION = "-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1"


def output(*arguments, **options) -> str:
    return subprocess.run([str(each) for each in arguments], check=True, text=True,
                          stdout=subprocess.PIPE, **options).stdout


def figures(*arguments) -> dict:
    return json.loads(output(*arguments))


class Pairs:
    """What both sides did in each round."""

    def __init__(self):
        self.ours: list[dict] = []
        self.theirs: list[dict] = []

    def rate(self, side: list[dict]) -> list[float]:
        return [each["count"] / each["wall"] for each in side]

    def ratios(self) -> list[float]:
        return [ours / theirs for ours, theirs in zip(self.rate(self.ours), self.rate(self.theirs))]

    def row(self, name: str, target: float, anchor: str) -> str:
        ratios = sorted(self.ratios())
        ours, theirs = median(self.rate(self.ours)), median(self.rate(self.theirs))
        spread = f"{ratios[len(ratios) // 4]:.2f}–{ratios[-1 - len(ratios) // 4]:.2f}"
        verdict = "yes" if median(ratios) >= target else "no"
        return (f"| {name} | {ours:,.0f} | {theirs:,.0f} | {median(ratios):.2f} | {spread} | "
                f"≥ {target:.2f} | {verdict} | {anchor} |")

    def cpu(self, side: list[dict]) -> float:
        return median(1e6 * each["cpu"] / each["count"] for each in side)


class SQLite:
    def __init__(self, options):
        self.options, self.folder = options, options.folder
        self.base = self.folder / "base.db"
        self.base.unlink(missing_ok=True)
        output(options.benchmark, self.base, "prepare", AGENTS)

    def fresh(self, name: str) -> Path:
        for path in self.folder.glob(f"{name}.db*"):
            path.unlink()
        path = self.folder / f"{name}.db"
        shutil.copyfile(self.base, path)
        os.sync()
        return path

    def compare(self) -> None:
        """Both programs run the same statements and leave the same rows, hashes included."""
        ours, theirs = self.fresh("ours"), self.fresh("theirs")
        traces = [self.folder / "ours.trace", self.folder / "theirs.trace"]
        count = AGENTS + 100  # so that accounts are made, and then changed
        output(self.options.benchmark, ours, "post", AGENTS, 0, count, 1, traces[0])
        output(self.options.anchor, theirs, AGENTS, 0, count, 1, traces[1])
        texts = [trace.read_text() for trace in traces]
        texts = [text[text.index("SELECT digest FROM event_set"):] for text in texts]
        if texts[0] != texts[1]:
            sys.exit("error: the statements differ: compare ours.trace with theirs.trace")
        for tasks in SQLITE:
            ours, theirs = self.fresh("ours"), self.fresh("theirs")
            output(self.options.benchmark, ours, "post", AGENTS, 0, count, tasks)
            output(self.options.anchor, theirs, AGENTS, 0, count, tasks)
            books = [sqlite3.connect(path) for path in (ours, theirs)]
            for table in TABLES:
                if len({str(book.execute(f"SELECT * FROM {table}").fetchall())
                        for book in books}) > 1:
                    sys.exit(f"error: {table} differs")

    def measure(self, tasks: int, rounds: int) -> Pairs:
        pairs = Pairs()
        for _ in range(rounds):
            pairs.ours.append(figures(self.options.benchmark, self.fresh("ours"), "post", AGENTS, 0,
                                      SQLITE[tasks], tasks))
            pairs.theirs.append(figures(self.options.anchor, self.fresh("theirs"), AGENTS, 0,
                                        SQLITE[tasks], tasks))
        return pairs

    def holds(self) -> dict:
        path = self.fresh("holds")
        output(self.options.benchmark, path, "post", AGENTS, 0, AGENTS, 100)
        return figures(self.options.benchmark, path, "holds", AGENTS, 2_000, 100)

    def page(self) -> dict:
        """Page 800 of an account that has as many and one more."""
        path = self.folder / "page.db"
        for old in self.folder.glob("page.db*"):
            old.unlink()
        output(self.options.benchmark, path, "prepare", 1)
        output(self.options.benchmark, path, "post", 1, 0, (PAGE + 1) * PAGE_SIZE, 1_000)
        return figures(self.options.benchmark, path, "page", PAGE, PAGE_SIZE, 200)

    def size(self) -> float:
        """Bytes of the file for each credit."""
        path = self.fresh("size")
        before = path.stat().st_size
        output(self.options.benchmark, path, "post", AGENTS, 0, 20_000, 100)
        return (path.stat().st_size - before) / 20_000


class PostgreSQL:
    def __init__(self, options, conninfo: str):
        self.options, self.conninfo = options, conninfo
        self.passfile = re.search(r"passfile=(\S+)", conninfo)[1]
        self.port = int(re.search(r"port=(\d+)", conninfo)[1])
        self.database("base")
        output(options.benchmark, self.at("base"), "prepare", AGENTS)
        output(options.benchmark, self.at("base"), "post", AGENTS, 0, AGENTS, 100)
        self.sql("base", "VACUUM ANALYZE")
        self.statements = self.listen()

    def at(self, database: str, port: int | None = None) -> str:
        text = self.conninfo.replace("dbname=postgres", f"dbname={database}")
        return text.replace(f"port={self.port}", f"port={port or self.port}") \
            + " sslmode=disable gssencmode=disable"

    def sql(self, database: str, text: str) -> str:
        return output("psql", "-XAtq", self.at(database), "-c", text, stderr=subprocess.DEVNULL)

    def database(self, name: str, template: str = "template0") -> str:
        self.sql("postgres", f"DROP DATABASE IF EXISTS {name}")
        self.sql("postgres", f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return self.at(name)

    def listen(self) -> list[str]:
        """What every post but a ledger's first sends, after BEGIN and before COMMIT."""
        listener = statements.Listener(self.port)
        self.database("heard", "base")
        output(self.options.benchmark, self.at("heard", listener.port), "post", AGENTS, AGENTS, 2, 1)
        # Statements are prepared once: those of the first post, and then the second's own mark.
        heard = [sql for sql in listener.statements if sql != "COMMIT"]
        mark = heard.pop()
        heard = heard[heard.index(next(sql for sql in heard if sql.startswith("SELECT event_set"))):]
        posting = [sql for sql in heard if "commit_mark" not in sql]
        first = next(place for place, sql in enumerate(posting) if not sql.startswith("SELECT"))
        return posting[:first] + [mark] + posting[first:]

    def pgbench(self, clients: int, size: int, count: int) -> dict:
        self.database("theirs", "base")
        path = self.options.folder / f"pgbench-{clients}-{size}.sql"
        path.write_text(statements.script(self.statements, AGENTS, clients, size))
        transactions = count // size // clients
        text = output("pgbench", "-n", "-M", "prepared", "-D", "n=0", "-c", clients, "-j",
                      min(2, clients), "-t", transactions, "-f", path, self.at("theirs"),
                      stderr=subprocess.DEVNULL, env=os.environ | {"PGOPTIONS": SESSION})
        rate = float(re.search(r"tps = ([0-9.]+)", text)[1])
        done = re.search(r"processed: (\d+)/(\d+)", text)
        if done[1] != done[2] or "failed transactions: 0 " not in text:
            sys.exit(f"error: pgbench failed:\n{text}")
        return {"count": transactions * clients * size, "wall": transactions * clients / rate}

    def measure(self, tasks: int, rounds: int) -> Pairs:
        size, count = POSTGRESQL[tasks]
        clients = 1 if size > 1 else tasks
        pairs = Pairs()
        for _ in range(rounds):
            self.sql("postgres", "CHECKPOINT")
            pairs.theirs.append(self.pgbench(clients, size, count))
            where = self.database("ours", "base")
            self.sql("postgres", "CHECKPOINT")
            pairs.ours.append(figures(self.options.benchmark, where, "post", AGENTS, AGENTS, count,
                                      tasks))
        return pairs

    def holds(self) -> dict:
        return figures(self.options.benchmark, self.database("holds", "base"), "holds", AGENTS,
                       2_000, 100)

    def page(self) -> dict:
        where = self.database("page")
        output(self.options.benchmark, where, "prepare", 1)
        output(self.options.benchmark, where, "post", 1, 0, (PAGE + 1) * PAGE_SIZE, 1_000)
        return figures(self.options.benchmark, where, "page", PAGE, PAGE_SIZE, 200)

    def sizes(self) -> dict[str, float]:
        """Bytes of each table with its indexes, for each of its rows."""
        where = self.database("size", "base")
        output(self.options.benchmark, where, "post", AGENTS, AGENTS, 20_000, 100)
        output(self.options.benchmark, where, "holds", AGENTS, 20_000, 100)
        return {table: float(self.sql(
            "size", f"SELECT pg_total_relation_size('{table}')::float8 / count(*) FROM {table}"))
            for table in ("account", "entry", "event_set", "deposit", "hold")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("benchmark", "anchor", "folder"):
        parser.add_argument(name, type=lambda path: Path(path).absolute())
    parser.add_argument("--markdown", type=Path)
    parser.add_argument("--rounds", type=int, default=11)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    lines = ["| credits a second | ours | anchor | ratio | middle half | target | met | anchor |",
             "| --- | ---: | ---: | ---: | --- | --- | --- | --- |"]
    notes = []
    books = SQLite(options)
    books.compare()
    for tasks in SQLITE:
        pairs = books.measure(tasks, options.rounds)
        lines.append(pairs.row(f"SQLite, {tasks} a commit", 0.85, "C, the same statements"))
        notes.append(f"SQLite, {tasks} a commit: {pairs.cpu(pairs.ours):.0f} µs of CPU a credit, "
                     f"C {pairs.cpu(pairs.theirs):.0f} µs.")
        print(lines[-1], notes[-1], sep="\n", flush=True)
    held = books.holds()
    notes.append(f"SQLite: {held['count'] / held['wall']:,.0f} pairs of authorise and capture a "
                 f"second; {books.size():,.0f} bytes of file a credit.")
    page = books.page()
    notes.append(f"SQLite: page {PAGE} of an account's history, {PAGE_SIZE} entries: "
                 f"{1e6 * page['median']:.0f} µs in the middle, {1e6 * page['longest']:.0f} µs at most "
                 f"(target: less than 1,000 µs).")
    if conninfo := os.environ.get("L5_POSTGRES"):
        server = PostgreSQL(options, conninfo)
        for tasks, (size, _) in POSTGRESQL.items():
            pairs = server.measure(tasks, max(3, options.rounds // 2))
            name = f"PostgreSQL, {tasks} a transaction" if size > 1 else \
                f"PostgreSQL, {tasks} at a time"
            lines.append(pairs.row(name, 0.8, "pgbench, the same statements"))
            notes.append(f"{name}: {pairs.cpu(pairs.ours):.0f} µs of our CPU a credit.")
            print(lines[-1], notes[-1], sep="\n", flush=True)
        page = server.page()
        notes.append(f"PostgreSQL: page {PAGE}: {1e6 * page['median']:.0f} µs in the middle, "
                     f"{1e6 * page['longest']:.0f} µs at most.")
        held = server.holds()
        sizes = ", ".join(f"{table} {size:,.0f}" for table, size in server.sizes().items())
        notes.append(f"PostgreSQL: {held['count'] / held['wall']:,.0f} pairs of authorise and "
                     f"capture a second; bytes a row with indexes: {sizes}.")
    text = "\n".join(lines + [""] + notes)
    print(text)
    if options.markdown:
        options.markdown.write_text(text + "\n")


if __name__ == "__main__":
    main()
