"""Hostile cases of the deposit accounts: opening, depositing, closing."""

from solders.system_program import TransferParams, transfer

import tokens
from addresses import SYSTEM, TOKEN_2022, USDC
from deposit_program import deposit_account
from hostile import (SYSTEM_INSUFFICIENT_LAMPORTS, TOKEN_FROZEN, TOKEN_INSUFFICIENT_FUNDS, longer,
                     read_only, refused, shorter, unsigned, with_key, with_one_more, without_last)
from vm import ATTACKER, ISSUER, PAYER, SOL, TREASURY, VICTIM, key
from world import CODE, FOREIGN_MINT, OTHER_CODE, PROGRAM, RICH, USD


# initialize_token

ACCOUNT, MINT, VAULT, OWNER, TOKEN_PROGRAM, ASSOCIATED_PROGRAM, SYSTEM_PROGRAM = range(7)


def opening(world):
    return world.program.initialize_token(PAYER, CODE)


@refused("malformedData")
def opening_with_short_data(world):
    return shorter(opening(world))


@refused("malformedData")
def opening_with_long_data(world):
    return longer(opening(world))


@refused("wrongAccountCount")
def opening_with_six_accounts(world):
    return without_last(opening(world))


@refused("wrongAccountCount")
def opening_with_eight_accounts(world):
    return with_one_more(opening(world), key(0x73))


@refused("accountNotSigner")
def opening_in_somebody_elses_name(world):
    return unsigned(opening(world), OWNER)


@refused("accountNotWritable")
def opening_a_read_only_account(world):
    return read_only(opening(world), ACCOUNT)


@refused("accountNotWritable")
def opening_a_read_only_vault(world):
    return read_only(opening(world), VAULT)


@refused("accountNotWritable")
def opening_for_a_read_only_owner(world):
    return read_only(opening(world), OWNER)


@refused("wrongMint")
def opening_for_a_foreign_mint(world):
    world.mint(FOREIGN_MINT)
    vault = world.program.vault(CODE, PAYER).account(FOREIGN_MINT)
    return with_key(with_key(opening(world), MINT, FOREIGN_MINT), VAULT, vault)


@refused("wrongTokenProgram")
def opening_with_a_fake_token_program(world):
    return with_key(opening(world), TOKEN_PROGRAM, key(0x70))


@refused("wrongTokenProgram")
def opening_with_the_other_token_program(world):
    return with_key(opening(world), TOKEN_PROGRAM, TOKEN_2022)


@refused("wrongAssociatedTokenProgram")
def opening_with_a_fake_associated_token_program(world):
    return with_key(opening(world), ASSOCIATED_PROGRAM, key(0x70))


@refused("wrongSystemProgram")
def opening_with_a_fake_system_program(world):
    return with_key(opening(world), SYSTEM_PROGRAM, key(0x70))


@refused("wrongDerivedAddress")
def opening_the_address_of_another_code(world):
    return with_key(opening(world), ACCOUNT, world.program.vault(OTHER_CODE, PAYER).authority)


@refused("wrongDerivedAddress")
def opening_the_address_of_another_owner(world):
    return with_key(opening(world), ACCOUNT, world.program.vault(CODE, VICTIM).authority)


@refused("wrongDerivedAddress")
def opening_the_address_of_the_code_alone(world):
    return with_key(opening(world), ACCOUNT, world.program.vault(CODE).authority)


@refused("wrongDerivedAddress")
def opening_at_another_valid_bump(world):
    return with_key(opening(world), ACCOUNT, world.program.vault(CODE, PAYER).other_bump()[0])


@refused("wrongVault")
def opening_with_the_vault_of_another(world):
    return with_key(opening(world), VAULT, world.program.vault(CODE, VICTIM).account(USDC))


@refused("wrongVault")
def opening_with_the_owners_token_account_as_vault(world):
    return with_key(opening(world), VAULT, world.payer)


@refused("wrongVault")
def opening_with_the_treasury_as_vault(world):
    return with_key(opening(world), VAULT, world.treasury)


@refused("wrongVault")
def opening_with_a_vault_that_is_not_the_associated_one(world):
    authority = world.program.vault(CODE, PAYER).authority
    return with_key(opening(world), VAULT, world.hold(authority, USDC, 0, at=key(0x74)))


@refused("alreadyInitialized")
def opening_twice(world):
    world.opened()
    return opening(world)


@refused("alreadyInitialized")
def opening_twice_in_one_transaction(world):
    return [opening(world), opening(world)]


@refused("alreadyInitialized")
def opening_again_after_deposits(world):
    world.opened(balance=5 * USD)
    return opening(world)


@refused(SYSTEM_INSUFFICIENT_LAMPORTS)
def opening_without_money_for_the_rent(world):
    world.give(PAYER, 1_000_000)
    return opening(world)


# deposit_token

SOURCE, DEPOSIT_VAULT, DEPOSIT_OWNER, DEPOSIT_TOKEN_PROGRAM = range(2, 6)


def depositing(world, amount: int = USD):
    """A deposit to an open account."""
    world.opened(balance=5 * USD)
    return world.program.deposit_token(PAYER, CODE, world.payer, amount)


@refused("malformedData")
def depositing_with_short_data(world):
    return shorter(depositing(world))


@refused("malformedData")
def depositing_with_long_data(world):
    return longer(depositing(world))


@refused("wrongAccountCount")
def depositing_with_five_accounts(world):
    return without_last(depositing(world))


@refused("wrongAccountCount")
def depositing_with_seven_accounts(world):
    return with_one_more(depositing(world), SYSTEM)


@refused("accountNotSigner")
def depositing_that_nobody_signed(world):
    return unsigned(depositing(world), DEPOSIT_OWNER)


@refused("accountNotWritable")
def depositing_to_a_read_only_account(world):
    return read_only(depositing(world), ACCOUNT)


@refused("accountNotWritable")
def depositing_from_a_read_only_source(world):
    return read_only(depositing(world), SOURCE)


@refused("accountNotWritable")
def depositing_to_a_read_only_vault(world):
    return read_only(depositing(world), DEPOSIT_VAULT)


@refused("zeroAmount")
def depositing_nothing(world):
    return depositing(world, 0)


@refused("wrongMint")
def depositing_a_foreign_mint(world):
    world.mint(FOREIGN_MINT)
    return with_key(depositing(world), MINT, FOREIGN_MINT)


@refused("wrongSource")
def depositing_from_an_account_of_another_mint(world):
    world.mint(FOREIGN_MINT)
    return with_key(depositing(world), SOURCE, world.hold(PAYER, FOREIGN_MINT, RICH))


@refused("wrongSource")
def depositing_from_a_look_alike_of_another_program(world):
    fake = world.put(key(0x72), tokens.account_data(USDC, PAYER, RICH), key(0x70))
    return with_key(depositing(world), SOURCE, fake)


@refused("duplicateAccount")
def depositing_from_the_vault_to_itself(world):
    instruction = depositing(world)
    return with_key(instruction, SOURCE, instruction.accounts[DEPOSIT_VAULT].pubkey)


@refused("wrongTokenProgram")
def depositing_through_a_fake_token_program(world):
    return with_key(depositing(world), DEPOSIT_TOKEN_PROGRAM, key(0x70))


@refused("wrongDepositAccount")
def depositing_to_an_account_that_was_never_opened(world):
    world.hold(world.program.vault(CODE, PAYER).authority, USDC, 0)
    return world.program.deposit_token(PAYER, CODE, world.payer, USD)


@refused("wrongDepositAccount")
def depositing_to_a_funded_address_that_was_never_opened(world):
    vault = world.program.vault(CODE, PAYER)
    world.give(vault.authority, SOL)
    world.hold(vault.authority, USDC, 0)
    return world.program.deposit_token(PAYER, CODE, world.payer, USD)


@refused("wrongDepositAccount")
def depositing_to_an_account_with_another_discriminator(world):
    instruction = depositing(world)
    data = bytes.fromhex("d8926f2a5c084a3e") + deposit_account(PAYER, USDC, CODE, 0)[8:]
    world.put(instruction.accounts[ACCOUNT].pubkey, data, PROGRAM)
    return instruction


@refused("wrongDepositAccount")
def depositing_to_an_account_of_another_program_with_our_discriminator(world):
    instruction = depositing(world)
    data = deposit_account(PAYER, USDC, CODE, 0)
    world.put(instruction.accounts[ACCOUNT].pubkey, data, key(0x70))
    return instruction


@refused("wrongDepositAccount")
def depositing_to_an_account_of_the_old_length(world):
    instruction = depositing(world)
    data = deposit_account(PAYER, USDC, CODE, 0)[:80]
    world.put(instruction.accounts[ACCOUNT].pubkey, data, PROGRAM)
    return instruction


@refused("wrongDepositAccount")
def depositing_to_a_token_account(world):
    return with_key(depositing(world), ACCOUNT, world.victim)


@refused("wrongOwner")
def depositing_to_somebody_elses_account(world):
    world.opened(VICTIM)
    return with_key(depositing(world), ACCOUNT, world.program.vault(CODE, VICTIM).authority)


@refused("wrongVault")
def depositing_to_the_attackers_token_account(world):
    return with_key(depositing(world), DEPOSIT_VAULT, world.attacker)


@refused("wrongVault")
def depositing_to_the_vault_of_another_account(world):
    other = world.opened(PAYER, OTHER_CODE)
    return with_key(depositing(world), DEPOSIT_VAULT, other.account(USDC))


@refused("wrongVault")
def depositing_to_another_token_account_of_the_address(world):
    authority = world.program.vault(CODE, PAYER).authority
    other = world.hold(authority, USDC, 0, at=key(0x74))
    return with_key(depositing(world), DEPOSIT_VAULT, other)


@refused("balanceOverflow")
def depositing_beyond_the_largest_balance(world):
    instruction = depositing(world)
    data = deposit_account(PAYER, USDC, CODE, 2 ** 64 - USD)
    world.put(instruction.accounts[ACCOUNT].pubkey, data, PROGRAM)
    return instruction


@refused(TOKEN_INSUFFICIENT_FUNDS)
def depositing_more_than_there_is(world):
    return depositing(world, RICH)


@refused(TOKEN_FROZEN)
def depositing_to_a_frozen_vault(world):
    instruction = depositing(world)
    world.must(tokens.freeze(instruction.accounts[DEPOSIT_VAULT].pubkey, USDC, ISSUER))
    return instruction


@refused("wrongDepositAccount")
def depositing_to_a_closed_account(world):
    world.opened()
    world.must(world.program.close_token_account(PAYER, CODE))
    return world.program.deposit_token(PAYER, CODE, world.payer, USD)


@refused("wrongDepositAccount")
def depositing_to_an_account_closed_and_revived_in_one_transaction(world):
    vault = world.opened()
    rent = world.rent_of(88)
    return [world.program.close_token_account(PAYER, CODE),
            transfer(TransferParams(from_pubkey=ATTACKER, to_pubkey=vault.authority, lamports=rent)),
            tokens.create_associated(ATTACKER, vault.authority, USDC),
            world.program.deposit_token(PAYER, CODE, world.payer, USD)]


# close_token_account

CLOSE_OWNER, CLOSE_TOKEN_PROGRAM = 3, 4


def closing(world, balance: int = 0):
    world.opened(balance=balance)
    return world.program.close_token_account(PAYER, CODE)


@refused("vaultNotEmpty")
def closing_a_full_vault(world):
    return closing(world, 5 * USD)


@refused("vaultNotEmpty")
def closing_a_vault_with_one_unit_that_somebody_sent(world):
    instruction = closing(world)
    world.must(tokens.transfer_checked(
        world.attacker, USDC, instruction.accounts[VAULT].pubkey, ATTACKER, 1))
    return instruction


@refused("malformedData")
def closing_with_long_data(world):
    return longer(closing(world))


@refused("wrongAccountCount")
def closing_with_four_accounts(world):
    return without_last(closing(world))


@refused("wrongAccountCount")
def closing_with_six_accounts(world):
    return with_one_more(closing(world), SYSTEM)


@refused("accountNotSigner")
def closing_that_nobody_signed(world):
    return unsigned(closing(world), CLOSE_OWNER)


@refused("accountNotWritable")
def closing_a_read_only_account(world):
    return read_only(closing(world), ACCOUNT)


@refused("accountNotWritable")
def closing_a_read_only_vault(world):
    return read_only(closing(world), VAULT)


@refused("accountNotWritable")
def closing_for_a_read_only_owner(world):
    return read_only(closing(world), CLOSE_OWNER)


@refused("wrongOwner")
def closing_somebody_elses_account(world):
    return with_key(closing(world), CLOSE_OWNER, ATTACKER)


@refused("wrongOwner")
def closing_somebody_elses_account_to_the_treasury(world):
    return with_key(closing(world), CLOSE_OWNER, TREASURY)


@refused("wrongTokenProgram")
def closing_through_a_fake_token_program(world):
    return with_key(closing(world), CLOSE_TOKEN_PROGRAM, key(0x70))


@refused("wrongVault")
def closing_with_an_empty_account_as_vault_while_the_vault_is_full(world):
    instruction = closing(world, 5 * USD)
    authority = instruction.accounts[ACCOUNT].pubkey
    return with_key(instruction, VAULT, world.hold(authority, USDC, 0, at=key(0x74)))


@refused("wrongVault")
def closing_with_the_vault_of_another(world):
    other = world.opened(PAYER, OTHER_CODE)
    return with_key(closing(world, 5 * USD), VAULT, other.account(USDC))


@refused("wrongDepositAccount")
def closing_twice(world):
    world.must(closing(world))
    return world.program.close_token_account(PAYER, CODE)


@refused("wrongDepositAccount")
def closing_twice_in_one_transaction(world):
    instruction = closing(world)
    return [instruction, instruction]


@refused("wrongDepositAccount")
def closing_an_account_of_another_program_with_our_discriminator(world):
    instruction = closing(world)
    data = deposit_account(PAYER, USDC, CODE, 0)
    world.put(instruction.accounts[ACCOUNT].pubkey, data, key(0x70))
    return instruction
