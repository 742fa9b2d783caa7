"""The register of hostile cases: each is refused with its own error, at a cost that is measured.

A case prepares its world and returns what to send; the last instruction is the one refused.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Callable

from solders.instruction import AccountMeta, Instruction
from solders.pubkey import Pubkey

from vm import Outcome
from world import World, number_of

# Errors of the programs that are called.
TOKEN_INSUFFICIENT_FUNDS, TOKEN_OWNER_MISMATCH, TOKEN_FROZEN = 1, 4, 17
SYSTEM_INSUFFICIENT_LAMPORTS = 1


@dataclass(frozen=True)
class Case:
    """What the case is called, what it must be refused with, and how it is made."""

    name: str
    error: object
    build: Callable[[World], object]
    world: Callable[[], World]

    @cached_property
    def outcome(self) -> Outcome:
        """What happens in a new world; what was sent first must not be what failed."""
        world = self.world()
        sent = self.build(world)
        instructions = sent if isinstance(sent, list) else [sent]
        outcome = world.run(*instructions)
        if outcome.error != number_of(self.error) or outcome.at != len(instructions) - 1:
            raise AssertionError(f"{self.name}: expected {self.error}, "
                                 f"got {outcome.error} at {outcome.at}: {outcome.logs}")
        return outcome


CASES: list[Case] = []


def refused(error, world: Callable[[], World] = World):
    """Register a case by its function's name."""
    def register(build):
        name = build.__name__.replace("_", " ")
        assert name not in [each.name for each in CASES], name
        CASES.append(Case(name, error, build, world))
        return build
    return register


# Changes to an instruction.

def with_key(instruction: Instruction, place: int, key: Pubkey) -> Instruction:
    """The same with another account at a place."""
    old = instruction.accounts[place]
    return with_meta(instruction, place, AccountMeta(key, old.is_signer, old.is_writable))


def read_only(instruction: Instruction, place: int) -> Instruction:
    old = instruction.accounts[place]
    return with_meta(instruction, place, AccountMeta(old.pubkey, old.is_signer, False))


def unsigned(instruction: Instruction, place: int) -> Instruction:
    old = instruction.accounts[place]
    return with_meta(instruction, place, AccountMeta(old.pubkey, False, old.is_writable))


def with_meta(instruction: Instruction, place: int, meta: AccountMeta) -> Instruction:
    accounts = list(instruction.accounts)
    accounts[place] = meta
    return Instruction(instruction.program_id, bytes(instruction.data), accounts)


def with_data(instruction: Instruction, data: bytes) -> Instruction:
    return Instruction(instruction.program_id, data, list(instruction.accounts))


def shorter(instruction: Instruction, by: int = 1) -> Instruction:
    return with_data(instruction, bytes(instruction.data)[:-by])


def longer(instruction: Instruction) -> Instruction:
    return with_data(instruction, bytes(instruction.data) + b"\0")


def with_accounts(instruction: Instruction, accounts) -> Instruction:
    return Instruction(instruction.program_id, bytes(instruction.data), list(accounts))


def without_last(instruction: Instruction) -> Instruction:
    return with_accounts(instruction, list(instruction.accounts)[:-1])


def with_one_more(instruction: Instruction, key: Pubkey) -> Instruction:
    return with_accounts(instruction, [*instruction.accounts, AccountMeta(key, False, False)])
