"""Hostile cases of a build for a mint of the newer token program, with a minimum."""

import tokens
from addresses import TOKEN, TOKEN_2022
from hostile import refused, with_key
from vm import ISSUER, PAYER, key
from world import CODE, MINT_2022, USD, World2022


def with_fee() -> World2022:
    return World2022([tokens.transfer_fee(ISSUER, 100)])


def with_hook() -> World2022:
    return World2022([tokens.transfer_hook(ISSUER, key(0x76))])


def with_unknown() -> World2022:
    world = World2022()
    world.mint(MINT_2022, 6, TOKEN_2022, [(63, bytes(8))])
    return world


def with_fee_behind_others() -> World2022:
    return World2022([tokens.permanent_delegate(ISSUER), tokens.transfer_fee(ISSUER, 0)])


def direct(world, amount: int = 5 * USD):
    return world.program.deposit_direct(world.payer, PAYER, CODE, amount)


@refused("belowMinimum", World2022)
def a_direct_deposit_below_the_minimum(world):
    return direct(world, USD - 1)


@refused("belowMinimum", World2022)
def a_direct_deposit_of_one_unit_below_the_minimum(world):
    return direct(world, 1)


@refused("zeroAmount", World2022)
def a_direct_deposit_of_nothing_where_there_is_a_minimum(world):
    return direct(world, 0)


@refused("belowMinimum", World2022)
def depositing_below_the_minimum(world):
    world.must(world.program.initialize_token(PAYER, CODE))
    return world.program.deposit_token(PAYER, CODE, world.payer, USD - 1)


@refused("wrongTokenProgram", World2022)
def a_direct_deposit_through_the_older_token_program(world):
    return with_key(direct(world), 4, TOKEN)


@refused("extensionNotAllowed", with_fee)
def a_direct_deposit_of_a_mint_with_a_fee(world):
    return direct(world)


@refused("extensionNotAllowed", with_hook)
def a_direct_deposit_of_a_mint_with_a_hook(world):
    return direct(world)


@refused("extensionNotAllowed", with_unknown)
def a_direct_deposit_of_a_mint_with_an_extension_of_the_future(world):
    return direct(world)


@refused("extensionNotAllowed", with_fee_behind_others)
def a_direct_deposit_of_a_mint_with_a_fee_behind_other_extensions(world):
    return direct(world)


@refused("extensionNotAllowed", with_fee)
def opening_for_a_mint_with_a_fee(world):
    return world.program.initialize_token(PAYER, CODE)


@refused("extensionNotAllowed", with_hook)
def opening_for_a_mint_with_a_hook(world):
    return world.program.initialize_token(PAYER, CODE)


def that_got_a_fee(world):
    """An account that was open before its mint had a fee, as if the issuer could add one."""
    world.must(world.program.initialize_token(PAYER, CODE))
    world.mint(world.program.mint, 6, world.program.token_program, [tokens.transfer_fee(ISSUER, 100)])
    return world


@refused("extensionNotAllowed", World2022)
def depositing_a_mint_with_a_fee(world):
    return that_got_a_fee(world).program.deposit_token(PAYER, CODE, world.payer, USD)
