"""Group O: fees, pins, and money at the addresses of codes."""

from addresses import SYSTEM, TOKEN_2022, USDT
from case import case
from chain import FIRST_SLOT, KEPT_BLOCKHASHES
from config import known_assets
from expect import accept, answers, credit, review, waits
from extensions import transfer_fee
from group_o import MEMO
from notation import MK, SYS, TC, M, deposit_direct, deposit_token, initialize_token, sweep_token
from operations import (fee_mint, give_authority, recover_nested, shift_deployment, sweep_lamports,
                        sweep_other)
from world import (ATTACKER, C1, FIVE, PAYER, REF, RELAYER, SOL, TREASURY, USD, USDC, P, T,
                   associated, vault)

# Fees and programs

@case("O22", "two", "two inbound")
def _(w):
    mint, source, home = fee_mint(w, transfer_fee(100), allow=["transferFeeConfig"])
    one, two = (TC(source, home, PAYER, amount * USD, REF(C1, home), mint=mint, program=TOKEN_2022)
                for amount in (2, 3))
    w.land(one, two)
    w.expects(review("extension_not_allowed", "0", rule="R24",
                     more=[waits("1", "extension_not_allowed")]))


@case("O22", "epoch", "the fee rises between quote and landing, one inbound")
def _(w):
    w.advance(40)
    epoch = w.chain.tip // 432_000
    mint, source, home = fee_mint(w, transfer_fee(200, older=100, epoch=epoch),
                                  allow=["transferFeeConfig"])
    w.land(M(MEMO, PAYER), TC(source, home, PAYER, mint=mint, program=TOKEN_2022))
    w.expects(accept(credit("1", C1, 4_900_000), flags=["fee_authority_present"], rules=["R24"]))


@case("O23")
def _(w):
    w.trust_deposit_program()
    w.land(deposit_direct(C1, FIVE, P, PAYER))
    one = w.edit("the program's bytes are the pinned ones, its deployment is a slot younger")
    shift_deployment(one, 1)
    w.expects(review("program_changed", "0.0", FIVE, rule="R23"))


@case("O23", "authority", "somebody else may upgrade it now")
def _(w):
    w.trust_deposit_program()
    w.land(deposit_direct(C1, FIVE, P, PAYER))
    one = w.edit("the program has an upgrade authority, the policy pins none")
    give_authority(one, ATTACKER)
    w.expects(review("program_changed", "0.0", FIVE, rule="R23"))


@case("O23", "younger", "the pinned deployment is younger than the deposit")
def _(w):
    slots = 4  # after it landed, before it was looked at
    w.trust_deposit_program(deploySlot=FIRST_SLOT + KEPT_BLOCKHASHES + slots)
    w.land(deposit_direct(C1, FIVE, P, PAYER))
    one = w.edit("the program was deployed after the deposit")
    shift_deployment(one, KEPT_BLOCKHASHES + slots)
    w.expects(review("program_changed", "0.0", FIVE, rule="R23"))


def code_address(w):
    """The address of C1's vault, listed in the policy, with the program that can empty it."""
    w.trust_deposit_program()
    found = vault(C1)
    w.configure(depositAddresses=[{"address": str(found.authority), "code": C1}])
    return found


@case("O24", "sol", "SOL")
def _(w):
    found = code_address(w)
    w.configure(knownAssets=[*known_assets(), str(SYSTEM)])
    came = w.land(SYS(PAYER, found.authority, SOL))
    before = w.account(TREASURY).lamports
    w.land(sweep_lamports(found), payer=RELAYER)
    assert w.account(TREASURY).lamports == before + SOL
    w.ask(came)
    w.expects(review("asset_not_enabled", "0", SOL, rule="R8"))


@case("O24", "mint", "another mint")
def _(w):
    found = code_address(w)
    w.give(PAYER, FIVE, USDT)
    came = w.land(MK(found.authority, USDT),
                  TC(associated(PAYER, USDT), associated(found.authority, USDT), PAYER, mint=USDT))
    home = w.give(TREASURY, 0, USDT)
    left = w.land(sweep_other(found, USDT), payer=RELAYER)
    assert w.held(home) == FIVE
    w.ask(came)
    w.ask(left)
    w.expects(answers(review("asset_not_enabled", "1", FIVE, rule="R8"),
                      review("asset_not_enabled", "0.0", FIVE, rule="R8")))


@case("O24", "nested", "a nested token account")
def _(w):
    found = code_address(w)
    owner = found.account(USDC)
    w.hold(owner, found.authority, 0)
    came = w.land(MK(owner), TC(P, associated(owner), PAYER))
    w.land(recover_nested(found), payer=RELAYER)
    w.land(sweep_token(found), payer=RELAYER)
    assert w.held(T) == FIVE
    w.ask(came)
    w.expects(review("nested_ata", "1", FIVE, rule="R7"))


@case("O25")
def _(w):
    w.trust_deposit_program()
    w.land(initialize_token(C1, PAYER))
    w.land(deposit_token(C1, PAYER, P), sweep_token(vault(C1, PAYER)))
    w.expects(accept(credit("0.0", C1, FIVE), rules=["R10", "R11", "R23"]))
