"""Answers field by field against recordings of real clusters: same fields, same types, same costs."""

import json
import unittest

import support
import base58
from solders.hash import Hash
from solders.instruction import AccountMeta, Instruction
from solders.system_program import (AdvanceNonceAccountParams, advance_nonce_account,
                                    create_nonce_account)
from support import ATTACKER_USDC, PAYER, SOL, USDC, Node, address

# Newer than the recordings in the `json` encoding.
ADDED_SINCE = {"costUnits", "transactionIndex"}
OPTIONAL = {"returnData"}


def recordings() -> dict[str, dict]:
    """File name to `result`; some files hold the bare result, in a list."""
    found = {}
    for path in sorted(support.RECORDINGS.glob("*.json")):
        content = json.loads(path.read_text())
        found[path.stem] = content[0] if isinstance(content, list) else content["result"]
    return found


def schema(value, path="") -> dict[str, set]:
    """Path of every field to the types it had; all elements of a list share a path."""
    types = {path: {type(value).__name__}}
    children = [(f"{path}[]", each) for each in value] if isinstance(value, list) else \
        [(f"{path}.{name}", each) for name, each in value.items()] if isinstance(value, dict) else []
    for child_path, child in children:
        for found, names in schema(child, child_path).items():
            types.setdefault(found, set()).update(names)
    return types


def merged(values) -> dict[str, set]:
    types = {}
    for value in values:
        for path, names in schema(value).items():
            types.setdefault(path, set()).update(names)
    return types


class Shapes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.recorded = recordings()
        cls.json_encoded = [each for name, each in cls.recorded.items() if name.startswith("tx-parser")]
        cls.current = [each for name, each in cls.recorded.items() if not name.startswith("tx-parser")]

    def setUp(self):
        self.node = Node()
        self.node.fund()

    def deposit(self, encoding: str, version=0) -> dict:
        """A deposit that also creates the destination, so that there are inner instructions."""
        create = Instruction(address("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL"), b"\1", [
            AccountMeta(PAYER.pubkey(), True, True), AccountMeta(address(ATTACKER_USDC), False, True),
            AccountMeta(support.ATTACKER.pubkey(), False, False), AccountMeta(address(USDC), False, False),
            AccountMeta(address("11111111111111111111111111111111"), False, False),
            AccountMeta(address(support.TOKEN), False, False)])
        signature = self.node.send(self.node.build(create, support.transfer_usdc(to=ATTACKER_USDC),
                                                   version=version))
        self.node("localnet_advance", 1)
        return self.node.transaction(signature, encoding=encoding)

    def test_recordings_are_there(self):
        self.assertEqual(len(self.json_encoded), 27)
        self.assertEqual(len(self.current), 7)

    def test_json_encoding(self):
        """Legacy and v0, every path and its type, against 27 recordings."""
        allowed = merged(self.json_encoded)
        allowed[".transaction.message.instructions[].stackHeight"].add("int")  # null before Agave 3
        for version in ("legacy", 0):
            ours = self.deposit("json", version)
            for path, types in schema(ours).items():
                if path.rsplit(".", 1)[-1] not in ADDED_SINCE:
                    self.assertIn(path, allowed)
                    self.assertLessEqual(types, allowed[path], path)
            with_version = [each for each in self.json_encoded if each["version"] == version]
            self.assertTrue(with_version)
            for theirs in with_version:
                self.assert_same_fields(ours, theirs)
                self.assert_same_fields(ours["meta"], theirs["meta"])
                self.assert_same_fields(ours["transaction"]["message"], theirs["transaction"]["message"])

    def assert_same_fields(self, ours: dict, theirs: dict):
        self.assertEqual(ours.keys() - ADDED_SINCE - OPTIONAL, theirs.keys() - ADDED_SINCE - OPTIONAL)

    def test_current_fields(self):
        """The 2026 recordings are in jsonParsed, where loadedAddresses is absent; the rest is equal."""
        ours = self.deposit("base64")
        for theirs in self.current:
            self.assertEqual(ours.keys(), theirs.keys())
            self.assertEqual(ours["meta"].keys() - {"loadedAddresses"}, theirs["meta"].keys())
        allowed = merged(each["meta"] for each in self.current + self.json_encoded)
        for path, types in schema(ours["meta"]).items():
            self.assertLessEqual(types, allowed[path], path)

    def test_return_data(self):
        recorded = [each["meta"]["returnData"] for each in self.json_encoded if "returnData" in each["meta"]]
        size = Instruction(address(support.TOKEN), bytes([21]),  # GetAccountDataSize
                           [AccountMeta(address(USDC), False, False)])
        signature = self.node.send(self.node.build(size))
        self.node("localnet_advance", 1)
        ours = self.node.transaction(signature)["meta"]["returnData"]
        self.assertEqual(schema(ours), merged(recorded))
        self.assertEqual(ours, {"data": ["pQAAAAAAAAA=", "base64"], "programId": support.TOKEN})  # 165

    def test_a_transfer_costs_what_it_cost_on_mainnet(self):
        recorded = next(each for name, each in self.recorded.items() if name.startswith("mainnet-single-sol"))
        signature = self.node.send(self.node.build(support.pay(24_922_118)))
        self.node("localnet_advance", 1)
        meta = self.node.transaction(signature)["meta"]
        for field in ("computeUnitsConsumed", "costUnits", "fee", "logMessages", "innerInstructions",
                      "rewards", "status", "preTokenBalances"):
            self.assertEqual(meta[field], recorded["meta"][field], field)

    def test_a_nonce_deposit_runs_as_on_mainnet(self):
        """The same instructions as the recorded USDC deposit: same logs, units, cost units and fee."""
        recorded = next(each for name, each in self.recorded.items() if name.startswith("mainnet-single-usdc"))
        budget = [Instruction(address(each["programId"]), base58.decode(each["data"]), [])
                  for each in recorded["transaction"]["message"]["instructions"][2:]]
        node, nonce, authority = self.node, support.key(0x31), support.key(0x32)
        node("localnet_mintTo", str(support.ATTACKER.pubkey()), USDC, 11_200_000)
        node.send(node.build(*create_nonce_account(PAYER.pubkey(), nonce.pubkey(), authority.pubkey(),
                                                   1_447_680), signers=(PAYER, nonce)))
        node("localnet_advance", 1)
        value = Hash(bytes(node.dispatcher.chain.accounts.latest(nonce.pubkey()).data[40:72]))
        advance = advance_nonce_account(AdvanceNonceAccountParams(
            nonce_pubkey=nonce.pubkey(), authorized_pubkey=authority.pubkey()))
        signature = node.send(node.build(advance, support.transfer_usdc(to=ATTACKER_USDC), *budget,
                                         signers=(PAYER, authority), blockhash=value))
        node("localnet_advance", 1)
        meta = node.transaction(signature)["meta"]
        for field in ("computeUnitsConsumed", "costUnits", "fee", "logMessages", "innerInstructions", "status"):
            self.assertEqual(meta[field], recorded["meta"][field], field)

    def test_default_compute_units_are_those_of_the_runtime(self):
        """LiteSVM with its own default budget logs the same limit as with ours."""
        node = self.node
        transaction = node.build(support.pay(SOL // 10), support.memo("hello"))
        svm = Node().dispatcher.chain.svm  # a node that has not executed anything keeps the default
        svm.airdrop(PAYER.pubkey(), SOL)
        expected = svm.send_transaction(transaction).logs()
        signature = node.send(transaction)
        node("localnet_advance", 1)
        self.assertEqual(node.transaction(signature)["meta"]["logMessages"], expected)
        self.assertTrue(any("of 202850 compute units" in line for line in expected))  # 203 000 - 150


if __name__ == "__main__":
    unittest.main()
