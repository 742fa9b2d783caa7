"""Hostile cases of the entry point and of `deposit_direct`."""

from solders.instruction import Instruction

import tokens
from addresses import SYSTEM, TOKEN, TOKEN_2022, USDC
from deposit_program import DISABLED, readonly, sighash, u64, writable, writable_signer
from hostile import (TOKEN_FROZEN, TOKEN_INSUFFICIENT_FUNDS, TOKEN_OWNER_MISMATCH, longer,
                     read_only, refused, shorter, unsigned, with_accounts, with_data, with_key,
                     without_last)
from vm import ATTACKER, DELEGATE, ISSUER, PAYER, SOL, TREASURY, key
from world import CODE, FOREIGN_MINT, PROGRAM, RICH, USD

SOURCE, MINT, TREASURY_ACCOUNT, AUTHORITY, TOKEN_PROGRAM = range(5)


def direct(world, amount: int = 5 * USD):
    return world.program.deposit_direct(world.payer, PAYER, CODE, amount)


# The entry point

@refused("unknownInstruction")
def no_data(world):
    return with_data(direct(world), b"")


@refused("unknownInstruction")
def seven_bytes_of_a_discriminator(world):
    return with_data(direct(world), bytes(direct(world).data)[:7])


@refused("unknownInstruction")
def an_unknown_discriminator(world):
    return with_data(direct(world), sighash("global", "set_treasury") + bytes(direct(world).data)[8:])


@refused("unknownInstruction")
def a_discriminator_with_its_last_bit_flipped(world):
    data = bytearray(direct(world).data)
    data[7] ^= 0x80
    return with_data(direct(world), bytes(data))


@refused("unknownInstruction")
def an_unknown_discriminator_without_accounts(world):
    return Instruction(PROGRAM, bytes(8), [])


def register_disabled():
    for name in DISABLED:
        def with_accounts_of_old(world, name=name):
            return old_instruction(world, name)

        def bare(world, name=name):
            return world.program.instruction(name, b"")
        with_accounts_of_old.__name__ = f"the_disabled_{name}"
        bare.__name__ = f"the_disabled_{name}_without_accounts"
        refused("disabled")(with_accounts_of_old)
        refused("disabled")(bare)


def old_instruction(world, name: str) -> Instruction:
    """An instruction of the existing program just as its clients send it, to an open account."""
    vault = world.opened(balance=5 * USD)
    account, owner = writable(vault.authority), writable_signer(PAYER)
    token = [readonly(USDC), writable(vault.account(USDC)), writable(world.payer)]
    accounts, arguments = {
        "initialize": ([account, owner, readonly(SYSTEM)], CODE),
        "deposit": ([account, owner, readonly(SYSTEM)], u64(SOL)),
        "withdraw": ([account, owner, readonly(SYSTEM)], u64(1)),
        "withdraw_token": ([account, *token, owner, readonly(TOKEN)], u64(USD)),
        "close_account": ([account, owner], b""),
    }[name]
    return world.program.instruction(name, arguments, *accounts)


register_disabled()


# deposit_direct

@refused("malformedData")
def a_direct_deposit_with_short_data(world):
    return shorter(direct(world))


@refused("malformedData")
def a_direct_deposit_without_arguments(world):
    return shorter(direct(world), 16)


@refused("malformedData")
def a_direct_deposit_with_long_data(world):
    return longer(direct(world))


@refused("wrongAccountCount")
def a_direct_deposit_with_four_accounts(world):
    return without_last(direct(world))


@refused("wrongAccountCount")
def a_direct_deposit_without_accounts(world):
    return with_accounts(direct(world), [])


@refused("accountNotSigner")
def a_direct_deposit_that_nobody_signed(world):
    return unsigned(direct(world), AUTHORITY)


@refused("accountNotWritable")
def a_direct_deposit_from_a_read_only_source(world):
    return read_only(direct(world), SOURCE)


@refused("accountNotWritable")
def a_direct_deposit_to_a_read_only_treasury(world):
    return read_only(direct(world), TREASURY_ACCOUNT)


@refused("wrongMint")
def a_direct_deposit_of_a_foreign_mint(world):
    world.mint(FOREIGN_MINT)
    source = world.hold(PAYER, FOREIGN_MINT, RICH)
    return with_key(with_key(direct(world), SOURCE, source), MINT, FOREIGN_MINT)


@refused("wrongTokenProgram")
def a_direct_deposit_through_a_fake_token_program(world):
    return with_key(direct(world), TOKEN_PROGRAM, key(0x70))


@refused("wrongTokenProgram")
def a_direct_deposit_through_the_other_token_program(world):
    return with_key(direct(world), TOKEN_PROGRAM, TOKEN_2022)


@refused("wrongTokenProgram")
def a_direct_deposit_through_the_program_itself(world):
    return with_key(direct(world), TOKEN_PROGRAM, PROGRAM)


@refused("wrongTreasuryAccount")
def a_direct_deposit_to_a_stranger(world):
    return with_key(direct(world), TREASURY_ACCOUNT, world.attacker)


@refused("wrongTreasuryAccount")
def a_direct_deposit_to_another_account_of_the_treasury(world):
    other = world.hold(TREASURY, USDC, 0, at=key(0x71))
    return with_key(direct(world), TREASURY_ACCOUNT, other)


@refused("treasuryAccountUnusable")
def a_direct_deposit_to_a_treasury_account_that_was_handed_over(world):
    world.must(tokens.set_authority(world.treasury, tokens.ACCOUNT_OWNER, TREASURY, ATTACKER))
    return direct(world)


@refused("treasuryAccountUnusable")
def a_direct_deposit_to_a_frozen_treasury_account(world):
    world.must(tokens.freeze(world.treasury, USDC, ISSUER))
    return direct(world)


@refused("treasuryAccountUnusable")
def a_direct_deposit_to_a_treasury_account_that_was_closed(world):
    world.must(tokens.close(world.treasury, TREASURY, TREASURY))
    return direct(world)


@refused("treasuryAccountUnusable")
def a_direct_deposit_to_a_treasury_account_that_holds_lamports_only(world):
    world.give(world.treasury, SOL)
    return direct(world)


@refused("treasuryAccountUnusable")
def a_direct_deposit_to_a_treasury_account_of_another_mint(world):
    world.hold(TREASURY, FOREIGN_MINT, 0, at=world.treasury)
    return direct(world)


@refused("treasuryAccountUnusable")
def a_direct_deposit_to_an_uninitialised_treasury_account(world):
    world.put(world.treasury, bytes(165), TOKEN)
    return direct(world)


@refused("sourceIsTreasury")
def a_direct_deposit_from_the_treasury_account_to_itself(world):
    world.hold(TREASURY, USDC, RICH)
    return world.program.deposit_direct(world.treasury, TREASURY, CODE, USD)


@refused("sourceIsTreasury")
def a_direct_deposit_from_another_account_of_the_treasury(world):
    source = world.hold(TREASURY, USDC, RICH, at=key(0x71))
    return world.program.deposit_direct(source, TREASURY, CODE, USD)


@refused("sourceIsTreasury")
def a_direct_deposit_by_a_delegate_of_the_treasury(world):
    source = world.hold(TREASURY, USDC, RICH, at=key(0x71), delegate=ATTACKER, delegated=RICH)
    return world.program.deposit_direct(source, ATTACKER, CODE, USD)


@refused("wrongSource")
def a_direct_deposit_from_an_account_of_another_mint(world):
    world.mint(FOREIGN_MINT)
    return with_key(direct(world), SOURCE, world.hold(PAYER, FOREIGN_MINT, RICH))


@refused("wrongSource")
def a_direct_deposit_from_an_uninitialised_token_account(world):
    data = bytearray(tokens.account_data(USDC, PAYER, RICH, state=tokens.UNINITIALIZED))
    return with_key(direct(world), SOURCE, world.put(key(0x72), bytes(data), TOKEN))


@refused("wrongSource")
def a_direct_deposit_from_a_look_alike_of_another_program(world):
    fake = world.put(key(0x72), tokens.account_data(USDC, PAYER, RICH), key(0x70))
    return with_key(direct(world), SOURCE, fake)


@refused("wrongSource")
def a_direct_deposit_from_a_multisig_that_poses_as_a_token_account(world):
    data = tokens.account_data(USDC, PAYER, RICH).ljust(tokens.MULTISIG_LENGTH, b"\0")
    return with_key(direct(world), SOURCE, world.put(key(0x72), data, TOKEN))


@refused("wrongSource")
def a_direct_deposit_from_an_empty_wallet(world):
    return with_key(direct(world), SOURCE, ATTACKER)


@refused("wrongSource")
def a_direct_deposit_whose_source_is_the_mint(world):
    return with_key(direct(world), SOURCE, USDC)


@refused("zeroAmount")
def a_direct_deposit_of_nothing(world):
    return direct(world, 0)


@refused(TOKEN_INSUFFICIENT_FUNDS)
def a_direct_deposit_of_more_than_there_is(world):
    return direct(world, RICH + 1)


@refused(TOKEN_INSUFFICIENT_FUNDS)
def a_direct_deposit_of_the_largest_number(world):
    return direct(world, 2 ** 64 - 1)


@refused(TOKEN_OWNER_MISMATCH)
def a_direct_deposit_from_somebody_elses_account(world):
    return world.program.deposit_direct(world.victim, ATTACKER, CODE, USD)


@refused(TOKEN_FROZEN)
def a_direct_deposit_from_a_frozen_account(world):
    world.must(tokens.freeze(world.payer, USDC, ISSUER))
    return direct(world)


@refused(TOKEN_INSUFFICIENT_FUNDS)
def a_direct_deposit_beyond_a_delegates_allowance(world):
    world.hold(PAYER, USDC, RICH, delegate=DELEGATE, delegated=USD)
    return world.program.deposit_direct(world.payer, DELEGATE, CODE, USD + 1)
