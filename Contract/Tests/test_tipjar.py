"""The guide's example, as its reader runs it."""

import re
import unittest

from solders.instruction import AccountMeta, Instruction
from solders.pubkey import Pubkey

import built
from addresses import SYSTEM
from vm import ATTACKER, PAYER, REPOSITORY, SOL, VICTIM, Chain, key

# Behind data of seven bytes, the first byte of the program's address would be the tag's eighth.
PROGRAM = Pubkey(bytes(1) + bytes(key(0xC2))[1:])
OWNER, TIPPER = VICTIM, PAYER


def jar_of(owner: Pubkey) -> Pubkey:
    return Pubkey.find_program_address([b"jar", bytes(owner)], PROGRAM)[0]


def tip(lamports: int, jar: Pubkey, system: Pubkey = SYSTEM) -> Instruction:
    data = (0).to_bytes(8, "little") + lamports.to_bytes(8, "little")
    return Instruction(PROGRAM, data, [
        AccountMeta(TIPPER, True, True), AccountMeta(jar, False, True),
        AccountMeta(OWNER, False, False), AccountMeta(system, False, False),
    ])


def empty(owner: Pubkey, jar: Pubkey, is_signer: bool = True, system: Pubkey = SYSTEM) -> Instruction:
    return Instruction(PROGRAM, (1).to_bytes(8, "little"), [
        AccountMeta(owner, is_signer, True), AccountMeta(jar, False, True),
        AccountMeta(system, False, False),
    ])


class TipJarTests(unittest.TestCase):
    def setUp(self):
        folder = REPOSITORY / "Contract" / "Examples" / "TipJar"
        self.chain = Chain()
        self.chain.deploy(PROGRAM, built.build("tipjar", "--module", str(folder)))
        for wallet in (TIPPER, OWNER, ATTACKER):
            self.chain.give(wallet, SOL)
        self.jar = jar_of(OWNER)

    def test_tips_gather_until_the_owner_takes_them(self):
        for lamports in (3_000_000, 2_000_000):
            outcome = self.chain.run(tip(lamports, self.jar))
            self.assertIsNone(outcome.error, outcome.logs)
        self.assertEqual(self.chain.lamports(self.jar), 5_000_000)
        outcome = self.chain.run(empty(OWNER, self.jar))
        self.assertIsNone(outcome.error, outcome.logs)
        self.assertEqual(self.chain.lamports(self.jar), 0)
        self.assertEqual(self.chain.lamports(OWNER), SOL + 5_000_000)

    def test_each_refusal_has_its_error(self):
        self.assertEqual(self.chain.run(tip(0, self.jar)).error, 2)
        self.assertEqual(self.chain.run(tip(5, jar_of(ATTACKER))).error, 1)
        self.assertEqual(self.chain.run(tip(5, self.jar, system=ATTACKER)).error, "IncorrectProgramId")
        self.assertEqual(self.chain.run(empty(OWNER, self.jar)).error, 2)
        self.chain.give(self.jar, SOL)
        self.assertEqual(self.chain.run(empty(ATTACKER, self.jar)).error, 1)
        self.assertEqual(
            self.chain.run(empty(OWNER, self.jar, is_signer=False)).error, "MissingRequiredSignature")
        self.assertEqual(
            self.chain.run(empty(OWNER, self.jar, system=ATTACKER)).error, "IncorrectProgramId")
        for data in (b"", bytes(7), (9).to_bytes(8, "little"), bytes(15), bytes(17)):
            instruction = Instruction(PROGRAM, data, tip(5, self.jar).accounts)
            self.assertEqual(self.chain.run(instruction).error, "InvalidInstructionData", data)
        cut = Instruction(PROGRAM, bytes([1, 0, 0, 0, 0, 0, 0]), empty(OWNER, self.jar).accounts)
        self.assertEqual(self.chain.run(cut).error, "InvalidInstructionData")
        for instruction in (tip(5, self.jar), empty(OWNER, self.jar)):
            short = Instruction(PROGRAM, instruction.data, instruction.accounts[:-1])
            self.assertEqual(self.chain.run(short).error, "NotEnoughAccountKeys")
        self.assertEqual(self.chain.lamports(self.jar), SOL)

    def test_the_guide_shows_the_whole_program(self):
        contract = REPOSITORY / "Contract"
        guide = contract / "SolanaProgram" / "SolanaProgram.docc" / "Articles" / "SourceToCluster.md"
        shown = re.findall(r"^```swift\n(.*?)^```$", guide.read_text(), re.M | re.S)
        program = (contract / "Examples" / "TipJar" / "TipJar.swift").read_text()
        self.assertEqual("\n".join(shown), program)
