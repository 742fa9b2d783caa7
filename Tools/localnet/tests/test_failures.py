"""What is refused, and what is recorded as failed."""

import base64
import unittest

import support
import base58
from solders.address_lookup_table_account import AddressLookupTableAccount
from solders.compute_budget import set_compute_unit_limit, set_compute_unit_price
from solders.instruction import Instruction
from solders.message import Message, MessageV1, TransactionConfig, to_bytes_versioned
from solders.signature import Signature
from solders.transaction import VersionedTransaction
from support import ATTACKER, PAYER, PAYER_USDC, SOL, TREASURY_USDC, USDC, Node, RpcFailure

SIMULATION_FIELDS = {
    "accounts", "err", "fee", "innerInstructions", "loadedAccountsDataSize", "loadedAddresses", "logs",
    "postBalances", "postTokenBalances", "preBalances", "preTokenBalances", "replacementBlockhash",
    "returnData", "unitsConsumed"}
INSUFFICIENT_TOKENS = {"InstructionError": [0, {"Custom": 1}]}


class Case(unittest.TestCase):
    def setUp(self):
        self.node = Node()
        self.node.fund(usdc=1_000_000)
        self.node("localnet_mintTo", str(support.TREASURY.pubkey()), USDC, 0)

    def refused(self, call, *arguments, **config) -> RpcFailure:
        with self.assertRaises(RpcFailure) as caught:
            call(*arguments, **config)
        return caught.exception

    def assert_refused(self, code: int, message: str, *call):
        error = self.refused(self.node, *call)
        self.assertEqual((error.code, error.message), (code, message))


class FailedTransactions(Case):
    def test_payer_below_rent(self):
        self.node("localnet_setAccount", str(PAYER.pubkey()), {"lamports": 890_880})
        transaction = self.node.build(support.memo("x"))
        answer = self.node("simulateTransaction", support.encode(transaction),
                           {"encoding": "base64", "commitment": "processed"})
        self.assertEqual(answer["value"]["err"],
                         {"InsufficientFundsForRent": {"account_index": 0}})

    def test_preflight_failure(self):
        transaction = self.node.build(support.transfer_usdc())
        error = self.refused(self.node.send, transaction)
        self.assertEqual(error.code, -32002)
        self.assertEqual(error.message, "Transaction simulation failed: Error processing Instruction 0: "
                                        "custom program error: 0x1")
        self.assertEqual(error.data.keys(), SIMULATION_FIELDS)
        self.assertEqual(error.data["err"], INSUFFICIENT_TOKENS)
        self.assertIn("Program log: Error: insufficient funds", error.data["logs"])
        for absent in ("accounts", "innerInstructions", "preBalances", "loadedAddresses"):
            self.assertIsNone(error.data[absent])
        self.assertIsNone(self.node.status(str(transaction.signatures[0])))

    def test_without_preflight_the_failure_is_recorded_and_charged(self):
        signature = self.node.send(self.node.build(support.transfer_usdc()), skipPreflight=True)
        self.node("localnet_advance", 1)
        meta = self.node.transaction(signature)["meta"]
        self.assertEqual(meta["err"], INSUFFICIENT_TOKENS)
        self.assertEqual(meta["status"], {"Err": INSUFFICIENT_TOKENS})
        self.assertEqual(meta["preBalances"][0] - meta["postBalances"][0], 5000)
        self.assertEqual(meta["preTokenBalances"], meta["postTokenBalances"])
        self.assertEqual(self.node.status(signature)["err"], INSUFFICIENT_TOKENS)
        entry, = self.node("getSignaturesForAddress", TREASURY_USDC, {"commitment": "confirmed"})
        self.assertEqual(entry["err"], INSUFFICIENT_TOKENS)

    def test_earlier_instructions_of_a_failed_transaction_have_no_effect(self):
        self.node("localnet_mintTo", str(PAYER.pubkey()), USDC, 4_000_000)
        transaction = self.node.build(support.transfer_usdc(), support.transfer_usdc(),
                                      support.memo("never reached"))
        signature = self.node.send(transaction, skipPreflight=True)
        self.node("localnet_advance", 32)
        meta = self.node.transaction(signature)["meta"]
        self.assertEqual(meta["err"], {"InstructionError": [1, {"Custom": 1}]})
        self.assertEqual(self.node("getTokenAccountBalance", PAYER_USDC)["value"]["amount"], "5000000")

    def test_unknown_program_pays_without_running(self):
        lost = Instruction(ATTACKER.pubkey(), b"", [])
        transaction = self.node.build(lost)
        self.assertEqual(self.refused(self.node.send, transaction).message,
                         "Transaction simulation failed: Attempt to load a program that does not exist")
        signature = self.node.send(transaction, skipPreflight=True)
        self.node("localnet_advance", 1)
        meta = self.node.transaction(signature)["meta"]
        self.assertEqual(meta["err"], "ProgramAccountNotFound")
        self.assertEqual(meta["preBalances"][0] - meta["postBalances"][0], 5000)
        self.assertIsNone(meta["logMessages"])
        self.assertIsNone(meta["innerInstructions"])

    def test_a_payer_that_does_not_exist_gets_into_no_block(self):
        transaction = self.node.build(support.pay(1, source=ATTACKER), signers=(ATTACKER,))
        self.assertEqual(self.refused(self.node.send, transaction).data["err"], "AccountNotFound")
        signature = self.node.send(transaction, skipPreflight=True)
        self.assertIsNone(self.node.status(signature))

    def test_already_processed(self):
        transaction = self.node.build(support.pay(SOL // 10))
        signature = self.node.send(transaction)
        self.assertEqual(self.refused(self.node.send, transaction).message,
                         "Transaction simulation failed: This transaction has already been processed")
        self.assertEqual(self.node.send(transaction, skipPreflight=True), signature)
        self.node("localnet_advance", 1)
        balance = self.node("getBalance", str(ATTACKER.pubkey()), {"commitment": "confirmed"})["value"]
        self.assertEqual(balance, SOL // 10)

    def test_bad_signature(self):
        message = self.node.build(support.pay(SOL // 10)).message
        unsigned = VersionedTransaction.populate(message, [Signature.default()])
        error = self.refused(self.node.send, unsigned)
        self.assertEqual((error.code, error.data["err"]), (-32002, "SignatureFailure"))
        self.assertEqual(error.message,
                         "Transaction simulation failed: Transaction did not pass signature verification")
        self.assertIsNone(self.node.status(self.node.send(unsigned, skipPreflight=True)))

    def test_rent(self):
        error = self.refused(self.node.send, self.node.build(support.pay(10)))
        self.assertEqual(error.data["err"], {"InsufficientFundsForRent": {"account_index": 1}})
        self.assertIn("Transaction results in an account (1) with insufficient funds for rent", error.message)


class Simulation(Case):
    def test_effects_are_shown_and_taken_back(self):
        transaction = support.encode(self.node.build(support.pay(SOL // 10)))
        answer = self.node("simulateTransaction", transaction, {
            "encoding": "base64", "sigVerify": True, "commitment": "processed",
            "accounts": {"encoding": "base64", "addresses": [str(ATTACKER.pubkey())]}})
        value = answer["value"]
        self.assertEqual(value.keys(), SIMULATION_FIELDS)
        self.assertEqual((value["err"], value["fee"], value["unitsConsumed"]), (None, 5000, 150))
        self.assertEqual(value["accounts"][0]["lamports"], SOL // 10)
        self.assertEqual(value["preBalances"][:2], [SOL, 0])
        self.assertEqual(value["postBalances"][:2], [SOL - 5000 - SOL // 10, SOL // 10])
        balance = self.node("getBalance", str(PAYER.pubkey()), {"commitment": "processed"})["value"]
        self.assertEqual(balance, SOL)

    def test_unsigned_with_replaced_blockhash(self):
        message = Message.new_with_blockhash([support.pay(SOL // 10)], PAYER.pubkey(), support.Hash.default())
        unsigned = support.encode(VersionedTransaction.populate(message, [Signature.default()]))
        config = {"encoding": "base64", "commitment": "processed"}
        value = self.node("simulateTransaction", unsigned, config)["value"]
        self.assertEqual((value["err"], value["logs"]), ("BlockhashNotFound", []))
        value = self.node("simulateTransaction", unsigned, config | {"replaceRecentBlockhash": True})["value"]
        self.assertIsNone(value["err"])
        self.assertEqual(value["replacementBlockhash"]["blockhash"], str(self.node.blockhash()))
        self.assert_refused(-32602, "sigVerify may not be used with replaceRecentBlockhash",
                            "simulateTransaction", unsigned,
                            config | {"replaceRecentBlockhash": True, "sigVerify": True})

    def test_inner_instructions(self):
        create = Instruction(support.address("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL"), b"\1", [
            support.AccountMeta(PAYER.pubkey(), True, True),
            support.AccountMeta(support.address(support.ATTACKER_USDC), False, True),
            support.AccountMeta(ATTACKER.pubkey(), False, False),
            support.AccountMeta(support.address(USDC), False, False),
            support.AccountMeta(support.address("11111111111111111111111111111111"), False, False),
            support.AccountMeta(support.address(support.TOKEN), False, False)])
        value = self.node("simulateTransaction", support.encode(self.node.build(create)), {
            "encoding": "base64", "commitment": "processed", "innerInstructions": True})["value"]
        group, = value["innerInstructions"]
        self.assertEqual([each["programId"] for each in group["instructions"]].count(support.TOKEN), 3)
        self.assertEqual(group["instructions"][-1]["accounts"], [support.ATTACKER_USDC, USDC])


class Limits(Case):
    def test_fees(self):
        """5000 lamports a signature and the priority fee, which v1 states in lamports."""
        priced = [set_compute_unit_limit(30_000), set_compute_unit_price(1_000_001), support.pay(SOL // 10)]
        cases = ((priced, None, 5000 + 30_001),  # rounded up
                 (priced[2:], None, 5000),
                 (priced[2:], TransactionConfig(777, 30_000, 300_000), 5777))
        for instructions, config, fee in cases:
            version = "legacy" if config is None else 1
            transaction = self.node.build(*instructions, version=version, config=config)
            data = base64.b64encode(to_bytes_versioned(transaction.message)).decode()
            quoted = self.node("getFeeForMessage", data, {"commitment": "processed"})["value"]
            signature = self.node.send(transaction)
            self.node("localnet_advance", 1)
            meta = self.node.transaction(signature)["meta"]
            self.assertEqual((quoted, meta["fee"]), (fee, fee))
            self.assertEqual(meta["preBalances"][0] - meta["postBalances"][0], fee + SOL // 10)
        unknown = MessageV1.try_compile(PAYER.pubkey(), [support.pay(1)], support.Hash.default())
        data = base64.b64encode(to_bytes_versioned(unknown)).decode()
        self.assertIsNone(self.node("getFeeForMessage", data)["value"])

    def test_v1_limits_hold(self):
        exceeded = {"InstructionError": [0, "ComputationalBudgetExceeded"]}
        cases = ((TransactionConfig(None, 100, 300_000), exceeded),
                 (TransactionConfig(None, None, 300_000), exceeded),
                 (TransactionConfig(None, 30_000, None), "MaxLoadedAccountsDataSizeExceeded"),
                 (TransactionConfig(2 * SOL, 30_000, 300_000), "InsufficientFundsForFee"))
        for config, err in cases:
            transaction = self.node.build(support.pay(SOL // 10), version=1, config=config)
            self.assertEqual(self.refused(self.node.send, transaction).data["err"], err)

    def test_a_priority_fee_that_leaves_too_little_is_not_taken(self):
        config = TransactionConfig(SOL - 4999, 30_000, 300_000)
        transaction = self.node.build(support.pay(1), version=1, config=config)
        self.assertIsNone(self.node.status(self.node.send(transaction, skipPreflight=True)))
        balance = self.node("getBalance", str(PAYER.pubkey()), {"commitment": "processed"})["value"]
        self.assertEqual(balance, SOL)

    def test_prioritization_fees(self):
        instructions = [set_compute_unit_limit(10_000), set_compute_unit_price(2_000), support.pay(SOL // 10)]
        self.node.send(self.node.build(*instructions))
        self.node.send(self.node.build(support.memo("free")))
        fees = self.node("getRecentPrioritizationFees")
        self.assertEqual(len(fees), 150)
        tip = self.node("getSlot", {"commitment": "processed"})
        self.assertEqual(fees[-1], {"prioritizationFee": 0, "slot": tip})
        locked = self.node("getRecentPrioritizationFees", [str(ATTACKER.pubkey())])
        self.assertEqual(locked[-1]["prioritizationFee"], 2_000)


class Requests(Case):
    def test_protocol_errors(self):
        self.assertEqual(self.node.raw(b"{"), {
            "jsonrpc": "2.0", "error": {"code": -32700, "message": "Parse error"}, "id": None})
        for request in ([], 5, {"id": 1, "method": "getSlot"}):
            self.assertEqual(self.node.raw(request)["error"]["code"], -32600)
        self.assert_refused(-32601, "Method not found", "getAgGenesisCert")
        self.assertIsNone(self.node.raw({"jsonrpc": "2.0", "method": "getSlot"}))  # a notification

    def test_batch(self):
        request = [{"jsonrpc": "2.0", "id": "a", "method": "getHealth"},
                   {"jsonrpc": "2.0", "id": 2, "method": "noSuchMethod"},
                   {"jsonrpc": "2.0", "method": "getHealth"}]
        first, second = self.node.raw(request)
        self.assertEqual(first, {"jsonrpc": "2.0", "result": "ok", "id": "a"})
        self.assertEqual((second["id"], second["error"]["code"]), (2, -32601))

    def test_invalid_params(self):
        calls = (("`params` should have at least 1 argument(s)", "getBalance"),
                 ("Invalid param: WrongSize", "getBalance", "abc"),
                 ("Invalid param: Invalid", "getBalance", "0OIl"),
                 ("Invalid param: WrongSize", "getTransaction", str(PAYER.pubkey())),
                 ("Invalid param: could not find account", "getTokenAccountBalance", str(ATTACKER.pubkey())),
                 ("Invalid param: not a Token account", "getTokenAccountBalance", str(PAYER.pubkey())),
                 ("Too many inputs provided; max 256", "getSignatureStatuses", [""] * 257),
                 ("Invalid limit; max 1000", "getSignaturesForAddress", USDC, {"limit": 1001}),
                 ("unsupported encoding: hex. Supported encodings: base58, base64",
                  "sendTransaction", "00", {"encoding": "hex"}),
                 ("Method does not support commitment below `confirmed`",
                  "getTransaction", support.UNKNOWN_SIGNATURE, {"commitment": "processed"}),
                 ("Method does not support commitment below `confirmed`",
                  "getSignaturesForAddress", USDC, {"commitment": "processed"}))
        for message, *call in calls:
            self.assert_refused(-32602, message, *call)

    def test_undecodable_transactions(self):
        whole = bytes(self.node.build(support.pay(1)))
        for raw in (b"", whole[:-1], whole + b"\0", b"\x82" + whole[1:]):
            error = self.refused(self.node.send, base64.b64encode(raw).decode())
            self.assertEqual(error.code, -32602)
            self.assertRegex(error.message, "^failed to deserialize solana_transaction::versioned")
        self.assertRegex(self.refused(self.node.send, "????").message, "^invalid base64 encoding")

    def test_lookup_table_that_does_not_exist(self):
        table = AddressLookupTableAccount(ATTACKER.pubkey(), [support.address(PAYER_USDC)])
        transaction = self.node.build(support.transfer_usdc(), version=0, tables=[table])
        for config in ({}, {"skipPreflight": True}):
            error = self.refused(self.node.send, transaction, **config)
            self.assertEqual((error.code, error.message), (
                -32602, "invalid transaction: Transaction loads an address table account that doesn't exist"))

    def test_base58_is_the_default_encoding_of_transactions(self):
        transaction = self.node.build(support.pay(SOL // 10))
        signature = self.node("sendTransaction", base58.encode(bytes(transaction)),
                              {"preflightCommitment": "processed"})
        self.assertEqual(signature, str(transaction.signatures[0]))

    def test_min_context_slot(self):
        tip = self.node("getSlot", {"commitment": "processed"})
        self.assertEqual(self.node("getSlot", {"commitment": "processed", "minContextSlot": tip}), tip)
        for method, *params in (("getSlot",), ("getBalance", USDC), ("getSignaturesForAddress", USDC)):
            error = self.refused(self.node, method, *params, {"minContextSlot": tip})
            self.assertEqual((error.code, error.message, error.data),
                             (-32016, "Minimum context slot has not been reached", {"contextSlot": tip - 32}))


if __name__ == "__main__":
    unittest.main()
