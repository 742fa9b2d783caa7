"""A state-machine fuzz of the deposit program on the real virtual machine.

    python Contract/Tests/fuzz.py --sequences 100000 [--seed TEXT] [--first N] [--processes N]

Every sequence has new wallets and codes; it is made from the seed and its number alone, so that
`--seed TEXT --first N --sequences 1` repeats number N.
"""

import argparse
import multiprocessing
import os
import random
import secrets
import sys
import time
from collections import Counter

import built
from fuzz_checks import Violation
from fuzz_sequence import Sequence, Stage

PROGRESS = 10_000  # sequences between two lines that say how far it is
SEQUENCES_PER_STAGE = 500  # accounts of old sequences stay in memory, so a new chain now and then


def run(seed: str, first: int, count: int) -> Counter:
    """Run sequences one after the other; what happened, counted."""
    totals: Counter = Counter()
    for number in range(first, first + count):
        if (number - first) % SEQUENCES_PER_STAGE == 0:
            stage = Stage()
        sequence = Sequence(stage, random.Random(f"{seed}:{number}"))
        try:
            sequence.play()
        except Violation as violation:
            again = f"--seed {seed} --first {number} --sequences 1"
            raise Violation(f"{violation}\nTo repeat: Contract/Tests/fuzz.py {again}") from None
        totals += sequence.counts
        totals["sequences"] += 1
    return totals


def run_task(task: tuple[str, int, int]) -> Counter:
    return run(*task)


def run_all(seed: str, first: int, count: int, processes: int) -> Counter:
    """The same in several processes."""
    size = SEQUENCES_PER_STAGE if count > SEQUENCES_PER_STAGE * processes else -(-count // processes)
    starts = range(first, first + count, size)
    built.deposit(), built.proxy()  # once, for all processes
    tasks = [(seed, start, min(size, first + count - start)) for start in starts]
    totals: Counter = Counter()
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        for part in pool.imap_unordered(run_task, tasks):
            before, totals = totals["sequences"], totals + part
            if totals["sequences"] // PROGRESS > before // PROGRESS:
                print(f"{totals['sequences']:,} sequences", flush=True)
    return totals


def main() -> int:
    arguments = argparse.ArgumentParser(description="Fuzz the deposit program as a state machine.")
    arguments.add_argument("--sequences", type=int, default=1_000)
    arguments.add_argument("--seed", default=secrets.token_hex(8))
    arguments.add_argument("--first", type=int, default=0)
    arguments.add_argument("--processes", type=int, default=os.cpu_count())
    given = arguments.parse_args()
    print(f"seed {given.seed}", flush=True)
    started = time.monotonic()
    try:
        totals = run_all(given.seed, given.first, given.sequences, given.processes)
    except Violation as violation:
        print(f"VIOLATION: {violation}")
        return 1
    for name, count in sorted(totals.items()):
        print(f"{count:>12,}  {name}")
    print(f"{time.monotonic() - started:.1f} seconds, every invariant held")
    return 0


if __name__ == "__main__":
    sys.exit(main())
