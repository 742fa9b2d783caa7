"""Deposits in every transaction version, with the amounts that arithmetic gives."""

import base64
import unittest

import support
from solders.address_lookup_table_account import AddressLookupTableAccount
from solders.instruction import AccountMeta, Instruction
from solders.keypair import Keypair
from solders.pubkey import Pubkey
from solders.transaction import VersionedTransaction
from support import PAYER, PAYER_USDC, SOL, TREASURY_USDC, USDC, Node, RpcFailure, address

NINES = "cGfHiC6Kgg3FpFZvgwGcswsCRtp4aBP2fzuXRQPizuN"  # 32 bytes 0x09 in base58
RENT_165 = (128 + 165) * 6960
LEGACY = (
    "zSyvwFyCyNVxZNknTsrn3A7HkPVwWVXuVHw4pg1zFEXwovcPv4RrC2m6BRB6eCAPLj39Zd9TXFhkwoBeZBMLmNZ",
    "ATGKeuuadD1zwg7/xbO85TFeXFyW4xRkdqORjz9tq1CaW0VZK5ZLNQ+RerFVx6GV+FehPS3LyFnz2fIMpRmMKAoBAAgL"
    "iojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1wryQI4aGkCwmHzZMYU8eyrT/PgX1gaHAgFP8dT003nbIxE6dOL"
    "QfkqpDMEQDsQJEW33I+Jy32RDC01S0/+en4TAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAADBkZv5SEXMv/s"
    "rbpyw5vnvIzlu8X3EmssQ5s6QAAAAAVKU1qZKSEGTSTocWDaOHx8NbXdvJK7geQfqEBBBUSNBt324ddloZPZy+FGzut5"
    "rBy0he1fWzeROoz1hX7/AKmBOXcOqH0XX1ajVGbDTH7My42KkbTuN6Jd9g9bj8mzlIyXJY9OJInxuz0QKRSODYMLWhOZ"
    "2v8QhASOe9jb6fhZxvp6877brTo9ZfNqq8l0MbG75MLS9uDkfKYCA0UvXWHhniPjs6dkGmRkkaO6/ikCK8E7mcDTAHfM"
    "tsZLIf/XAgkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJBQQABQJAnAAABAAJAxAnAAAAAAAACAYAAgcJAwYB"
    "AQUBABhkZXBvc2l0OkExQjJDM0Q0RTVGNkE3QjgGBQEJAgAKCgxAS0wAAAAAAAY=")
V0 = (
    "5XG17gT2RmKhVMmHiSjLmpKqYizrDsntAd8xCphmrNFXwfAepELRAxXeky57cfNM82tGBnkrcG1uBfcNbWjgVx5P",
    "AeIpct2SSvejHT1QtTi+2hSU5pNhNhOL5fkxdk5cFesZ9mBnwsDsgS5G4yFP4G7VpBquAneWMm5oN4OvpbxFnwqAAQAI"
    "C4qI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29cK8kCOGhpAsJh82TGFPHsq0/z4F9YGhwIBT/HU9NN52yMROnT"
    "i0H5KqQzBEA7ECRFt9yPict9kQwtNUtP/np+EwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAwZGb+UhFzL/"
    "7K26csOb57yM5bvF9xJrLEObOkAAAAAFSlNamSkhBk0k6HFg2jh8fDW13bySu4HkH6hAQQVEjQbd9uHXZaGT2cvhRs7r"
    "eawctIXtX1s3kTqM9YV+/wCpgTl3Dqh9F19Wo1Rmw0x+zMuNipG07jeiXfYPW4/Js5SMlyWPTiSJ8bs9ECkUjg2DC1oT"
    "mdr/EIQEjnvY2+n4Wcb6evO+2606PWXzaqvJdDGxu+TC0vbg5HymAgNFL11h4Z4j47OnZBpkZJGjuv4pAivBO5nA0wB3"
    "zLbGSyH/1wIJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQUEAAUCQJwAAAQACQMQJwAAAAAAAAgGAAIHCQMG"
    "AQEFAQAYZGVwb3NpdDpBMUIyQzNENEU1RjZBN0I4BgUBCQIACgoMQEtMAAAAAAAGAA==")
V1 = (
    "59qzR8ah1K2m4PF8TMKVbi8HGnwBVfLrGtKBz1z7TvosMYQXAdDTeBYavh4zMX8ZhY5U6avdbzvqBkAmg2oXnfi",
    "gQEABw8AAAAJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQMKiojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SI"
    "AbQPb1wryQI4aGkCwmHzZMYU8eyrT/PgX1gaHAgFP8dT003nbIxE6dOLQfkqpDMEQDsQJEW33I+Jy32RDC01S0/+en4T"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAFSlNamSkhBk0k6HFg2jh8fDW13bySu4HkH6hAQQVEjQbd9uHX"
    "ZaGT2cvhRs7reawctIXtX1s3kTqM9YV+/wCpgTl3Dqh9F19Wo1Rmw0x+zMuNipG07jeiXfYPW4/Js5SMlyWPTiSJ8bs9"
    "ECkUjg2DC1oTmdr/EIQEjnvY2+n4Wcb6evO+2606PWXzaqvJdDGxu+TC0vbg5HymAgNFL11h4Z4j47OnZBpkZJGjuv4p"
    "AivBO5nA0wB3zLbGSyH/1wKQAQAAAAAAAECcAAAAAAQABwYBAAQBGAAFBQoAAAIGCAMFAQBkZXBvc2l0OkExQjJDM0Q0"
    "RTVGNkE3QjgBCAIACQxAS0wAAAAAAAYDlLlZ2G+e4OrvUxNxIQOTXOR/0/k7UVnFL6bTWwADRH31ozzBrkQZhmNhMygI"
    "Kf6Ag8aebZJdqXaSQalry5gJ")


class GoldenDeposits(unittest.TestCase):
    def deposit(self, vector) -> tuple[Node, dict]:
        """Send a golden vector to a new chain; its bytes come back in a confirmed transaction."""
        signature, data = vector
        node = Node()
        node.fund(5_000_000)
        node("localnet_addBlockhash", NINES)
        self.assertEqual(node.send(data), signature)
        node("localnet_advance", 1)
        found = node.transaction(signature)
        self.assertEqual(found["transaction"], [data, "base64"])
        return node, found

    def check_meta(self, found: dict, treasury: int, source: int, payer: int) -> None:
        meta = found["meta"]
        self.assertIsNone(meta["err"])
        self.assertEqual(meta["status"], {"Ok": None})
        self.assertEqual(meta["fee"], 5400)  # 5000 + 40 000 units * 10 000 micro-lamports; 400 in v1
        self.assertEqual(meta["preBalances"][payer], SOL)
        self.assertEqual(meta["postBalances"][payer], SOL - 5400 - RENT_165)
        self.assertEqual(meta["postBalances"][treasury] - meta["preBalances"][treasury], RENT_165)
        self.assertEqual([entry["accountIndex"] for entry in meta["preTokenBalances"]], [source])
        self.assertEqual({entry["accountIndex"]: entry["uiTokenAmount"]["amount"]
                          for entry in meta["postTokenBalances"]},
                         {source: "0", treasury: "5000000"})
        self.assertEqual(meta["postTokenBalances"][1], {
            "accountIndex": treasury, "mint": USDC,
            "owner": "9hSR6S7WPtxmTojgo6GG3k4yDPecgJY292j7xrsUGWBu", "programId": support.TOKEN,
            "uiTokenAmount": {"amount": "5000000", "decimals": 6, "uiAmount": 5.0,
                              "uiAmountString": "5"}})

    def test_legacy(self):
        _, found = self.deposit(LEGACY)
        self.assertEqual(found["version"], "legacy")
        self.check_meta(found, treasury=2, source=1, payer=0)
        inner = found["meta"]["innerInstructions"]
        self.assertEqual([group["index"] for group in inner], [2])
        self.assertEqual({each["stackHeight"] for each in inner[0]["instructions"]}, {2})

    def test_v0(self):
        _, found = self.deposit(V0)
        self.assertEqual(found["version"], 0)
        self.check_meta(found, treasury=2, source=1, payer=0)

    def test_v1(self):
        node, found = self.deposit(V1)
        self.assertEqual(found["version"], 1)
        self.check_meta(found, treasury=2, source=1, payer=0)
        self.assertIn("of 40000 compute units", "".join(found["meta"]["logMessages"]))
        shown = node.transaction(V1[0], encoding="json")["transaction"]["message"]
        self.assertEqual(shown["transactionConfig"], {
            "computeUnitLimit": 40_000, "heapSize": None, "loadedAccountsDataSizeLimit": 262_144,
            "priorityFee": 400})

    def test_signature_and_memo_appear_under_the_treasury_account(self):
        node, _ = self.deposit(LEGACY)
        entry, = node("getSignaturesForAddress", TREASURY_USDC, {"commitment": "confirmed"})
        self.assertEqual(entry["signature"], LEGACY[0])
        self.assertEqual(entry["memo"], "[24] deposit:A1B2C3D4E5F6A7B8")
        self.assertEqual(entry["confirmationStatus"], "confirmed")
        self.assertIsNone(entry["err"])

    def test_the_version_must_be_asked_for(self):
        for vector, version in ((V0, 0), (V1, 1)):
            node, _ = self.deposit(vector)
            for supported in (None, *range(version)):
                with self.assertRaises(RpcFailure) as caught:
                    node.transaction(vector[0], maxSupportedTransactionVersion=supported)
                self.assertEqual(caught.exception.code, -32015)
                self.assertEqual(
                    caught.exception.message,
                    f"Transaction version ({version}) is not supported by the requesting client. "
                    "Please try the request again with the following configuration parameter: "
                    f'"maxSupportedTransactionVersion": {version}')
        node, _ = self.deposit(LEGACY)
        self.assertNotIn("version", node.transaction(LEGACY[0], maxSupportedTransactionVersion=None))

    def test_json_encoding_says_what_the_bytes_say(self):
        for vector in (LEGACY, V0, V1):
            node, _ = self.deposit(vector)
            shown = node.transaction(vector[0], encoding="json")["transaction"]
            decoded = VersionedTransaction.from_bytes(base64.b64decode(vector[1]))
            message = decoded.message
            self.assertEqual(shown["signatures"], [str(each) for each in decoded.signatures])
            self.assertEqual(shown["message"]["accountKeys"], [str(k) for k in message.account_keys])
            self.assertEqual(shown["message"]["recentBlockhash"], NINES)
            for ours, theirs in zip(shown["message"]["instructions"], message.instructions, strict=True):
                self.assertEqual(ours["programIdIndex"], theirs.program_id_index)
                self.assertEqual(bytes(ours["accounts"]), bytes(theirs.accounts))


class OtherDeposits(unittest.TestCase):
    def setUp(self):
        self.node = Node()
        self.node.fund()

    def confirmed(self, signature: str) -> dict:
        self.node("localnet_advance", 1)
        return self.node.transaction(signature)

    def test_lookup_table(self):
        """A table made by the real program; source, mint and destination come from it."""
        node, listed = self.node, [address(PAYER_USDC), address(TREASURY_USDC), address(USDC)]
        node("localnet_mintTo", str(support.TREASURY.pubkey()), USDC, 1)
        table = self.make_table(listed)
        node("localnet_advance", 1)  # addresses of this slot can be used from the next one
        signature = node.send(node.build(support.transfer_usdc(), version=0, tables=[table]))
        meta = self.confirmed(signature)["meta"]
        self.assertEqual(meta["loadedAddresses"],
                         {"readonly": [USDC], "writable": [PAYER_USDC, TREASURY_USDC]})
        keys = [str(PAYER.pubkey()), support.TOKEN, PAYER_USDC, TREASURY_USDC, USDC]
        self.assertEqual(len(meta["preBalances"]), len(keys))
        self.assertEqual({keys[entry["accountIndex"]]: entry["uiTokenAmount"]["amount"]
                          for entry in meta["postTokenBalances"]},
                         {PAYER_USDC: "5000000", TREASURY_USDC: "5000001"})
        found = node("getSignaturesForAddress", TREASURY_USDC, {"commitment": "confirmed"})
        self.assertEqual([entry["signature"] for entry in found], [signature])

    def make_table(self, listed: list[Pubkey]) -> AddressLookupTableAccount:
        program = address("AddressLookupTab1e1111111111111111111111111")
        slot = self.node("getSlot", {"commitment": "processed"}) - 1
        table, bump = Pubkey.find_program_address(
            [bytes(PAYER.pubkey()), slot.to_bytes(8, "little")], program)
        metas = [AccountMeta(table, False, True), AccountMeta(PAYER.pubkey(), True, False),
                 AccountMeta(PAYER.pubkey(), True, True),
                 AccountMeta(address("11111111111111111111111111111111"), False, False)]
        create = bytes(4) + slot.to_bytes(8, "little") + bytes([bump])
        extend = (2).to_bytes(4, "little") + len(listed).to_bytes(8, "little") + b"".join(map(bytes, listed))
        self.node.send(self.node.build(Instruction(program, create, metas),
                                       Instruction(program, extend, metas)))
        return AddressLookupTableAccount(table, listed)

    def test_plain_transfer_has_balances_though_it_lists_no_mint(self):
        self.node("localnet_mintTo", str(support.TREASURY.pubkey()), USDC, 0)
        plain = Instruction(address(support.TOKEN), b"\3" + (7).to_bytes(8, "little"), [
            AccountMeta(address(PAYER_USDC), False, True), AccountMeta(address(TREASURY_USDC), False, True),
            AccountMeta(PAYER.pubkey(), True, False)])
        meta = self.confirmed(self.node.send(self.node.build(plain)))["meta"]
        self.assertEqual([entry["uiTokenAmount"] for entry in meta["postTokenBalances"]], [
            {"amount": "9999993", "decimals": 6, "uiAmount": 9.999993, "uiAmountString": "9.999993"},
            {"amount": "7", "decimals": 6, "uiAmount": 7e-06, "uiAmountString": "0.000007"}])
        self.assertIsNone(meta["preTokenBalances"][1]["uiTokenAmount"]["uiAmount"])

    def test_token_2022(self):
        node = self.node
        minted = node("localnet_mintTo", str(support.TREASURY.pubkey()), support.PYUSD, "3000000")
        self.assertEqual(minted, {"address": support.TREASURY_PYUSD, "amount": "3000000"})
        info = node("getAccountInfo", minted["address"], {"encoding": "base64"})["value"]
        self.assertEqual(info["owner"], support.TOKEN_2022)
        self.assertGreater(info["space"], 165)
        back = Instruction(address(support.TOKEN_2022), support.TRANSFER_5_USDC.replace(
            (5_000_000).to_bytes(8, "little"), (3_000_000).to_bytes(8, "little")), [
            AccountMeta(address(minted["address"]), False, True),
            AccountMeta(address(support.PYUSD), False, False),
            AccountMeta(address(node("localnet_mintTo", str(PAYER.pubkey()), support.PYUSD, 0)["address"]),
                        False, True),
            AccountMeta(support.TREASURY.pubkey(), True, False)])
        signature = node.send(node.build(back, signers=(PAYER, support.TREASURY)))
        meta = self.confirmed(signature)["meta"]
        self.assertEqual({entry["programId"] for entry in meta["postTokenBalances"]}, {support.TOKEN_2022})
        self.assertEqual(sorted(entry["uiTokenAmount"]["amount"] for entry in meta["postTokenBalances"]),
                         ["0", "3000000"])

    def test_all_memo_programs_run(self):
        for program in support.MEMOS:
            signature = self.node.send(self.node.build(support.memo("hello", program)))
            logs = self.confirmed(signature)["meta"]["logMessages"]
            self.assertEqual(logs[0], f"Program {program} invoke [1]")
            self.assertEqual(logs[-1], f"Program {program} success")

    def test_a_program_can_be_installed(self):
        """An ELF under both loaders that programs are deployed with."""
        memo = self.node("getAccountInfo", support.MEMOS[1], {"encoding": "base64"})["value"]
        plain, upgradeable = Keypair().pubkey(), Keypair().pubkey()
        self.node("localnet_setAccount", str(plain),
                  {"owner": memo["owner"], "data": memo["data"][0], "executable": True})
        loader = "BPFLoaderUpgradeab1e11111111111111111111111"
        code, _ = Pubkey.find_program_address([bytes(upgradeable)], address(loader))
        header = (3).to_bytes(4, "little") + bytes(8) + bytes(33)
        data = base64.b64encode(header + base64.b64decode(memo["data"][0])).decode()
        self.node("localnet_setAccount", str(code), {"owner": loader, "data": data})
        data = base64.b64encode((2).to_bytes(4, "little") + bytes(code)).decode()
        self.node("localnet_setAccount", str(upgradeable),
                  {"owner": loader, "data": data, "executable": True})
        for program in (plain, upgradeable):
            signature = self.node.send(self.node.build(Instruction(program, b"hi", [])))
            self.assertIn("Program log: hi", self.confirmed(signature)["meta"]["logMessages"])


if __name__ == "__main__":
    unittest.main()
