"""Random transactions: transfers, memos, references and tampering, in batches and in programs."""

from dataclasses import dataclass
from random import Random

from notation import (APPROVE, B, BURN, CLOSE_ACCOUNT, CPI, M, REVOKE, SA, SYS, TC, TR, Step,
                      deposit_direct, sweep_token)
from programs import ESCROW
from world import (A, C1, C2, DELEGATE, HOT, MEMO, P, PAYER, REF, T, TREASURY, USD, VICTIM, named, vault)

UNISSUED = "DEADBEEF00000001"
# Memos, and the code that each names.
MEMOS = ((MEMO, C1), (MEMO.lower(), C1), (f" {C1}\n", C1), (f"level5:{C2}", C2), (C2, C2),
         (f"deposit:{UNISSUED}", UNISSUED), ("thanks", None), (f"x{C1}", None))
REFERENCES = ((), (), (), (C1,), (C1,), (C2,), (UNISSUED,), (C1, C2))
AMOUNTS = (1, 5_000, 10_000, 250_000, USD, 2 * USD)
MOST_STEPS, MOST_CALLS, DEEPEST = 6, 3, 3

# What an operation does, as the rules see it.
DEPOSIT, ZERO, OWN_MONEY, SWEEP, PAYOUT, TAMPERING, ELSEWHERE, NEUTRAL, WORDS = (
    "deposit", "zero", "own money", "sweep", "payout", "tampering", "elsewhere", "neutral", "words")


@dataclass(frozen=True)
class Operation:
    """One instruction of a token or memo program, or a transfer of lamports."""

    kind: str
    step: Step
    amount: int = 0
    signed: bool = True  # whether the authority signed the message
    codes: tuple[str, ...] = ()  # of the references, or of the memo
    stated: str | None = None  # the code in the data of the deposit program's call


@dataclass(frozen=True)
class Event:
    """An operation at its place; `frame` is the call that made it, None for the message itself."""

    path: str
    frame: tuple | None
    operation: Operation


class Drawing:
    """One random transaction."""

    def __init__(self, random: Random, scene):
        self.random, self.events = random, []
        self.tampers = random.random() < 0.25
        self.places = {name: named(name, scene.give(owner, amount)) for name, owner, amount in (
            ("X", ESCROW, 100 * USD), ("H", HOT, 100 * USD), ("V", VICTIM, 0))}
        scene.give(TREASURY, 10 * USD)
        scene.configure(operatorWallets=[str(HOT)])
        scene.trust_deposit_program()
        scene.give(vault(C1).authority, 3 * USD)
        self.steps = [self.top(index) for index in range(random.randint(1, MOST_STEPS))]

    # Where operations stand

    def top(self, index: int) -> Step:
        kind = self.random.choices(("token", "memo", "batch", "program", "lamports", "call"),
                                   (35, 20, 15, 22, 8, 12))[0]
        if kind == "program":
            return self.program((index,), index, Position())
        if kind == "call":
            return self.placed(f"{index}.0", (index,), self.call())
        if kind == "batch":
            return self.batch(str(index), None)
        operation = {"token": self.token, "memo": self.memo, "lamports": self.lamports}[kind]()
        return self.placed(str(index), None, operation)

    def placed(self, path: str, frame, operation: Operation) -> Step:
        self.events.append(Event(path, frame, operation))
        return operation.step

    def batch(self, path: str, frame) -> Step:
        children = [self.token() for _ in range(self.random.randint(1, MOST_CALLS))]
        return B(*(self.placed(f"{path}.b{child}", frame, operation)
                   for child, operation in enumerate(children)))

    def program(self, frame: tuple, top: int, position: "Position") -> Step:
        """A call of the proxy; the calls that follow from it count on in one line of positions."""
        steps = []
        for _ in range(self.random.randint(1, MOST_CALLS)):
            kind = self.random.choices(("memo", "escrow", "token", "batch", "program", "call"),
                                       (25, 25, 20, 15, 15, 8))[0]
            if kind == "program" and len(frame) > DEEPEST:
                continue
            place = position.next()
            path = f"{top}.{place}"
            if kind == "program":
                steps.append(self.program((*frame, place), top, position))
            elif kind == "call":
                inner = f"{top}.{position.next()}"
                steps.append(self.placed(inner, (*frame, place), self.call()))
            elif kind == "batch":
                steps.append(self.batch(path, frame))
            else:
                operation = {"memo": self.memo, "escrow": self.escrow, "token": self.token}[kind]()
                steps.append(self.placed(path, frame, operation))
        return CPI(*steps)

    # Operations

    def token(self) -> Operation:
        kind = self.random.choices((DEPOSIT, ZERO, OWN_MONEY, ELSEWHERE, NEUTRAL, TAMPERING),
                                   (35, 4, 6, 25, 8, 22 if self.tampers else 0))[0]
        amount, codes = self.random.choice(AMOUNTS), self.random.choice(REFERENCES)
        references = map(REF, codes)
        if kind == DEPOSIT:
            write = self.random.choice((TC, TR))
            return Operation(kind, write(P, T, PAYER, amount, *references), amount, codes=codes)
        if kind == ZERO:
            return Operation(kind, TC(P, T, PAYER, 0, *references))
        if kind == OWN_MONEY:
            return Operation(kind, TC(self.places["H"], T, HOT, amount, *references), amount)
        if kind == ELSEWHERE:
            to = self.random.choice((A, self.places["V"]))
            return Operation(kind, TC(P, to, PAYER, amount, *references), amount)
        if kind == NEUTRAL:
            return Operation(kind, self.random.choice((
                TC(P, P, PAYER, amount), APPROVE(P, DELEGATE, PAYER, amount))))
        return self.tampering(amount)

    def tampering(self, amount: int) -> Operation:
        if self.random.random() < 0.3:
            return Operation(PAYOUT, TC(T, A, TREASURY, amount), amount)
        return Operation(TAMPERING, self.random.choice((
            APPROVE(T, DELEGATE, TREASURY, amount), REVOKE(T, TREASURY), BURN(T, 1, TREASURY),
            SA(T, TREASURY, DELEGATE, CLOSE_ACCOUNT))))

    def escrow(self) -> Operation:
        """Money of an address that cannot sign the message."""
        amount, codes = self.random.choice(AMOUNTS), self.random.choice(REFERENCES)
        step = TC(self.places["X"], T, ESCROW, amount, *map(REF, codes))
        return Operation(DEPOSIT, step, amount, signed=False, codes=codes)

    def call(self) -> Operation:
        """The deposit program pays T, by a transfer of its own."""
        if not self.tampers and self.random.random() < 0.3:
            return Operation(SWEEP, sweep_token(vault(C1)), 3 * USD)
        amount, code = self.random.choice(AMOUNTS), self.random.choice((C1, C1, C2, UNISSUED))
        return Operation(DEPOSIT, deposit_direct(code, amount, P, PAYER), amount, stated=code)

    def memo(self) -> Operation:
        text, code = self.random.choice(MEMOS)
        return Operation(WORDS, M(text), codes=(code,) if code else ())

    def lamports(self) -> Operation:
        to = self.random.choice((T, TREASURY, VICTIM))
        return Operation(NEUTRAL, SYS(PAYER, to, 1_000))


class Position:
    """Counts the inner instructions of one top-level instruction."""

    def __init__(self):
        self.count = 0

    def next(self) -> int:
        self.count += 1
        return self.count - 1
