"""Bytes that were fixed before the program was written: it must give exactly these."""

import base64
import unittest

from solders.instruction import AccountMeta, Instruction
from solders.pubkey import Pubkey

import deposit_program
from addresses import TOKEN, USDC, associated
from deposit_program import Interface, Vault, sighash
from vm import PAYER, TREASURY
from world import CODE, USD, World

LEVEL5 = Pubkey.from_string("BBAdcqUkg68JXNiPQ1HR1wujfZuayyK3eQTQSYAh6FSW")
LEVEL5_DEVNET = Pubkey.from_string("C4UAHoYgqZ7dmS4JypAwQcJ1YzYVM86S2eA1PTUthzve")
USDC_DEVNET = Pubkey.from_string("4zMMC9srt5Ri5X14GAgXhaHii3GnPAEERYPJgZJDncDU")
EVENT = base64.b64decode(
    "ePg9Ux+Oa5CKiOPddAnxlf1S2y08ul1yymcJvx2UEhvzdIgBtA9vXMb6evO+2606PWXzaqvJdDGxu+TC0vbg5HymAgNFL11h"
    "obLD1OX2p7hAS0wAAAAAAEBLTAAAAAAA")
ACCOUNT = base64.b64decode(
    "lCXPdD0hNbOKiOPddAnxlf1S2y08ul1yymcJvx2UEhvzdIgBtA9vXMb6evO+2606PWXzaqvJdDGxu+TC0vbg5HymAgNFL11h"
    "obLD1OX2p7hAS0wAAAAAAA==")
DISCRIMINATORS = {
    "deposit_direct": "ceb7b208c4571b96", "sweep_token": "c5b1d2372ab76753",
    "sweep_lamports": "8460936f9268033b", "recover_nested": "08bec93ac879d28f",
    "initialize": "afaf6d1f0d989bed", "deposit": "f223c68952e1f2b6", "withdraw": "b712469c946da122",
    "initialize_token": "26d19632be751036", "deposit_token": "0b9c60da27a3b413",
    "withdraw_token": "88ebb505656d3951", "close_account": "7dff950e6e224818",
    "close_token_account": "84ac183c649c8761"}


def address(text: str) -> Pubkey:
    return Pubkey.from_string(text)


class DerivationTests(unittest.TestCase):
    """The tests' own encoder is held to the fixed values first."""

    def test_discriminators(self):
        for name, expected in DISCRIMINATORS.items():
            self.assertEqual(sighash("global", name).hex(), expected, name)
        self.assertEqual(set(DISCRIMINATORS), {
            *deposit_program.OWN, *deposit_program.COMPATIBLE, *deposit_program.DISABLED})
        self.assertEqual(sighash("account", "DepositAccount").hex(), "9425cf743d2135b3")
        for name, expected in (("DepositEvent", "78f83d531f8e6b90"),
                               ("DepositReceived", "09d0983f4020b976"),
                               ("SweepEvent", "705138d869f322dd")):
            self.assertEqual(sighash("event", name).hex(), expected, name)

    def test_addresses(self):
        vault = Vault(LEVEL5, CODE, PAYER)
        self.assertEqual(vault.found, (address("EaCTS6g6EB2Mz3kWK4rnhzNaDNQme7FbKQg3YoDYoar1"), 255))
        self.assertEqual(vault.account(USDC), address("EKoGHzUF66AHbSRjdnxnansZ1F4wpP2EgCRrD5umyaRV"))
        older = Vault(LEVEL5_DEVNET, b"A1B2C3D4", PAYER)
        self.assertEqual(older.found, (address("CrJGcPpe7dpcf7akyUhN6m9HpqLWd3XJidoLKEW2r3wW"), 254))
        self.assertEqual(older.account(USDC_DEVNET),
                         address("7ToqVYeYXDVxoACDp15VBLnfdvR3ssAS8cCtWgWnGzvA"))
        self.assertEqual(associated(TREASURY, USDC),
                         address("ASZ2TDDNJG2n42TxAezqNNzwWipykHrENDKMCoLKgzup"))

    def test_events_and_accounts(self):
        five = 5 * USD
        self.assertEqual(deposit_program.deposit_event(PAYER, USDC, CODE, five, five), EVENT)
        self.assertEqual(deposit_program.deposit_account(PAYER, USDC, CODE, five), ACCOUNT)
        received = deposit_program.deposit_received(CODE, PAYER, PAYER, five)
        self.assertEqual((len(received), received[:9].hex()), (89, "09d0983f4020b97601"))
        self.assertEqual(len(deposit_program.sweep_event(CODE, PAYER, five)), 56)


class ExistingClientTests(unittest.TestCase):
    """The existing client's two instructions, exactly as it sends them, at the address it knows.

    Source: the published program's interface, accounts in order with their flags, v1.2.0.
    """

    def setUp(self):
        self.world = World(LEVEL5)
        account = address("EaCTS6g6EB2Mz3kWK4rnhzNaDNQme7FbKQg3YoDYoar1")
        vault = address("EKoGHzUF66AHbSRjdnxnansZ1F4wpP2EgCRrD5umyaRV")
        source = address("3wvJdyFnGvaMWpbq93NU91SggiVRveULUXL6iX5VZDGP")
        associated_program = address("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL")
        self.account, self.vault = account, vault
        mint, owner = AccountMeta(USDC, False, False), AccountMeta(PAYER, True, True)
        self.initialize = Instruction(LEVEL5, bytes.fromhex("26d19632be751036a1b2c3d4e5f6a7b8"), [
            AccountMeta(account, False, True), mint, AccountMeta(vault, False, True), owner,
            AccountMeta(TOKEN, False, False), AccountMeta(associated_program, False, False),
            AccountMeta(Pubkey.default(), False, False)])
        self.deposit = Instruction(LEVEL5, bytes.fromhex("0b9c60da27a3b413404b4c0000000000"), [
            AccountMeta(account, False, True), mint, AccountMeta(source, False, True),
            AccountMeta(vault, False, True), owner, AccountMeta(TOKEN, False, False)])

    def test_opens_and_deposits_in_one_transaction(self):
        outcome = self.world.must(self.initialize, self.deposit)
        self.assertEqual(self.world.events(outcome), [EVENT])
        self.assertEqual(self.world.data(self.account), ACCOUNT)
        self.assertEqual(self.world.tokens(self.vault), 5 * USD)

    def test_closes_by_the_existing_interface(self):
        self.world.must(self.initialize)
        self.world.must(Instruction(LEVEL5, bytes.fromhex("84ac183c649c8761"), [
            AccountMeta(self.account, False, True), AccountMeta(USDC, False, False),
            AccountMeta(self.vault, False, True), AccountMeta(PAYER, True, True),
            AccountMeta(TOKEN, False, False)]))
        self.assertIsNone(self.world.get(self.account))

    def test_the_tests_own_encoder_sends_the_same(self):
        program = Interface(LEVEL5, TREASURY, USDC)
        self.assertEqual(program.initialize_token(PAYER, CODE), self.initialize)
        self.assertEqual(
            program.deposit_token(PAYER, CODE, self.world.payer, 5 * USD), self.deposit)


if __name__ == "__main__":
    unittest.main()
