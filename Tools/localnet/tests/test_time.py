"""Commitments, blockhashes, nonces, dropped transactions: everything that depends on slots."""

import unittest

import support
from solders.hash import Hash
from solders.system_program import (AdvanceNonceAccountParams, advance_nonce_account,
                                    create_nonce_account)
from support import ATTACKER, PAYER, PAYER_USDC, SOL, TREASURY_USDC, USDC, Node, RpcFailure


class Case(unittest.TestCase):
    def setUp(self):
        self.node = Node()
        self.node.fund()
        self.node("localnet_mintTo", str(support.TREASURY.pubkey()), USDC, 0)

    def balance(self, address, commitment: str) -> int:
        return self.node("getBalance", str(address), {"commitment": commitment})["value"]


class Commitments(Case):
    def test_reads_show_what_their_commitment_knows(self):
        signature = self.node.send(self.node.build(support.transfer_usdc(), support.pay(SOL // 10)))
        seen = []
        for step in (0, 1, 30, 1):
            self.node("localnet_advance", step)
            status = self.node.status(signature)
            seen.append((status["confirmationStatus"], status["confirmations"],
                         *(self.balance(ATTACKER.pubkey(), level) // (SOL // 10)
                           for level in ("processed", "confirmed", "finalized")),
                         *(self.node.transaction(signature, commitment=level) is not None
                           for level in ("confirmed", "finalized"))))
        self.assertEqual(seen, [("processed", 0, 1, 0, 0, False, False),
                                ("confirmed", 1, 1, 1, 0, True, False),
                                ("confirmed", 31, 1, 1, 0, True, False),
                                ("finalized", None, 1, 1, 1, True, True)])

    def test_history_of_an_address(self):
        signature = self.node.send(self.node.build(support.transfer_usdc()))
        lengths = []
        for step in (0, 1, 31):
            self.node("localnet_advance", step)
            lengths.append([len(self.node("getSignaturesForAddress", TREASURY_USDC, {"commitment": level}))
                            for level in ("confirmed", "finalized")])
        self.assertEqual(lengths, [[0, 0], [1, 0], [1, 1]])
        self.assertEqual(self.node("getSignaturesForAddress", TREASURY_USDC)[0]["signature"], signature)

    def test_token_reads(self):
        self.node.send(self.node.build(support.transfer_usdc()))

        def amounts(level):
            balance = self.node("getTokenAccountBalance", TREASURY_USDC, {"commitment": level})["value"]
            held = self.node("getTokenAccountsByOwner", str(support.TREASURY.pubkey()), {"mint": USDC},
                             {"encoding": "base64", "commitment": level,
                              "dataSlice": {"offset": 64, "length": 8}})["value"]
            return balance["amount"], held[0]["account"]["data"][0]
        self.assertEqual(amounts("finalized"), ("0", "AAAAAAAAAAA="))
        self.assertEqual(amounts("processed"), ("5000000", "QEtMAAAAAAA="))

    def test_final_at_once(self):
        node = Node(finality_slots=0)
        node.fund()
        signature = node.send(node.build(support.pay(SOL // 10)))
        self.assertEqual(node.status(signature)["confirmationStatus"], "finalized")
        self.assertIsNotNone(node.transaction(signature, commitment="finalized"))

    def test_preflight_sees_the_state_of_its_commitment(self):
        """A recipient of an unfinal airdrop cannot pay in the eyes of a finalized preflight."""
        self.node("requestAirdrop", str(ATTACKER.pubkey()), SOL)
        transaction = self.node.build(support.pay(SOL // 10, PAYER.pubkey(), ATTACKER), signers=(ATTACKER,),
                                      blockhash=self.node.blockhash("finalized"))
        with self.assertRaises(RpcFailure) as caught:
            self.node.send(transaction, preflightCommitment="finalized")
        self.assertEqual(caught.exception.data["err"], "AccountNotFound")
        self.node.send(transaction, preflightCommitment="processed")
        self.assertEqual(self.balance(ATTACKER.pubkey(), "processed"), SOL - SOL // 10 - 5000)

    def test_old_statuses_need_a_search(self):
        signature = self.node.send(self.node.build(support.pay(SOL // 10)))
        self.node("localnet_advance", 301)
        self.assertIsNone(self.node.status(signature))
        self.assertEqual(self.node.status(signature, searchTransactionHistory=True)["confirmationStatus"],
                         "finalized")


class Paging(Case):
    def setUp(self):
        super().setUp()
        self.sent = []
        for number in range(5):
            self.sent.insert(0, self.node.send(self.node.build(support.pay(SOL // 100 + number))))
            self.node("localnet_advance", number % 2)
        self.node("localnet_advance", 32)

    def page(self, **config):
        found = self.node("getSignaturesForAddress", str(ATTACKER.pubkey()), config)
        return [entry["signature"] for entry in found]

    def test_pages_are_newest_first(self):
        self.assertEqual(self.page(), self.sent)
        self.assertEqual(self.page(limit=2), self.sent[:2])
        self.assertEqual(self.page(limit=2, before=self.sent[1]), self.sent[2:4])
        self.assertEqual(self.page(until=self.sent[3]), self.sent[:3])
        self.assertEqual(self.page(before=self.sent[0], until=self.sent[4]), self.sent[1:4])
        self.assertEqual(self.page(before=support.UNKNOWN_SIGNATURE), [])
        self.assertEqual(self.page(until=support.UNKNOWN_SIGNATURE), self.sent)

    def test_positions_in_blocks(self):
        where = [(found["slot"], found["transactionIndex"])
                 for found in map(self.node.transaction, reversed(self.sent))]
        first = where[0][0]
        self.assertEqual(where, [(first, 0), (first, 1), (first + 1, 0), (first + 1, 1), (first + 2, 0)])


class Blockhashes(Case):
    def test_a_blockhash_lives_for_150_blocks(self):
        latest = self.node("getLatestBlockhash", {"commitment": "processed"})["value"]
        height = self.node("getBlockHeight", {"commitment": "processed"})
        self.assertEqual(latest["lastValidBlockHeight"], height + 150)
        transaction = self.node.build(support.pay(SOL // 10), blockhash=Hash.from_string(latest["blockhash"]))
        self.node("localnet_advance", 150)
        self.assertTrue(self.valid(latest["blockhash"]))
        simulated = self.node("simulateTransaction", support.encode(transaction),
                              {"encoding": "base64", "commitment": "processed"})
        self.assertIsNone(simulated["value"]["err"])
        self.node("localnet_advance", 1)
        self.assertFalse(self.valid(latest["blockhash"]))
        with self.assertRaises(RpcFailure) as caught:
            self.node.send(transaction)
        self.assertEqual(caught.exception.message, "Transaction simulation failed: Blockhash not found")
        self.assertIsNone(self.node.status(self.node.send(transaction, skipPreflight=True)))

    def valid(self, blockhash: str) -> bool:
        return self.node("isBlockhashValid", blockhash, {"commitment": "processed"})["value"]

    def test_a_new_blockhash_is_unknown_to_older_banks(self):
        blockhash = str(self.node.blockhash("processed"))
        self.assertFalse(self.node("isBlockhashValid", blockhash, {"commitment": "finalized"})["value"])
        self.node("localnet_advance", 32)
        self.assertTrue(self.node("isBlockhashValid", blockhash, {"commitment": "finalized"})["value"])

    def test_heights_trail_slots(self):
        self.assertLess(self.node("getBlockHeight"), self.node("getSlot"))

    def test_every_slot_has_its_blockhash(self):
        seen = {str(self.node.blockhash()) for _ in range(20) if self.node("localnet_advance", 1)}
        self.assertEqual(len(seen), 20)


class Nonces(Case):
    def setUp(self):
        super().setUp()
        self.account, self.authority = support.key(0x31), support.key(0x32)
        create = create_nonce_account(PAYER.pubkey(), self.account.pubkey(), self.authority.pubkey(), SOL // 100)
        self.node.send(self.node.build(*create, signers=(PAYER, self.account)))
        self.node("localnet_advance", 1)

    def value(self) -> Hash:
        info = self.node("getAccountInfo", str(self.account.pubkey()), {
            "encoding": "base58", "commitment": "processed", "dataSlice": {"offset": 40, "length": 32}})
        return Hash.from_string(info["value"]["data"][0])

    def build(self, lamports: int, version="legacy", nonce: Hash | None = None):
        advance = advance_nonce_account(AdvanceNonceAccountParams(
            nonce_pubkey=self.account.pubkey(), authorized_pubkey=self.authority.pubkey()))
        return self.node.build(advance, support.pay(lamports), signers=(PAYER, self.authority),
                               blockhash=nonce or self.value(), version=version)

    def test_a_nonce_outlives_blockhashes_and_works_once(self):
        for version in ("legacy", 0):
            transaction = self.build(SOL // 10, version=version)
            before = self.value()
            self.node("localnet_advance", 1000)
            signature = self.node.send(transaction)
            self.assertIsNone(self.node.status(signature)["err"])
            self.assertNotEqual(self.value(), before)
            self.node("localnet_advance", 1)
            with self.assertRaises(RpcFailure) as caught:
                self.node.send(self.build(SOL // 20, nonce=before))
            self.assertEqual(caught.exception.data["err"], "BlockhashNotFound")

    def test_a_failed_transaction_uses_up_its_nonce(self):
        before = self.value()
        signature = self.node.send(self.build(100 * SOL), skipPreflight=True)
        self.assertEqual(self.node.status(signature)["err"], {"InstructionError": [1, {"Custom": 1}]})
        self.assertNotEqual(self.value(), before)
        self.node("localnet_advance", 1)
        signature = self.node.send(self.build(SOL // 10))
        self.assertIsNone(self.node.status(signature)["err"])

    def test_a_nonce_advances_once_per_block(self):
        self.node.send(self.build(SOL // 10))
        with self.assertRaises(RpcFailure) as caught:
            self.node.send(self.build(SOL // 10))
        self.assertEqual(caught.exception.data["err"], "BlockhashNotFound")


class Controls(Case):
    def test_dropped_transaction(self):
        """What came later is executed again without it, and the dropped one can be sent once more."""
        first = self.node.build(support.transfer_usdc())
        signature = self.node.send(first)
        later = self.node.send(self.node.build(support.pay(SOL // 10)))
        self.node("localnet_mintTo", str(PAYER.pubkey()), USDC, 1)
        self.node("localnet_advance", 1)
        self.assertIsNotNone(self.node.transaction(signature))
        self.assertTrue(self.node("localnet_dropTransaction", signature))
        self.assertIsNone(self.node.transaction(signature))
        self.assertIsNone(self.node.status(signature, searchTransactionHistory=True))
        self.assertEqual(self.node("getSignaturesForAddress", TREASURY_USDC, {"commitment": "confirmed"}), [])
        self.assertEqual(self.amount(TREASURY_USDC), "0")
        self.assertEqual(self.amount(PAYER_USDC), "10000001")
        self.assertEqual(self.balance(PAYER.pubkey(), "confirmed"), SOL - 5000 - SOL // 10)
        self.assertEqual(self.node.transaction(later)["meta"]["preBalances"][0], SOL)
        self.assertEqual(self.node.send(first), signature)
        self.assertEqual(self.amount(TREASURY_USDC), "5000000")

    def amount(self, account: str) -> str:
        return self.node("getTokenAccountBalance", account, {"commitment": "processed"})["value"]["amount"]

    def test_an_unknown_transaction_cannot_be_dropped(self):
        self.assertFalse(self.node("localnet_dropTransaction", support.UNKNOWN_SIGNATURE))

    def test_dropped_sends(self):
        transaction = self.node.build(support.pay(SOL // 10))
        self.node("localnet_dropSends", 1)
        signature = self.node.send(transaction)
        self.assertIsNone(self.node.status(signature))
        self.node.send(transaction)
        self.assertEqual(self.node.status(signature)["confirmationStatus"], "processed")

    def test_sends_dropped_after_others(self):
        self.node("localnet_dropSends", 1, 1)
        signatures = [self.node.send(self.node.build(support.pay(SOL // part))) for part in (10, 20, 30)]
        self.assertEqual([self.node.status(each) is None for each in signatures], [False, True, False])

    def test_deferred_sends(self):
        self.node("localnet_deferSends", 3)
        signature = self.node.send(self.node.build(support.pay(SOL // 10)))
        self.node("localnet_advance", 2)
        self.assertIsNone(self.node.status(signature))
        slot = self.node("localnet_advance", 10) - 9
        self.assertEqual(self.node.status(signature)["slot"], slot)

    def test_airdrops(self):
        signatures = {self.node("requestAirdrop", str(ATTACKER.pubkey()), SOL) for _ in range(3)}
        self.assertEqual(len(signatures), 3)
        self.assertEqual(self.balance(ATTACKER.pubkey(), "finalized"), 0)
        self.node("localnet_advance", 32)
        self.assertEqual(self.balance(ATTACKER.pubkey(), "finalized"), 3 * SOL)

    def test_set_account(self):
        target = str(ATTACKER.pubkey())
        self.node("localnet_setAccount", target, {"owner": support.TOKEN, "data": "AAEC"})
        self.assertEqual(self.node("getAccountInfo", target, {"encoding": "base64"})["value"], {
            "data": ["AAEC", "base64"], "executable": False, "lamports": (128 + 3) * 6960,
            "owner": support.TOKEN, "rentEpoch": 2 ** 64 - 1, "space": 3})
        self.assertEqual(self.node("getAccountInfo", target)["value"]["data"], "15T")
        self.node("localnet_setAccount", target, {"lamports": 0})
        self.assertEqual(self.node("getMultipleAccounts", [target, USDC])["value"][0], None)

    def test_the_faucet_is_final_at_once_and_keeps_out_of_histories(self):
        self.assertEqual(self.node("getTokenAccountBalance", PAYER_USDC)["value"]["amount"], "10000000")
        self.assertEqual(self.node("getSignaturesForAddress", PAYER_USDC, {"commitment": "confirmed"}), [])

    def test_the_documented_issuer_can_freeze(self):
        """Mint and freeze authority have the seed of 32 bytes 0xF0."""
        freeze = support.Instruction(support.address(support.TOKEN), bytes([10]), [
            support.AccountMeta(support.address(TREASURY_USDC), False, True),
            support.AccountMeta(support.address(USDC), False, False),
            support.AccountMeta(support.ISSUER.pubkey(), True, False)])
        self.node.send(self.node.build(freeze, signers=(PAYER, support.ISSUER)))
        with self.assertRaises(RpcFailure) as caught:
            self.node.send(self.node.build(support.transfer_usdc()))
        self.assertEqual(caught.exception.data["err"], {"InstructionError": [0, {"Custom": 17}]})  # frozen

    def test_mint_to_refuses_what_is_no_mint(self):
        for mint in (str(PAYER.pubkey()), PAYER_USDC):
            with self.assertRaises(RpcFailure) as caught:
                self.node("localnet_mintTo", str(PAYER.pubkey()), mint, 1)
            self.assertEqual(caught.exception.code, -32602)


if __name__ == "__main__":
    unittest.main()
