"""The linker's output on the real machine: everything that a relocation can be."""

import subprocess
import unittest

from solders.instruction import AccountMeta, Instruction

import built
from vm import PAYER, REPOSITORY, SOL, Chain, key

PROGRAM = key(0xC1)


class LinkerTests(unittest.TestCase):
    def setUp(self):
        built.proxy()  # builds the linker too

    def link(self, name: str, *arguments: str) -> tuple[int, str, bytes]:
        output = built.FOLDER / f"{name}.so"
        output.unlink(missing_ok=True)
        linker = REPOSITORY / ".build" / "programs" / "sbf-link"
        command = [linker, REPOSITORY / "fixtures" / "sbf" / f"{name}.o", "-o", output, *arguments]
        result = subprocess.run(command, capture_output=True, text=True)
        return result.returncode, result.stderr, output.read_bytes() if output.exists() else b""

    def test_wrong_usage_has_its_own_code(self):
        linker = REPOSITORY / ".build" / "programs" / "sbf-link"
        for arguments, code in (([], 64), (["a.o"], 64), (["a.o", "-o"], 64), (["-x", "-o", "b"], 64),
                                (["a.o", "b.o", "-o", "c"], 64), (["/nowhere.o", "-o", "c"], 1)):
            result = subprocess.run([linker, *arguments], capture_output=True, text=True)
            self.assertEqual(result.returncode, code, arguments)
            self.assertEqual(len(result.stderr.splitlines()), 3, arguments)
        self.assertEqual(subprocess.run([linker, "--help"], capture_output=True).returncode, 0)

    def run_with(self, elf: bytes, accounts: int):
        chain = Chain()
        chain.give(PAYER, SOL)
        chain.deploy(PROGRAM, elf)
        metas = [AccountMeta(PAYER, True, True)] * accounts
        return chain.run(Instruction(PROGRAM, b"", metas))

    def test_what_a_compiler_wrote_runs_as_it_was_meant(self):
        # calls.c: twice(n) * 100 + (n odd ? 3n : n + 1) * 10 + (n odd ? first prime : fourth).
        for arguments in ([], ["--symbols"]):
            code, errors, elf = self.link("calls", *arguments)
            self.assertEqual((code, errors), (0, ""))
            for accounts, expected in ((1, 200 + 30 + 2), (2, 400 + 30 + 7), (5, 1000 + 150 + 2)):
                outcome = self.run_with(elf, accounts)
                self.assertEqual(outcome.error, expected, outcome.logs)
                self.assertIn("Program log: linked", outcome.logs)

    def test_refusals_say_what_where_and_what_to_do(self):
        for name, what in (("variable", "outlives a call"), ("narrow", "instruction 0x24"),
                           ("signed", "instruction 0x3f"), ("missing", "sol_print_money")):
            code, errors, elf = self.link(name)
            self.assertEqual((code, elf), (2, b""))
            error, why, following = errors.splitlines()
            self.assertTrue(error.startswith("error: ") and what in error, errors)
            self.assertTrue(why.startswith("why:   ") and "section" in why, errors)
            self.assertTrue(following.startswith("next:  "), errors)
