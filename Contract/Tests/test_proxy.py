"""The proxy: calls in others' names, lies in the log, and what that does to the deposit program."""

import base64
import unittest

import built
import tokens
from addresses import USDC
from deposit_program import deposit_event, deposit_received
from hostile import TOKEN_INSUFFICIENT_FUNDS
from proxy import MALFORMED_DATA, TOO_MANY_ACCOUNTS, call, escrow, log_data, log_text, through
from solders.instruction import AccountMeta, Instruction
from vm import ATTACKER, SOL, VICTIM, Chain, key
from world import CODE, OTHER_CODE, PROXY, USD, WorldTest

ESCROW = escrow(PROXY)[0]
DEEPEST = 5  # frames that mainnet's runtime allows, the first one included


class ProxyAloneTests(unittest.TestCase):
    """What it does with the Token program."""

    def setUp(self):
        self.chain = Chain()
        self.chain.deploy(PROXY, built.proxy())
        self.chain.mint(USDC)
        self.chain.give(ESCROW, SOL)
        self.escrow, self.attacker = (
            self.chain.hold(owner, USDC, 100) for owner in (ESCROW, ATTACKER))

    def moved(self, error, *operations):
        """Run, and give the balances of escrow and attacker."""
        outcome = self.chain.run(through(PROXY, *operations))
        self.assertEqual(outcome.error, error, outcome.logs)
        return self.chain.tokens(self.escrow), self.chain.tokens(self.attacker)

    def pay(self, amount):
        return call(tokens.transfer_checked(self.escrow, USDC, self.attacker, ESCROW, amount))

    def take(self, amount):
        return call(tokens.transfer_checked(self.attacker, USDC, self.escrow, ATTACKER, amount))

    def test_signs_for_its_escrow(self):
        self.assertEqual(self.moved(None, self.pay(30)), (70, 130))

    def test_hands_on_the_signatures_that_it_got(self):
        self.assertEqual(self.moved(None, self.take(30)), (130, 70))

    def test_carries_out_operations_in_order(self):
        self.assertEqual(self.moved(None, self.take(100), self.pay(200)), (0, 200))

    def test_a_failing_call_takes_everything_back(self):
        self.assertEqual(self.moved(TOKEN_INSUFFICIENT_FUNDS, self.pay(30), self.pay(200)), (100, 100))

    def test_calls_itself_as_deep_as_the_runtime_allows(self):
        for frames, error in ((DEEPEST - 1, None), (DEEPEST, "CallDepth")):
            nested = tokens.transfer_checked(self.escrow, USDC, self.attacker, ESCROW, 1)
            for _ in range(frames):
                nested = through(PROXY, call(nested))
            outcome = self.chain.run(nested)
            self.assertEqual(outcome.error, error, outcome.logs)
            if error is None:
                self.assertEqual(outcome.inner[0][-1].stack_height(), frames + 1)

    def test_logs_data_and_text_as_it_is_told(self):
        outcome = self.chain.run(through(PROXY, log_data(b"\1\2\3"), log_text("hello", 2)))
        self.assertEqual(outcome.logs[1:-2], ["Program data: AQID", *2 * ["Program log: hello"]])

    def test_logs_until_the_log_is_cut(self):
        outcome = self.chain.run(through(PROXY, log_text("x" * 500, 30)))
        self.assertIsNone(outcome.error)
        self.assertTrue(outcome.truncated)

    def test_refuses_data_that_end_early(self):
        whole = through(PROXY, self.pay(1), log_data(b"\1"), log_text("x"))
        data = bytes(whole.data)
        ends = {len(through(PROXY, *operations).data) for operations in (
            (), (self.pay(1),), (self.pay(1), log_data(b"\1")))}
        for length in set(range(len(data))) - ends:
            cut = Instruction(PROXY, data[:length], list(whole.accounts))
            self.assertEqual(self.chain.run(cut).error, MALFORMED_DATA, length)

    def test_refuses_unknown_operations_and_accounts_that_are_not_there(self):
        bump = bytes([escrow(PROXY)[1]])
        for data in (b"\3", b"\xff", b"\0\0\0\0\0", b"\0\1\0\0\0"):
            self.assertEqual(self.chain.run(Instruction(PROXY, bump + data, [])).error, MALFORMED_DATA)

    def test_refuses_more_accounts_than_fit(self):
        metas = [AccountMeta(key(byte), False, False) for byte in range(1, 20)]
        self.assertEqual(self.chain.run(Instruction(PROXY, b"\0", metas)).error, TOO_MANY_ACCOUNTS)
        self.assertIsNone(self.chain.run(Instruction(PROXY, b"\0", metas[:18])).error)


class ProxyWithDepositTests(WorldTest):
    """What a calling program can and cannot do with the deposit program."""

    def setUp(self):
        super().setUp()
        self.world.deploy(PROXY, built.proxy())
        self.world.give(ESCROW, SOL)
        self.escrow = self.world.hold(ESCROW, USDC, 100 * USD)

    def direct(self, amount=USD, code=CODE):
        return self.program.deposit_direct(self.escrow, ESCROW, code, amount)

    def test_an_escrow_deposits_directly(self):
        outcome = self.succeed(through(PROXY, call(self.direct())))
        self.assertEqual(self.world.events(outcome),
                         [deposit_received(CODE, ESCROW, self.escrow, USD)])
        self.assertEqual(self.world.tokens(self.world.treasury), USD)

    def test_a_deposit_and_a_crank_beside_it(self):
        crank = tokens.transfer_checked(self.escrow, USDC, self.world.treasury, ESCROW, 5 * USD)
        outcome = self.succeed(through(PROXY, call(self.direct(USD, OTHER_CODE)),
                                       call(through(PROXY, call(crank)))))
        self.assertEqual(self.world.tokens(self.world.treasury), 6 * USD)
        self.assertEqual(self.world.events(outcome),
                         [deposit_received(OTHER_CODE, ESCROW, self.escrow, USD)])

    def test_an_escrow_opens_an_account_deposits_and_closes_it(self):
        vault = self.program.vault(CODE, ESCROW)
        self.succeed(
            through(PROXY, call(self.program.initialize_token(ESCROW, CODE))),
            through(PROXY, call(self.program.deposit_token(ESCROW, CODE, self.escrow, USD))),
            through(PROXY, call(self.program.sweep_token(vault))),
            through(PROXY, call(self.program.close_token_account(ESCROW, CODE))))
        self.assertEqual(self.world.tokens(self.world.treasury), USD)
        self.assertEqual(self.world.lamports(ESCROW), SOL)

    def test_a_forged_event_is_none_of_the_programs(self):
        forged = [deposit_received(CODE, VICTIM, self.world.victim, USD),
                  deposit_event(VICTIM, USDC, CODE, USD, USD)]
        outcome = self.succeed(through(PROXY, *map(log_data, forged), call(self.direct())))
        lines = [base64.b64decode(line.split()[-1]) for line in outcome.logs
                 if line.startswith("Program data: ")]
        self.assertEqual(lines[:2], forged)
        self.assertEqual(self.world.events(outcome),
                         [deposit_received(CODE, ESCROW, self.escrow, USD)])

    def test_a_cut_log_hides_the_event_but_not_the_transfer(self):
        outcome = self.succeed(through(PROXY, log_text("x" * 500, 30), call(self.direct())))
        self.assertTrue(outcome.truncated)
        self.assertEqual(self.world.events(outcome), [])
        self.assertEqual(outcome.inner[0][-1].instruction().data.hex(), "0c40420f000000000006")
        self.assertEqual(self.world.tokens(self.world.treasury), USD)

    def test_a_caller_cannot_lend_a_signature_that_it_does_not_have(self):
        theft = self.program.deposit_direct(self.world.victim, VICTIM, CODE, USD)
        instruction = through(PROXY, call(theft))
        metas = [AccountMeta(meta.pubkey, False, meta.is_writable) for meta in instruction.accounts]
        self.refuse("PrivilegeEscalation", Instruction(PROXY, bytes(instruction.data), metas))

    def test_a_caller_cannot_open_what_was_read_only(self):
        instruction = through(PROXY, call(self.direct()))
        metas = [AccountMeta(meta.pubkey, meta.is_signer, False) for meta in instruction.accounts]
        self.refuse("PrivilegeEscalation", Instruction(PROXY, bytes(instruction.data), metas))

    def test_an_escrow_cannot_pay_from_somebody_elses_account(self):
        theft = self.program.deposit_direct(self.world.victim, ESCROW, CODE, USD)
        self.refuse(4, through(PROXY, call(theft)))

    def test_a_refusal_reaches_the_caller_with_its_number(self):
        self.refuse("zeroAmount", through(PROXY, call(self.direct(0))))
        self.refuse("disabled", through(PROXY, call(self.program.instruction("withdraw", b""))))

    def test_a_deposit_is_made_as_deep_as_the_runtime_allows(self):
        """The deposit program itself calls the Token program: it needs the frame below its own."""
        nested = self.direct()
        for _ in range(DEEPEST - 2):
            nested = through(PROXY, call(nested))
        self.succeed(nested)
        self.refuse("CallDepth", through(PROXY, call(nested)))


if __name__ == "__main__":
    unittest.main()
