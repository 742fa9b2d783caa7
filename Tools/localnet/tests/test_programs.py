"""Programs: those of the first state, and those that transactions deploy and upgrade."""

import base64
import signal
import struct
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import support
import genesis
from solders.instruction import AccountMeta, Instruction
from solders.pubkey import Pubkey
from solders.system_program import CreateAccountParams, create_account
from support import PAYER, Node, RpcFailure
from test_server import Process, call

LOADER = support.address("BPFLoaderUpgradeab1e11111111111111111111111")
SYSTEM = Pubkey.default()
SYSVARS = [support.address("SysvarRent111111111111111111111111111111111"),
           support.address("SysvarC1ock11111111111111111111111111111111")]
PROGRAM = support.key(0x60)
DATA, _ = Pubkey.find_program_address([bytes(PROGRAM.pubkey())], LOADER)
AUTHORITY = PAYER.pubkey()
FIRST_SLOT = 435_888_000


def account(address, signs=False, writable=True) -> AccountMeta:
    return AccountMeta(address, signs, writable)


def data_of(answer) -> bytes:
    return base64.b64decode(answer["value"]["data"][0])


class Programs(unittest.TestCase):
    def setUp(self):
        self.node = Node()
        self.node.fund()

    def answer(self, commitment: str = "processed"):
        """What a call of the program ends with, in a simulation."""
        transaction = self.node.build(Instruction(PROGRAM.pubkey(), b"", []),
                                      blockhash=self.node.blockhash(commitment))
        return self.node("simulateTransaction", support.encode(transaction),
                         {"encoding": "base64", "commitment": commitment})["value"]["err"]

    def assert_answers(self, number: int, commitment: str = "processed"):
        self.assertEqual(self.answer(commitment), {"InstructionError": [0, {"Custom": number}]})

    def buffer(self, byte: int, elf: bytes) -> Pubkey:
        buffer, size = support.key(byte), 37 + len(elf)
        self.node.send(self.node.build(
            self.creation(buffer.pubkey(), size),
            Instruction(LOADER, struct.pack("<I", 0), [
                account(buffer.pubkey()), account(AUTHORITY, writable=False)]),
            Instruction(LOADER, struct.pack("<IIQ", 1, 0, len(elf)) + elf, [
                account(buffer.pubkey()), account(AUTHORITY, True, False)]),
            signers=(PAYER, buffer)))
        return buffer.pubkey()

    def creation(self, address: Pubkey, size: int) -> Instruction:
        lamports = self.node("getMinimumBalanceForRentExemption", size)
        return create_account(CreateAccountParams(
            from_pubkey=AUTHORITY, to_pubkey=address, lamports=lamports, space=size, owner=LOADER))

    def deploy(self, elf: bytes) -> str:
        buffer = self.buffer(0x61, elf)
        deployment = Instruction(LOADER, struct.pack("<IQ", 2, len(elf)), [
            account(AUTHORITY, True), account(DATA), account(PROGRAM.pubkey()), account(buffer),
            *(account(each, writable=False) for each in [*SYSVARS, SYSTEM]),
            account(AUTHORITY, True, False)])
        return self.node.send(self.node.build(
            self.creation(PROGRAM.pubkey(), 36), deployment, signers=(PAYER, PROGRAM)))

    def upgrade(self, elf: bytes):
        self.node("localnet_advance", 1)  # not in the slot of the deployment
        buffer = self.buffer(0x62, elf)
        return self.node.build(Instruction(LOADER, struct.pack("<I", 3), [
            account(DATA), account(PROGRAM.pubkey()), account(buffer), account(AUTHORITY),
            *(account(each, writable=False) for each in SYSVARS), account(AUTHORITY, True, False)]))

    def test_installed(self):
        genesis.install_program(
            self.node.dispatcher.chain, PROGRAM.pubkey(), support.program(7), AUTHORITY)
        self.assert_answers(7)
        value = self.node("getAccountInfo", str(DATA), {"encoding": "base64"})
        self.assertEqual(data_of(value), b"\3\0\0\0" + FIRST_SLOT.to_bytes(8, "little") + b"\1"
                         + bytes(AUTHORITY) + support.program(7))

    def test_installed_program_can_be_upgraded(self):
        genesis.install_program(
            self.node.dispatcher.chain, PROGRAM.pubkey(), support.program(7), AUTHORITY)
        self.node.send(self.upgrade(support.program(8)))
        self.assert_answers(8)

    def test_installed_without_authority(self):
        chain = self.node.dispatcher.chain
        genesis.install_program(chain, PROGRAM.pubkey(), support.program(7), None)
        with self.assertRaises(RpcFailure) as caught:
            self.node.send(self.upgrade(support.program(8)))
        self.assertIn("Program not upgradeable", str(caught.exception.data["logs"]))

    def test_no_program(self):
        for elf in (b"", support.program(7)[:-8], b"text"):
            with self.assertRaises(ValueError):
                genesis.install_program(self.node.dispatcher.chain, PROGRAM.pubkey(), elf, None)

    def test_deployed(self):
        self.assertEqual(self.answer(), "ProgramAccountNotFound")
        self.deploy(support.program(7))
        self.assert_answers(7)
        self.assertEqual(self.answer("finalized"), "ProgramAccountNotFound")
        self.assert_answers(7)

    def test_simulated_upgrade_changes_nothing(self):
        self.deploy(support.program(7))
        transaction = self.upgrade(support.program(8))
        answer = self.node("simulateTransaction", support.encode(transaction),
                           {"encoding": "base64", "commitment": "processed"})
        self.assertIsNone(answer["value"]["err"])
        self.assert_answers(7)

    def test_older_state_runs_older_code(self):
        self.deploy(support.program(7))
        self.node("localnet_advance", 32)
        self.node.send(self.upgrade(support.program(8)))
        self.assert_answers(8)
        self.assert_answers(7, "finalized")
        self.assert_answers(8)

    def test_dropped_upgrade(self):
        self.deploy(support.program(7))
        signature = self.node.send(self.upgrade(support.program(8)))
        self.assertTrue(self.node("localnet_dropTransaction", signature))
        self.assert_answers(7)

    def test_dropped_deployment(self):
        signature = self.deploy(support.program(7))
        self.assertTrue(self.node("localnet_dropTransaction", signature))
        self.assertEqual(self.answer(), "ProgramAccountNotFound")


class Flags(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = Path(folder.name) / "program.so"
        self.file.write_bytes(support.program(7))

    def test_program(self):
        process = Process("--program", f"{PROGRAM.pubkey()}={self.file}",
                          "--program-authority", str(AUTHORITY))
        client = process.client()
        program = call(client, "getAccountInfo", str(PROGRAM.pubkey()), {"encoding": "base64"})
        self.assertTrue(program["value"]["executable"])
        self.assertEqual(program["value"]["owner"], str(LOADER))
        self.assertEqual(data_of(program), b"\2\0\0\0" + bytes(DATA))
        data = call(client, "getAccountInfo", str(DATA), {"encoding": "base64"})
        self.assertFalse(data["value"]["executable"])
        self.assertEqual(data_of(data)[12:45], b"\1" + bytes(AUTHORITY))
        client.close()
        process.stop(signal.SIGTERM)

    def test_refusals(self):
        self.file.with_name("bad.so").write_bytes(b"\x7fELF")
        for value, reason in (
                (f"{PROGRAM.pubkey()}={self.file.with_name('bad.so')}", "invalid account data"),
                (f"{PROGRAM.pubkey()}={self.file.with_name('none.so')}", "No such file"),
                (str(PROGRAM.pubkey()), "invalid program value"),
                (f"elsewhere={self.file}", "invalid program value")):
            run = subprocess.run([sys.executable, str(support.TOOL), "--port", "0", "--program", value],
                                 capture_output=True, text=True, timeout=10)
            self.assertNotEqual(run.returncode, 0)
            self.assertIn(reason, run.stderr)


if __name__ == "__main__":
    unittest.main()
