"""Hostile cases of the sweeping instructions: their only exit is the treasury."""

import tokens
from addresses import TOKEN, TOKEN_2022, USDC, associated
from hostile import (TOKEN_FROZEN, longer, read_only, refused, shorter, with_data, with_key,
                     with_one_more, without_last)
from vm import ATTACKER, ISSUER, PAYER, SOL, TREASURY, VICTIM, key
from world import CODE, FOREIGN_MINT, OTHER_CODE, PROGRAM, USD

# sweep_token

AUTHORITY, VAULT, MINT, DESTINATION, TOKEN_PROGRAM = range(5)


def sweeping(world):
    """The sweep of a filled vault."""
    return world.program.sweep_token(world.filled())


def with_seeds(instruction, kind: int, bump: int, rest: bytes):
    return with_data(instruction, bytes(instruction.data)[:8] + bytes([kind, bump]) + rest)


@refused("wrongTreasuryAccount")
def sweeping_to_a_stranger(world):
    return with_key(sweeping(world), DESTINATION, world.attacker)


@refused("wrongTreasuryAccount")
def sweeping_to_another_account_of_the_treasury(world):
    other = world.hold(TREASURY, USDC, 0, at=key(0x71))
    return with_key(sweeping(world), DESTINATION, other)


@refused("wrongTreasuryAccount")
def sweeping_the_owners_deposit_to_the_owner(world):
    instruction = world.program.sweep_token(world.opened(balance=USD))
    return with_key(instruction, DESTINATION, world.payer)


@refused("wrongTreasuryAccount")
def sweeping_a_foreign_mint_to_a_stranger(world):
    world.mint(FOREIGN_MINT)
    vault = world.program.vault(CODE)
    world.hold(vault.authority, FOREIGN_MINT, USD)
    destination = world.hold(ATTACKER, FOREIGN_MINT, 0)
    return with_key(world.program.sweep_token(vault, FOREIGN_MINT), DESTINATION, destination)


@refused("treasuryAccountUnusable")
def sweeping_to_a_treasury_account_that_was_handed_over(world):
    world.must(tokens.set_authority(world.treasury, tokens.ACCOUNT_OWNER, TREASURY, ATTACKER))
    return sweeping(world)


@refused("treasuryAccountUnusable")
def sweeping_to_a_frozen_treasury_account(world):
    world.must(tokens.freeze(world.treasury, USDC, ISSUER))
    return sweeping(world)


@refused("treasuryAccountUnusable")
def sweeping_to_a_treasury_account_that_does_not_exist(world):
    world.must(tokens.close(world.treasury, TREASURY, TREASURY))
    return sweeping(world)


@refused("treasuryAccountUnusable")
def sweeping_a_foreign_mint_to_a_handed_over_account(world):
    world.mint(FOREIGN_MINT)
    vault = world.program.vault(CODE)
    world.hold(vault.authority, FOREIGN_MINT, USD)
    world.hold(ATTACKER, FOREIGN_MINT, 0, at=associated(TREASURY, FOREIGN_MINT))
    return world.program.sweep_token(vault, FOREIGN_MINT)


@refused("wrongDerivedAddress")
def sweeping_with_an_invalid_bump(world):
    vault = world.filled()
    return world.program.sweep_token(vault, bump=invalid_bump(vault))


def invalid_bump(vault) -> int:
    """A bump whose address lies on the curve."""
    for bump in range(255, -1, -1):
        try:
            type(vault.authority).create_program_address([*vault.seeds, bytes([bump])], vault.program)
        except Exception:  # solders has one for "on the curve"
            return bump
    raise LookupError("every bump is valid")


@refused("wrongDerivedAddress")
def sweeping_with_the_bump_of_another_address(world):
    vault = world.filled()
    return world.program.sweep_token(vault, bump=vault.other_bump()[1])


@refused("wrongDerivedAddress")
def sweeping_with_the_seeds_of_another_code(world):
    other = world.program.vault(OTHER_CODE)
    return with_seeds(sweeping(world), other.kind, other.bump, other.code)


@refused("wrongDerivedAddress")
def sweeping_a_deposit_address_with_the_seeds_of_its_code(world):
    instruction = world.program.sweep_token(world.opened(balance=USD))
    code = world.program.vault(CODE)
    return with_seeds(instruction, code.kind, code.bump, code.code)


@refused("wrongDerivedAddress")
def sweeping_a_wallet(world):
    """The victim's own token account, with a signature even."""
    instruction = with_key(sweeping(world), AUTHORITY, VICTIM)
    return with_key(instruction, VAULT, world.victim)


@refused("malformedData")
def sweeping_an_unknown_kind(world):
    vault = world.filled()
    return with_seeds(sweeping(world), 2, vault.bump, vault.code)


@refused("malformedData")
def sweeping_a_code_with_an_owner(world):
    return with_data(sweeping(world), bytes(sweeping(world).data) + bytes(PAYER))


@refused("malformedData")
def sweeping_a_deposit_address_without_an_owner(world):
    return shorter(world.program.sweep_token(world.opened(balance=USD)), 32)


@refused("malformedData")
def sweeping_with_short_data(world):
    return shorter(sweeping(world))


@refused("malformedData")
def sweeping_with_long_data(world):
    return longer(sweeping(world))


@refused("malformedData")
def sweeping_without_seeds(world):
    return shorter(sweeping(world), 10)


@refused("wrongAccountCount")
def sweeping_with_four_accounts(world):
    return without_last(sweeping(world))


@refused("wrongAccountCount")
def sweeping_with_more_accounts_than_a_hook_may_need(world):
    instruction = sweeping(world)
    for byte in range(0x80, 0x8C):
        instruction = with_one_more(instruction, key(byte))
    return instruction


@refused("wrongAccountCount")
def sweeping_with_a_reference(world):
    """A stranger's code on somebody else's money, as the reference of the inner transfer."""
    return with_one_more(sweeping(world), key(0x80))


@refused("accountNotWritable")
def sweeping_a_read_only_vault(world):
    return read_only(sweeping(world), VAULT)


@refused("accountNotWritable")
def sweeping_to_a_read_only_treasury(world):
    return read_only(sweeping(world), DESTINATION)


@refused("wrongVault")
def sweeping_a_token_account_of_somebody_else(world):
    return with_key(sweeping(world), VAULT, world.victim)


@refused("wrongVault")
def sweeping_the_vault_of_another_code(world):
    other = world.filled(code=OTHER_CODE)
    return with_key(sweeping(world), VAULT, other.account(USDC))


@refused("wrongVault")
def sweeping_an_uninitialised_vault(world):
    vault = world.program.vault(CODE)
    world.put(vault.account(USDC), bytes(165), TOKEN)
    return world.program.sweep_token(vault)


@refused("wrongVault")
def sweeping_a_vault_that_does_not_exist(world):
    return world.program.sweep_token(world.program.vault(CODE))


@refused("wrongVault")
def sweeping_a_look_alike_of_another_program(world):
    vault = world.filled()
    data = tokens.account_data(USDC, vault.authority, USD)
    return world.program.sweep_token(vault, account=world.put(key(0x72), data, key(0x70)))


@refused("wrongVault")
def sweeping_a_multisig_that_poses_as_a_vault(world):
    vault = world.filled()
    data = tokens.account_data(USDC, vault.authority, USD).ljust(tokens.MULTISIG_LENGTH, b"\0")
    return world.program.sweep_token(vault, account=world.put(key(0x72), data, TOKEN))


@refused("wrongMint")
def sweeping_with_the_mint_of_another(world):
    world.mint(FOREIGN_MINT)
    world.hold(TREASURY, FOREIGN_MINT, 0)
    instruction = with_key(sweeping(world), MINT, FOREIGN_MINT)
    return with_key(instruction, DESTINATION, associated(TREASURY, FOREIGN_MINT))


@refused("wrongVault")
def sweeping_the_treasury_account_into_itself(world):
    return with_key(sweeping(world), VAULT, world.treasury)


@refused("wrongTokenProgram")
def sweeping_through_a_fake_token_program(world):
    return with_key(sweeping(world), TOKEN_PROGRAM, key(0x70))


@refused("wrongTokenProgram")
def sweeping_through_the_program_itself(world):
    return with_key(sweeping(world), TOKEN_PROGRAM, PROGRAM)


@refused("wrongVault")
def sweeping_through_the_other_token_program(world):
    return with_key(sweeping(world), TOKEN_PROGRAM, TOKEN_2022)


@refused("nothingToSweep")
def sweeping_an_empty_vault(world):
    return world.program.sweep_token(world.filled(0))


@refused("nothingToSweep")
def sweeping_twice_in_one_transaction(world):
    return [sweeping(world), world.program.sweep_token(world.program.vault(CODE))]


@refused(TOKEN_FROZEN)
def sweeping_a_frozen_vault(world):
    vault = world.filled()
    world.must(tokens.freeze(vault.account(USDC), USDC, ISSUER))
    return world.program.sweep_token(vault)


# sweep_lamports

SOL_TREASURY, SYSTEM_PROGRAM = 1, 2


def sweeping_lamports(world):
    vault = world.program.vault(CODE)
    world.give(vault.authority, SOL)
    return world.program.sweep_lamports(vault)


@refused("wrongTreasury")
def sweeping_lamports_to_a_stranger(world):
    return with_key(sweeping_lamports(world), SOL_TREASURY, ATTACKER)


@refused("wrongTreasury")
def sweeping_lamports_to_the_treasurys_token_account(world):
    return with_key(sweeping_lamports(world), SOL_TREASURY, world.treasury)


@refused("wrongTreasury")
def sweeping_lamports_of_a_deposit_address_to_its_owner(world):
    vault = world.program.vault(CODE, PAYER)
    world.give(vault.authority, SOL)
    return with_key(world.program.sweep_lamports(vault), SOL_TREASURY, PAYER)


@refused("wrongSystemProgram")
def sweeping_lamports_through_a_fake_system_program(world):
    return with_key(sweeping_lamports(world), SYSTEM_PROGRAM, key(0x70))


@refused("nothingToSweep")
def sweeping_lamports_that_are_not_there(world):
    return world.program.sweep_lamports(world.program.vault(CODE))


@refused("nothingToSweep")
def sweeping_the_rent_of_a_live_account(world):
    return world.program.sweep_lamports(world.opened(balance=USD))


@refused("nothingToSweep")
def sweeping_what_a_live_account_holds_beyond_its_rent(world):
    """It is the owner's: nobody could tell it from rent that was higher when he paid it."""
    vault = world.opened(balance=USD)
    world.put(vault.authority, world.data(vault.authority), world.program.program, SOL)
    return world.program.sweep_lamports(vault)


@refused("nothingToSweep")
def sweeping_the_lamports_of_a_live_accounts_vault(world):
    vault = world.opened(balance=USD)
    return world.program.sweep_vault_lamports(vault, vault.account(USDC))


@refused("wrongTokenProgram")
def sweeping_a_vaults_lamports_through_a_fake_token_program(world):
    vault = world.filled(USD)
    return world.program.sweep_vault_lamports(vault, vault.account(USDC), key(0x70))


@refused("accountNotWritable")
def sweeping_the_lamports_of_a_read_only_vault(world):
    vault = world.filled(USD)
    return read_only(world.program.sweep_vault_lamports(vault, vault.account(USDC)), 3)


@refused("wrongAccountCount")
def sweeping_a_vaults_lamports_without_its_program(world):
    vault = world.filled(USD)
    return without_last(world.program.sweep_vault_lamports(vault, vault.account(USDC)))


@refused(4)
def sweeping_the_lamports_of_somebody_elses_token_account(world):
    vault = world.filled(USD)
    return world.program.sweep_vault_lamports(vault, world.victim)


@refused("wrongDerivedAddress")
def sweeping_lamports_with_an_invalid_bump(world):
    vault = world.program.vault(CODE)
    world.give(vault.authority, SOL)
    return world.program.sweep_lamports(vault, invalid_bump(vault))


@refused("wrongDerivedAddress")
def sweeping_the_lamports_of_a_wallet(world):
    return with_key(sweeping_lamports(world), 0, VICTIM)


@refused("accountNotWritable")
def sweeping_lamports_of_a_read_only_address(world):
    return read_only(sweeping_lamports(world), 0)


@refused("accountNotWritable")
def sweeping_lamports_to_a_read_only_treasury(world):
    return read_only(sweeping_lamports(world), SOL_TREASURY)


@refused("wrongAccountCount")
def sweeping_lamports_with_two_accounts(world):
    return without_last(sweeping_lamports(world))


@refused("wrongAccountCount")
def sweeping_lamports_with_four_accounts(world):
    return with_one_more(sweeping_lamports(world), key(0x75))


@refused("malformedData")
def sweeping_lamports_with_long_data(world):
    return longer(sweeping_lamports(world))


@refused("malformedData")
def sweeping_lamports_with_short_data(world):
    return shorter(sweeping_lamports(world))


# recover_nested

NESTED, NESTED_MINT, RECOVERED, HOLDER = range(1, 5)
NESTED_TOKEN_PROGRAM, ASSOCIATED_PROGRAM = 6, 7


def recovering(world):
    """The recovery of tokens at the associated account of a vault's token account."""
    vault = world.filled()
    world.hold(vault.account(USDC), USDC, USD)
    return world.program.recover_nested(vault, USDC)


@refused("wrongAssociatedTokenProgram")
def recovering_through_a_fake_associated_token_program(world):
    return with_key(recovering(world), ASSOCIATED_PROGRAM, key(0x70))


@refused("wrongTokenProgram")
def recovering_through_a_fake_token_program(world):
    return with_key(recovering(world), NESTED_TOKEN_PROGRAM, key(0x70))


@refused("wrongDerivedAddress")
def recovering_with_the_seeds_of_another(world):
    other = world.program.vault(OTHER_CODE)
    return with_seeds(recovering(world), other.kind, other.bump, other.code)


@refused("wrongVault")
def recovering_to_a_stranger(world):
    return with_key(recovering(world), RECOVERED, world.attacker)


@refused("wrongSource")
def recovering_what_is_not_nested(world):
    return with_key(recovering(world), NESTED, world.victim)


@refused("wrongVault")
def recovering_from_under_somebody_elses_token_account(world):
    world.hold(world.victim, USDC, USD)
    instruction = with_key(recovering(world), HOLDER, world.victim)
    return with_key(instruction, NESTED, associated(world.victim, USDC))


@refused("accountNotWritable")
def recovering_for_a_read_only_address(world):
    return read_only(recovering(world), 0)


@refused("accountNotWritable")
def recovering_a_read_only_account(world):
    return read_only(recovering(world), NESTED)


@refused("wrongVault")
def recovering_to_an_account_that_does_not_exist(world):
    world.mint(FOREIGN_MINT)
    vault = world.filled()
    world.hold(vault.account(USDC), FOREIGN_MINT, USD)
    return world.program.recover_nested(vault, FOREIGN_MINT)


@refused("wrongAccountCount")
def recovering_with_seven_accounts(world):
    return without_last(recovering(world))


@refused("malformedData")
def recovering_with_short_data(world):
    return shorter(recovering(world))


@refused("malformedData")
def recovering_with_long_data(world):
    return longer(recovering(world))
