"""Small parts against known values."""

import unittest

import support
import base58
import budget
import tokens
from errors import describe
from solders.account import Account
from solders.pubkey import Pubkey

# Source: draft-msporny-base58-03, test vectors
BASE58 = (
    (b"Hello World!", "2NEpo7TZRRrLZSi2U"),
    (b"The quick brown fox jumps over the lazy dog.",
     "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z"),
    (bytes.fromhex("0000287fb4cd"), "11233QC4"),
    (b"", ""),
)


class Base58(unittest.TestCase):
    def test_vectors(self):
        for data, text in BASE58:
            self.assertEqual(base58.encode(data), text)
            self.assertEqual(base58.decode(text), data)

    def test_agrees_with_solders(self):
        for text in (support.USDC, support.TOKEN, "11111111111111111111111111111111"):
            self.assertEqual(base58.decode(text), bytes(Pubkey.from_string(text)))

    def test_other_symbols(self):
        for text in ("0", "O", "I", "l", " 2"):
            with self.assertRaises(ValueError):
                base58.decode(text)


class Tokens(unittest.TestCase):
    def test_amounts_as_text(self):
        cases = ((0, 6, "0"), (1, 6, "0.000001"), (5_000_000, 6, "5"), (15_000_000, 6, "15"),
                 (11_200_000, 6, "11.2"), (101_899_968_394, 6, "101899.968394"), (7, 0, "7"), (70, 0, "70"))
        for amount, decimals, text in cases:
            self.assertEqual(tokens.ui_amount(amount, decimals)["uiAmountString"], text)

    def test_a_multisig_is_no_token_account(self):
        for length, is_account in ((165, True), (355, False), (170, True), (164, False)):
            data = bytearray(length)
            data[108] = 1  # initialized
            if length > 165:
                data[165] = 2  # the kind of an extended token account
            read = tokens.read_token_account(Account(1, bytes(data), Pubkey.from_string(support.TOKEN_2022)))
            self.assertEqual(read is not None, is_account)


class Errors(unittest.TestCase):
    def test_sentences(self):
        cases = (("BlockhashNotFound", "Blockhash not found"),
                 ({"InstructionError": [4, {"Custom": 17}]},
                  "Error processing Instruction 4: custom program error: 0x11"),
                 ({"InstructionError": [0, "MissingRequiredSignature"]},
                  "Error processing Instruction 0: missing required signature for instruction"),
                 ({"DuplicateInstruction": 2},
                  "Transaction contains a duplicate instruction (2) that is not allowed"))
        for err, sentence in cases:
            self.assertEqual(describe(err), sentence)


class Features(unittest.TestCase):
    def test_deeper_calls(self):
        """SIMD-0268 raises the depth of the stack from 5 to 9, that is of calls from 4 to 8."""
        limits = budget.Limits(units=1, heap=32768, loaded_data=0, priority_fee=0)
        self.assertEqual(limits.compute_budget(False).max_instruction_stack_depth, 5)
        self.assertEqual(limits.compute_budget(True).max_instruction_stack_depth, 9)
        gate = Pubkey.from_string("6TkHkRmP7JZy1fdM6fg5uXn76wChQBWGokHBJzrLB3mj")
        node = support.Node(features=[gate])
        self.assertTrue(node.dispatcher.chain.executor.deeper_cpi)


if __name__ == "__main__":
    unittest.main()
