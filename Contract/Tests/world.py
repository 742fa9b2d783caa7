"""The deposit program on a chain, with everybody who takes part."""

import unittest
from functools import cache

from solders.pubkey import Pubkey

import built
from addresses import TOKEN_2022, USDC, associated
from deposit_program import ERRORS, Interface, events_of
from vm import ATTACKER, ISSUER, PAYER, SOL, TREASURY, VICTIM, Chain, Outcome, key

PROGRAM, PROXY = key(0xD0), key(0xD1)
CODE, OTHER_CODE = bytes.fromhex("A1B2C3D4E5F6A7B8"), bytes.fromhex("1122334455667788")
FOREIGN_MINT = key(0xA0)  # of the Token program
MINT_2022, FEE_MINT = built.MINT_2022, key(0xA2)  # of the newer one
USD = 1_000_000
RICH = 1_000 * USD


class World(Chain):
    """USDC, the treasury's account, and three wallets that hold both kinds of money."""

    def __init__(self, program: Pubkey = PROGRAM):
        super().__init__()
        self.program = Interface(program, TREASURY, USDC)
        self.deploy(program, built.deposit())
        self.mint(USDC)
        self.treasury = self.hold(TREASURY, USDC, 0)
        self.payer, self.attacker, self.victim = (
            self.hold(owner, USDC, RICH) for owner in (PAYER, ATTACKER, VICTIM))
        for owner in (TREASURY, PAYER, ATTACKER, VICTIM, ISSUER):
            self.give(owner, 100 * SOL)

    def events(self, outcome: Outcome) -> list[bytes]:
        return events_of(self.program.program, outcome.logs)

    def must(self, *instructions) -> Outcome:
        """Run what prepares a case."""
        outcome = self.run(*instructions)
        assert outcome.error is None, (outcome.error, outcome.logs)
        return outcome

    def opened(self, owner: Pubkey = PAYER, code: bytes = CODE, balance: int = 0):
        """A deposit account with that much in its vault."""
        self.must(self.program.initialize_token(owner, code))
        if balance:
            source = associated(owner, USDC)
            self.must(self.program.deposit_token(owner, code, source, balance))
        return self.program.vault(code, owner)

    def filled(self, amount: int = 5 * USD, code: bytes = CODE):
        """The vault of a code, to which somebody sent USDC."""
        vault = self.program.vault(code)
        self.hold(vault.authority, USDC, amount)
        return vault


class World2022(Chain):
    """A build for a mint of the newer token program, that may have extensions."""

    def __init__(self, extensions=(), allowed: int = 0):
        super().__init__()
        self.program = Interface(PROGRAM, TREASURY, MINT_2022, TOKEN_2022)
        self.deploy(PROGRAM, built.deposit_2022(allowed))
        self.mint(MINT_2022, 6, TOKEN_2022, extensions)
        self.treasury, self.payer = (
            self.open(owner, MINT_2022, amount, TOKEN_2022)
            for owner, amount in ((TREASURY, 0), (PAYER, RICH)))
        self.give(PAYER, 100 * SOL)

    must = World.must
    events = World.events


@cache
def number_of(error) -> object:
    """A name of our errors as its number; other numbers and the runtime's words stay as they are."""
    return ERRORS.get(error, error)


class WorldTest(unittest.TestCase):
    """A test with a new world."""

    def setUp(self):
        self.world = World()
        self.program = self.world.program

    def succeed(self, *instructions) -> Outcome:
        outcome = self.world.run(*instructions)
        self.assertIsNone(outcome.error, outcome.logs)
        return outcome

    def refuse(self, error, *instructions) -> Outcome:
        outcome = self.world.run(*instructions)
        self.assertEqual(outcome.error, number_of(error), outcome.logs)
        return outcome
