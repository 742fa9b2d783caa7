"""Measures `verify --file -` against solana-py, and against libcurl and libsodium alone.

  measure.py L5_DEPOSIT SOLANA_PYTHON TOOLS FOLDER [--markdown FILE] [--million]

L5_DEPOSIT is the release build, SOLANA_PYTHON an interpreter with solana-py, TOOLS the folder of the
compiled server and floor, FOLDER that of deposits.py. Clients run on one processor, the server on
another; whoever credits may use all of them. --million also runs a million signatures and tells how much memory that takes.
"""

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
ROUNDS = 5
REPEATS = 3  # the list is so many times that of the deposits
PYTHON_COUNT = 500
CONCURRENCY = 256
FLOOR_PARALLEL = {"batches": 2, "single": 16}  # as l5-deposit: lanes, connections
MILLION = 1_000_000
AWAY = 10_000  # microseconds: an endpoint in the same region
PROCESSORS = sorted(os.sched_getaffinity(0))


def pin(processor: int | None):
    return lambda: os.sched_setaffinity(0, PROCESSORS if processor is None else {processor})


def run(arguments: list, processor: int | None = PROCESSORS[-1], **options) -> tuple[float, float, int]:
    """Runs a client: seconds of wall clock, seconds of CPU, and its largest memory in bytes."""
    start = time.perf_counter()
    child = subprocess.Popen([str(each) for each in arguments], preexec_fn=pin(processor), **options)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"error: {arguments[0]} ended with {child.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


class Contest:
    def __init__(self, options):
        self.options, self.folder = options, options.folder
        self.names = (self.folder / "signatures.txt").read_text().split()
        self.list = self.write("list.txt", self.names * REPEATS)
        self.short = self.write("short.txt", self.names[:PYTHON_COUNT])
        self.count = len(self.names) * REPEATS

    def write(self, name: str, lines: list[str]) -> Path:
        path = self.folder / name
        path.write_text("".join(f"{line}\n" for line in lines))
        return path

    @contextmanager
    def server(self, *arguments, processor: int | None = PROCESSORS[0]):
        command = [self.options.tools / "server", self.folder / "answers.txt", *arguments]
        server = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, text=True,
                                  preexec_fn=pin(processor))
        try:
            yield int(server.stdout.readline())
        finally:
            server.terminate()
            self.served = server.stdout.read().strip()
            server.wait()

    def ours(self, port: int, path: Path, output, *ledger,
             processor: int | None = PROCESSORS[-1]) -> tuple[float, float, int]:
        with open(path) as lines:
            return run([self.options.l5_deposit, "verify", "--file", "-", "--output", "jsonl",
                        "--concurrency", CONCURRENCY, "--policy", self.folder / "policy.json",
                        "-u", f"http://127.0.0.1:{port}/", *ledger], processor,
                       stdin=lines, stdout=output)

    def solana_py(self, port: int, output, *books,
                  processor: int | None = PROCESSORS[-1]) -> tuple[float, float]:
        process = subprocess.run(
            [self.options.solana_python, HERE / "solana_py.py", f"http://127.0.0.1:{port}/",
             self.folder / "policy.json", self.short, *books],
            stdout=output, stderr=subprocess.PIPE, text=True, check=True, preexec_fn=pin(processor))
        wall, cpu = map(float, process.stderr.split())
        return wall / PYTHON_COUNT, cpu / PYTHON_COUNT

    def floor(self, port: int, mode: str) -> tuple[float, float]:
        """Seconds of CPU for a verification's requests, and for one signature."""
        process = subprocess.run(
            [self.options.tools / "floor", str(port), self.folder / f"{mode}.requests",
             self.folder / "signed.txt", str(FLOOR_PARALLEL[mode])],
            stdout=subprocess.PIPE, text=True, check=True, preexec_fn=pin(PROCESSORS[-1]))
        http, signatures = (int(word) / 1e9 for word in process.stdout.split())
        return http / self.count, signatures / len(self.names)

    def compare(self) -> None:
        """Both programs say the same of every deposit that both are asked about."""
        with self.server() as port:
            with open(self.folder / "ours.jsonl", "w") as output:
                self.ours(port, self.short, output)
            with open(self.folder / "theirs.txt", "w") as output:
                self.solana_py(port, output)
        ours = [json.loads(line) for line in (self.folder / "ours.jsonl").read_text().splitlines()]
        said = [f"{each['verdict']} {each['credits'][0]['code']} {each['credits'][0]['amount']}"
                for each in ours]
        if [each["signature"] for each in ours] != self.names[:PYTHON_COUNT] \
                or said != (self.folder / "theirs.txt").read_text().splitlines():
            sys.exit("error: the verdicts differ")

    def record(self) -> None:
        """Keeps the requests of a run in each mode, for the floor to repeat."""
        for mode, arguments in (("batches", []), ("single", ["--single"])):
            with self.server(*arguments, "--record", self.folder / f"{mode}.requests") as port:
                self.ours(port, self.list, subprocess.DEVNULL)
            print(f"{mode}: {self.served}")

    # MARK: With a ledger

    def prepare_ledger(self) -> None:
        """A ledger with the code of each deposit, each of an agent of its own."""
        self.write("once.txt", self.names)
        self.credits = Path(tempfile.mkdtemp(prefix="credits-", dir=self.folder))
        self.ledger = self.folder / f"codes-{len(self.names)}.db"
        if self.ledger.exists():
            return
        with self.server() as port:
            with open(self.folder / "codes.jsonl", "w") as output:
                self.ours(port, self.folder / "once.txt", output)
        answers = map(json.loads, (self.folder / "codes.jsonl").read_text().splitlines())
        codes = self.write("codes.txt", [f"{answer['credits'][0]['code']} agent-{number}"
                                         for number, answer in enumerate(answers)])
        subprocess.run(
            [self.options.l5_deposit, "code", "add", "--file", codes, "--ledger", self.ledger,
             "--policy", self.folder / "policy.json"], check=True, stdout=subprocess.DEVNULL)

    def credit(self, *arguments) -> tuple[float, float, float, float]:
        """Every deposit credited by us, and some by solana-py: seconds of wall clock and CPU each.

        Each time in a new folder, all of which stay until the end: ext4 without a journal passes over
        the places of files that were deleted in the last five minutes, one by one.
        """
        folder = Path(tempfile.mkdtemp(dir=self.credits))
        books = shutil.copyfile(self.ledger, folder / "books.db")
        with self.server(*arguments, processor=None) as port:
            with open(folder / "credited.jsonl", "w") as output:
                wall, cpu, _ = self.ours(port, self.folder / "once.txt", output, "--ledger", books,
                                         processor=None)
            their_wall, their_cpu = self.solana_py(port, subprocess.DEVNULL, folder / "theirs.db",
                                                   processor=None)
        for path, count in (books, len(self.names)), (folder / "theirs.db", PYTHON_COUNT):
            credited, = sqlite3.connect(path).execute(
                "SELECT count(*) FROM deposit" + " WHERE state = 'credited'" * (path == books)
            ).fetchone()
            if credited != count:
                sys.exit(f"error: {credited} of {count} deposits are credited")
        return wall / len(self.names), cpu / len(self.names), their_wall, their_cpu

    # MARK: Rounds

    def measure(self) -> dict[str, list[float]]:
        found: dict[str, list[float]] = {}

        def note(**values):
            for name, value in values.items():
                found.setdefault(name, []).append(value)

        for number in range(ROUNDS):
            with self.server() as port:
                wall, cpu, memory = self.ours(port, self.list, subprocess.DEVNULL)
                http, signature = self.floor(port, "batches")
                single, _ = self.floor(port, "single")
                their_wall, their_cpu = self.solana_py(port, subprocess.DEVNULL)
            with self.server("--single") as port:
                _, alone, _ = self.ours(port, self.list, subprocess.DEVNULL)
            credit, away = self.credit(), self.credit("--delay", AWAY)
            ours = cpu / self.count
            note(rate=self.count / wall, their_rate=1 / their_wall, cpu=ours, their_cpu=their_cpu,
                 http=http, single=single, signature=signature, alone=alone / self.count,
                 memory=memory, credit_rate=1 / credit[0], credit_cpu=credit[1],
                 their_credit_rate=1 / credit[2], their_credit_cpu=credit[3],
                 credit_ratio=credit[2] / credit[0],
                 away_rate=1 / away[0], their_away_rate=1 / away[2], away_ratio=away[2] / away[0],
                 rate_ratio=self.count / wall * their_wall,
                 calls_ratio=ours / (single + signature),
                 batches_ratio=ours / (http + signature),
                 alone_ratio=alone / self.count / (single + signature))
            print(f"round {number + 1} of {ROUNDS}", file=sys.stderr)
        return found


def table(found: dict[str, list[float]]) -> str:
    def middle(name: str) -> float:
        return median(found[name])

    def micro(*names: str) -> str:
        return f"{1e6 * sum(map(middle, names)):,.1f} µs"

    rows = [
        ("verifications a second, on one processor", f"{middle('rate'):,.0f}",
         f"{middle('their_rate'):,.0f}", middle("rate_ratio"), "≥ 10",
         middle("rate_ratio") >= 10, "solana-py"),
        ("verified and durably credited a second (SQLite)", f"{middle('credit_rate'):,.0f}",
         f"{middle('their_credit_rate'):,.0f}", middle("credit_ratio"), "≥ 10",
         middle("credit_ratio") >= 10, "solana-py + sqlite3"),
        (f"the same, the endpoint {AWAY // 1000} ms away", f"{middle('away_rate'):,.0f}",
         f"{middle('their_away_rate'):,.0f}", middle("away_ratio"), "≥ 10",
         middle("away_ratio") >= 10, "solana-py + sqlite3"),
        ("CPU per verification, in batches", micro("cpu"), micro("single", "signature"),
         middle("calls_ratio"), "≤ 1.50", middle("calls_ratio") <= 1.5,
         "libcurl, one HTTP request a call, + libsodium"),
        ("the same", micro("cpu"), micro("http", "signature"), middle("batches_ratio"), "–", None,
         "libcurl, the very same batches, + libsodium"),
        ("CPU per verification, endpoint without batches", micro("alone"),
         micro("single", "signature"), middle("alone_ratio"), "–", None,
         "libcurl, the very same requests, + libsodium"),
    ]
    lines = ["| `verify --file -` | ours | anchor | ratio | target | met | anchor |",
             "| --- | ---: | ---: | ---: | --- | --- | --- |"]
    for name, ours, anchor, ratio, target, met, who in rows:
        verdict = "–" if met is None else "yes" if met else "no"
        lines.append(f"| {name} | {ours} | {anchor} | {ratio:.2f} | {target} | {verdict} | {who} |")
    lines += ["", f"libcurl alone: {micro('http')} in batches, {micro('single')} one by one; libsodium "
              f"alone: {micro('signature')}; solana-py: {micro('their_cpu')} of CPU; with credits "
              f"{micro('credit_cpu')} and {micro('their_credit_cpu')}; memory: "
              f"{middle('memory') / 2 ** 20:.0f} MiB."]
    return "\n".join(lines)


def million(contest: Contest) -> str:
    names = contest.names * (MILLION // len(contest.names) + 1)
    path = contest.write("million.txt", names[:MILLION])
    with contest.server() as port:
        wall, cpu, memory = contest.ours(port, path, subprocess.DEVNULL)
    return (f"A million signatures: {wall:,.0f} s, {cpu / MILLION * 1e6:.0f} µs of CPU each, at most "
            f"{memory / 2 ** 20:.0f} MiB of memory.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("l5_deposit", "solana_python", "tools", "folder"):
        parser.add_argument(name, type=lambda path: Path(path).absolute())
    parser.add_argument("--markdown", type=Path)
    parser.add_argument("--million", action="store_true")
    options = parser.parse_args()
    contest = Contest(options)
    contest.compare()
    contest.record()
    contest.prepare_ledger()
    text = table(contest.measure())
    shutil.rmtree(contest.credits)
    if options.million:
        text += "\n" + million(contest)
    print(text)
    if options.markdown:
        options.markdown.write_text(text + "\n")


if __name__ == "__main__":
    main()
