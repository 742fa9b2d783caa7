"""Every instruction does what it shall, to the byte."""

import unittest


import built
import tokens
from addresses import NATIVE, SYSTEM, TOKEN_2022, USDC, associated
from deposit_program import deposit_account, deposit_event, deposit_received, readonly, sweep_event
from vm import ATTACKER, DELEGATE, ISSUER, PAYER, SOL, TREASURY, VICTIM, key
from world import (CODE, FEE_MINT, FOREIGN_MINT, MINT_2022, OTHER_CODE, PROGRAM, RICH, USD,
                   World2022, WorldTest)


class DepositDirectTests(WorldTest):
    def test_moves_the_amount_to_the_treasury_and_says_so(self):
        outcome = self.succeed(
            self.program.deposit_direct(self.world.payer, PAYER, CODE, 5 * USD))
        self.assertEqual(self.world.tokens(self.world.payer), RICH - 5 * USD)
        self.assertEqual(self.world.tokens(self.world.treasury), 5 * USD)
        self.assertEqual(self.world.events(outcome),
                         [deposit_received(CODE, PAYER, self.world.payer, 5 * USD)])

    def test_its_only_inner_instruction_is_the_checked_transfer(self):
        instruction = self.program.deposit_direct(self.world.payer, PAYER, CODE, 5 * USD)
        outcome = self.succeed(instruction)
        [inner] = outcome.inner[0]
        self.assertEqual(inner.instruction().data.hex(), "0c404b4c000000000006")
        self.assertEqual(inner.stack_height(), 2)

    def test_takes_further_accounts_and_ignores_them(self):
        more = [readonly(key(byte)) for byte in range(0x60, 0x6A)]
        outcome = self.succeed(
            self.program.deposit_direct(self.world.payer, PAYER, CODE, USD, *more))
        self.assertEqual(self.world.events(outcome),
                         [deposit_received(CODE, PAYER, self.world.payer, USD)])

    def test_a_delegate_pays_and_is_the_payer(self):
        self.world.hold(PAYER, USDC, RICH, delegate=DELEGATE, delegated=USD)
        outcome = self.succeed(
            self.program.deposit_direct(self.world.payer, DELEGATE, CODE, USD))
        self.assertEqual(self.world.events(outcome),
                         [deposit_received(CODE, DELEGATE, self.world.payer, USD)])

    def test_any_token_account_of_the_payer_will_do(self):
        source = self.world.hold(PAYER, USDC, USD, at=key(0x61))
        self.succeed(self.program.deposit_direct(source, PAYER, CODE, USD))
        self.assertEqual(self.world.tokens(source), 0)
        self.assertEqual(self.world.tokens(self.world.treasury), USD)

    def test_the_smallest_and_the_largest_amount(self):
        self.world.hold(PAYER, USDC, 2 ** 64 - 1)
        for amount in (1, 2 ** 64 - 2):
            self.succeed(self.program.deposit_direct(self.world.payer, PAYER, CODE, amount))
        self.assertEqual(self.world.tokens(self.world.treasury), 2 ** 64 - 1)

    def test_two_deposits_in_one_transaction(self):
        outcome = self.succeed(
            self.program.deposit_direct(self.world.payer, PAYER, CODE, USD),
            self.program.deposit_direct(self.world.victim, VICTIM, OTHER_CODE, 2 * USD))
        self.assertEqual(self.world.tokens(self.world.treasury), 3 * USD)
        self.assertEqual(self.world.events(outcome), [
            deposit_received(CODE, PAYER, self.world.payer, USD),
            deposit_received(OTHER_CODE, VICTIM, self.world.victim, 2 * USD)])


class DepositAccountTests(WorldTest):
    def setUp(self):
        super().setUp()
        self.vault = self.program.vault(CODE, PAYER)
        self.address, self.token = self.vault.authority, self.vault.account(USDC)

    def assert_opened(self):
        account = self.world.get(self.address)
        self.assertEqual((bytes(account.data), account.owner),
                         (deposit_account(PAYER, USDC, CODE, 0), PROGRAM))
        self.assertGreaterEqual(account.lamports, self.world.rent_of(88))
        held = bytes(self.world.get(self.token).data)
        self.assertEqual(held, tokens.account_data(USDC, self.address, tokens.amount_of(held)))

    def test_opens_an_account_with_its_vault(self):
        before = self.world.lamports(PAYER)
        outcome = self.succeed(self.program.initialize_token(PAYER, CODE))
        self.assert_opened()
        self.assertEqual(self.world.lamports(self.address), self.world.rent_of(88))
        self.assertEqual(before - self.world.lamports(PAYER),
                         self.world.rent_of(88) + self.world.rent_of(165))
        self.assertEqual(self.world.events(outcome), [])

    def test_opens_at_an_address_that_somebody_funded(self):
        for lamports in (1, self.world.rent_of(88) - 1, self.world.rent_of(88), SOL):
            with self.subTest(lamports=lamports):
                self.setUp()
                self.world.give(self.address, lamports)
                before = self.world.lamports(PAYER)
                self.succeed(self.program.initialize_token(PAYER, CODE))
                self.assert_opened()
                self.assertEqual(self.world.lamports(self.address),
                                 max(lamports, self.world.rent_of(88)))
                self.assertEqual(before - self.world.lamports(PAYER), self.world.rent_of(165)
                                 + max(0, self.world.rent_of(88) - lamports))

    def test_opens_when_the_vault_was_there(self):
        self.world.must(tokens.create_associated(ATTACKER, self.address, USDC))
        self.world.must(tokens.transfer_checked(
            self.world.attacker, USDC, self.token, ATTACKER, 3 * USD))
        self.succeed(self.program.initialize_token(PAYER, CODE))
        self.assert_opened()
        self.assertEqual(self.world.tokens(self.token), 3 * USD)

    def test_opens_when_all_was_funded_before(self):
        self.world.give(self.address, SOL)
        self.world.give(self.token, SOL)
        self.succeed(self.program.initialize_token(PAYER, CODE))
        self.assert_opened()

    def test_deposits_add_up(self):
        self.world.opened()
        for amount, balance in ((5 * USD, 5 * USD), (1, 5 * USD + 1)):
            outcome = self.succeed(
                self.program.deposit_token(PAYER, CODE, self.world.payer, amount))
            self.assertEqual(self.world.tokens(self.token), balance)
            self.assertEqual(self.world.data(self.address),
                             deposit_account(PAYER, USDC, CODE, balance))
            self.assertEqual(self.world.events(outcome),
                             [deposit_event(PAYER, USDC, CODE, amount, balance)])
        self.assertEqual(self.world.tokens(self.world.payer), RICH - 5 * USD - 1)

    def test_a_sweep_leaves_the_balance_as_it_is(self):
        vault = self.world.opened(balance=5 * USD)
        self.succeed(self.program.sweep_token(vault))
        self.succeed(self.program.deposit_token(PAYER, CODE, self.world.payer, USD))
        self.assertEqual(self.world.tokens(self.token), USD)
        self.assertEqual(self.world.data(self.address),
                         deposit_account(PAYER, USDC, CODE, 6 * USD))

    def test_the_balance_may_reach_the_largest_number(self):
        self.world.opened()
        self.world.put(self.address, deposit_account(PAYER, USDC, CODE, 2 ** 64 - 1 - USD), PROGRAM)
        self.succeed(self.program.deposit_token(PAYER, CODE, self.world.payer, USD))
        self.assertEqual(self.world.data(self.address),
                         deposit_account(PAYER, USDC, CODE, 2 ** 64 - 1))

    def test_closing_returns_the_rent_to_the_owner(self):
        before = self.world.lamports(PAYER)
        vault = self.world.opened(balance=5 * USD)
        self.succeed(self.program.sweep_token(vault))
        outcome = self.succeed(self.program.close_token_account(PAYER, CODE))
        self.assertIsNone(self.world.get(self.address))
        self.assertIsNone(self.world.get(self.token))
        self.assertEqual(self.world.lamports(PAYER), before)
        self.assertEqual(self.world.events(outcome), [])

    def test_closing_returns_what_others_sent_to_the_account_and_its_vault(self):
        before = self.world.lamports(PAYER)
        self.world.opened()
        for address, size, owner in ((self.address, 88, PROGRAM), (self.token, 165, tokens.TOKEN)):
            rent = self.world.rent_of(size)
            self.world.put(address, self.world.data(address), owner, rent + SOL)
        self.succeed(self.program.close_token_account(PAYER, CODE))
        self.assertEqual(self.world.lamports(PAYER), before + 2 * SOL)
        self.assertIsNone(self.world.get(self.address))
        self.assertIsNone(self.world.get(self.token))

    def test_opens_again_after_closing_and_counts_from_zero(self):
        vault = self.world.opened(balance=5 * USD)
        self.succeed(self.program.sweep_token(vault))
        self.succeed(self.program.close_token_account(PAYER, CODE))
        self.succeed(self.program.initialize_token(PAYER, CODE))
        self.assert_opened()
        outcome = self.succeed(self.program.deposit_token(PAYER, CODE, self.world.payer, USD))
        self.assertEqual(self.world.events(outcome),
                         [deposit_event(PAYER, USDC, CODE, USD, USD)])

    def test_opens_again_in_the_transaction_that_closed_it(self):
        self.world.opened()
        self.succeed(self.program.close_token_account(PAYER, CODE),
                     self.program.initialize_token(PAYER, CODE))
        self.assert_opened()

    def test_two_owners_share_a_code_and_two_codes_an_owner(self):
        for owner, code in ((PAYER, CODE), (ATTACKER, CODE), (PAYER, OTHER_CODE)):
            vault = self.world.opened(owner, code, USD)
            self.assertEqual(self.world.data(vault.authority),
                             deposit_account(owner, USDC, code, USD))


class SweepTokenTests(WorldTest):
    def assert_swept(self, outcome, vault, account, amount, mint=USDC, program=None):
        treasury = associated(TREASURY, mint, *([program] if program else []))
        self.assertEqual(self.world.tokens(treasury), amount)
        self.assertEqual(self.world.tokens(account), 0)
        self.assertEqual(self.world.events(outcome), [sweep_event(vault.code, account, amount)])

    def test_a_stranger_empties_the_vault_of_a_code_into_the_treasury(self):
        vault = self.world.filled(5 * USD)
        outcome = self.succeed(self.program.sweep_token(vault))
        self.assert_swept(outcome, vault, vault.account(USDC), 5 * USD)

    def test_a_stranger_empties_the_vault_of_a_deposit_account(self):
        vault = self.world.opened(balance=5 * USD)
        outcome = self.succeed(self.program.sweep_token(vault))
        self.assert_swept(outcome, vault, vault.account(USDC), 5 * USD)

    def test_the_vault_of_a_closed_or_never_opened_account(self):
        vault = self.program.vault(CODE, PAYER)
        self.world.hold(vault.authority, USDC, USD)
        outcome = self.succeed(self.program.sweep_token(vault))
        self.assert_swept(outcome, vault, vault.account(USDC), USD)

    def test_any_token_account_of_the_address(self):
        vault = self.program.vault(CODE)
        account = self.world.hold(vault.authority, USDC, USD, at=key(0x62))
        outcome = self.succeed(self.program.sweep_token(vault, account=account))
        self.assert_swept(outcome, vault, account, USD)

    def test_a_foreign_mint(self):
        self.world.mint(FOREIGN_MINT, decimals=9)
        self.world.hold(TREASURY, FOREIGN_MINT, 0)
        vault = self.program.vault(CODE)
        account = self.world.hold(vault.authority, FOREIGN_MINT, 7)
        outcome = self.succeed(self.program.sweep_token(vault, FOREIGN_MINT))
        self.assert_swept(outcome, vault, account, 7, FOREIGN_MINT)

    def test_a_mint_of_the_newer_token_program(self):
        self.world.mint(MINT_2022, 6, TOKEN_2022, [tokens.mint_close_authority(ISSUER)])
        self.world.open(TREASURY, MINT_2022, 0, TOKEN_2022)
        vault = self.program.vault(CODE)
        account = self.world.open(vault.authority, MINT_2022, 7, TOKEN_2022)
        outcome = self.succeed(self.program.sweep_token(vault, MINT_2022, TOKEN_2022))
        self.assert_swept(outcome, vault, account, 7, MINT_2022, TOKEN_2022)

    def test_a_mint_with_a_fee_gives_what_is_left(self):
        self.world.mint(FEE_MINT, 6, TOKEN_2022, [tokens.transfer_fee(ISSUER, 100)])
        treasury = self.world.open(TREASURY, FEE_MINT, 0, TOKEN_2022)
        vault = self.program.vault(CODE)
        account = self.world.open(vault.authority, FEE_MINT, 1_000, TOKEN_2022)
        outcome = self.succeed(self.program.sweep_token(vault, FEE_MINT, TOKEN_2022))
        self.assertEqual((self.world.tokens(treasury), self.world.tokens(account)), (990, 0))
        self.assertEqual(self.world.events(outcome), [sweep_event(CODE, account, 1_000)])

    def test_a_mint_with_a_hook_whose_accounts_are_handed_on(self):
        hook = key(0x77)
        self.world.deploy(hook, built.nothing())
        self.world.mint(MINT_2022, 6, TOKEN_2022, [tokens.transfer_hook(ISSUER, hook)])
        self.world.open(TREASURY, MINT_2022, 0, TOKEN_2022)
        vault = self.program.vault(CODE)
        account = self.world.open(vault.authority, MINT_2022, 7, TOKEN_2022)
        sweep = self.program.sweep_token(vault, MINT_2022, TOKEN_2022)
        sweep.accounts = [*sweep.accounts, readonly(hook)]
        outcome = self.succeed(sweep)
        self.assertIn(f"Program {hook} success", outcome.logs)
        self.assert_swept(outcome, vault, account, 7, MINT_2022, TOKEN_2022)

    def test_wrapped_lamports(self):
        rent = self.world.rent_of(165)
        self.world.mint(NATIVE, 9)
        treasury, vault = associated(TREASURY, NATIVE), self.program.vault(CODE)
        account = vault.account(NATIVE)
        for address, owner, amount in ((treasury, TREASURY, 0), (account, vault.authority, SOL)):
            self.world.put(address, tokens.account_data(NATIVE, owner, amount, native=rent),
                           tokens.TOKEN, rent + amount)
        outcome = self.succeed(self.program.sweep_token(vault, NATIVE))
        self.assert_swept(outcome, vault, account, SOL, NATIVE)
        self.assertEqual(self.world.lamports(treasury), rent + SOL)

    def test_a_vault_at_another_valid_bump(self):
        vault = self.program.vault(CODE)
        address, bump = vault.other_bump()
        account = self.world.hold(address, USDC, USD)
        instruction = self.program.sweep_token(vault, account=account, bump=bump)
        instruction.accounts = [readonly(address), *instruction.accounts[1:]]
        self.assert_swept(self.succeed(instruction), vault, account, USD)

    def test_the_largest_amount(self):
        vault = self.world.filled(2 ** 64 - 1)
        outcome = self.succeed(self.program.sweep_token(vault))
        self.assert_swept(outcome, vault, vault.account(USDC), 2 ** 64 - 1)


class SweepLamportsTests(WorldTest):
    def assert_swept(self, vault, lamports, left=0, bump=None):
        before = self.world.lamports(TREASURY)
        outcome = self.succeed(self.program.sweep_lamports(vault, bump))
        self.assertEqual(self.world.lamports(TREASURY), before + lamports)
        self.assertEqual(self.world.lamports(vault.authority), left)
        self.assertEqual(self.world.events(outcome), [])

    def test_all_of_a_code(self):
        vault = self.program.vault(CODE)
        self.world.give(vault.authority, SOL)
        self.assert_swept(vault, SOL)

    def test_all_of_a_deposit_address_that_is_not_open(self):
        vault = self.program.vault(CODE, PAYER)
        self.world.give(vault.authority, SOL)
        self.assert_swept(vault, SOL)

    def test_what_a_vault_has_beyond_its_rent(self):
        vault, rent = self.program.vault(CODE), self.world.rent_of(165)
        for mint, program in ((USDC, tokens.TOKEN), (MINT_2022, TOKEN_2022)):
            for at_the_address in (0, SOL):
                with self.subTest(program=program, lamports=at_the_address):
                    self.world.mint(mint, 6, program)
                    account = vault.account(mint, program)
                    self.world.put(account, tokens.account_data(mint, vault.authority, USD), program,
                                   rent + 2 * SOL)
                    if at_the_address:
                        self.world.give(vault.authority, at_the_address)
                    before = self.world.lamports(TREASURY)
                    self.succeed(self.program.sweep_vault_lamports(vault, account, program))
                    self.assertEqual(self.world.lamports(TREASURY) - before,
                                     2 * SOL + at_the_address)
                    self.assertEqual(self.world.lamports(account), rent)
                    self.assertEqual(self.world.tokens(account), USD)
                    self.assertEqual(self.world.lamports(vault.authority), 0)

    def test_an_address_at_another_valid_bump(self):
        vault = self.program.vault(CODE)
        address, bump = vault.other_bump()
        self.world.give(address, SOL)
        instruction = self.program.sweep_lamports(vault, bump)
        first, *rest = instruction.accounts
        instruction.accounts = [type(first)(address, False, True), *rest]
        before = self.world.lamports(TREASURY)
        self.succeed(instruction)
        self.assertEqual(self.world.lamports(TREASURY), before + SOL)


class RecoverNestedTests(WorldTest):
    def nest(self, vault, mint, amount):
        """Tokens at the associated account of the vault's own token account."""
        holder = vault.account(USDC)
        if self.world.get(holder) is None:
            self.world.hold(vault.authority, USDC, 0)
        if self.world.get(vault.account(mint)) is None:
            self.world.hold(vault.authority, mint, 0)
        return self.world.hold(holder, mint, amount)

    def assert_recovered(self, vault, mint):
        nested = self.nest(vault, mint, 7)
        self.succeed(self.program.recover_nested(vault, mint))
        self.assertIsNone(self.world.get(nested))
        self.assertEqual(self.world.tokens(vault.account(mint)), 7)

    def test_tokens_nested_under_a_code(self):
        vault = self.program.vault(CODE)
        self.assert_recovered(vault, USDC)
        self.succeed(self.program.sweep_token(vault))
        self.assertEqual(self.world.tokens(self.world.treasury), 7)
        self.succeed(self.program.sweep_lamports(vault))
        self.assertEqual(self.world.lamports(vault.authority), 0)

    def test_foreign_tokens_nested_under_a_code(self):
        self.world.mint(FOREIGN_MINT)
        self.assert_recovered(self.program.vault(CODE), FOREIGN_MINT)

    def test_tokens_nested_under_a_live_deposit_account(self):
        vault = self.world.opened()
        self.assert_recovered(vault, USDC)
        self.assertEqual(self.world.data(vault.authority), deposit_account(PAYER, USDC, CODE, 0))


class NewerTokenProgramTests(unittest.TestCase):
    """A build for a mint of the newer token program."""

    def test_everything_works_there_too(self):
        world = World2022()
        program, vault = world.program, world.program.vault(CODE, PAYER)
        outcome = world.must(
            program.deposit_direct(world.payer, PAYER, CODE, USD),
            program.initialize_token(PAYER, CODE),
            program.deposit_token(PAYER, CODE, world.payer, 2 * USD),
            program.sweep_token(vault),
            program.close_token_account(PAYER, CODE))
        self.assertEqual(world.tokens(world.treasury), 3 * USD)
        self.assertEqual(world.events(outcome), [
            deposit_received(CODE, PAYER, world.payer, USD),
            deposit_event(PAYER, MINT_2022, CODE, 2 * USD, 2 * USD),
            sweep_event(CODE, vault.account(MINT_2022, TOKEN_2022), 2 * USD)])

    def test_an_extension_that_the_build_allows(self):
        fee = tokens.transfer_fee(ISSUER, 100)
        world = World2022([fee], allowed=1 << fee[0])
        outcome = world.must(world.program.deposit_direct(world.payer, PAYER, CODE, USD))
        self.assertEqual(world.tokens(world.treasury), USD - USD // 100)
        self.assertEqual(world.events(outcome),
                         [deposit_received(CODE, PAYER, world.payer, USD)])

    def test_extensions_that_do_no_harm(self):
        harmless = [tokens.mint_close_authority(ISSUER), tokens.permanent_delegate(ISSUER)]
        world = World2022(harmless)
        world.must(world.program.deposit_direct(world.payer, PAYER, CODE, USD))
        self.assertEqual(world.tokens(world.treasury), USD)


if __name__ == "__main__":
    unittest.main()
