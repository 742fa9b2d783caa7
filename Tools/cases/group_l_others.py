"""Group L: somebody else's codes, mints and vaults, and what our program refuses."""

import level5
import programs
from addresses import SYSTEM, WRAPPED_SOL
from case import case
from expect import accept, answers, credit, reject, review, waits
from extensions import layouts
from group_b import wrapped
from group_l import (ACCOUNT, COMPATIBLE, DUST, MEMO, TOO_MUCH, VAULT, absent, custody, deposited,
                     executed, tell_deposit, told)
from level5 import account_data, deposit_event, logged, withdraw_event
from notation import (CPI, DATA_LOG, DEPOSIT, SYS, TC, M, Step, deposit_direct, deposit_token,
                      initialize_token, sweep_token)
from operations import program_record
from solders.instruction import AccountMeta, Instruction
from world import (ATTACKER, C1, C2, FIVE, ISSUER, PAYER, SOL, TREASURY, USD, USDC, P, T,
                   associated, code_bytes, other, vault)

# Somebody else's code, mint, vault and bump

@case("L16", "level5", "at the original")
def _(w):
    executed(w)
    account = level5.pda(C1, ATTACKER)
    w.land(level5.initialize_token(C1, ATTACKER), level5.deposit_token(account, ATTACKER, DUST),
           payer=ATTACKER)
    w.edit(COMPATIBLE)
    w.expects(custody("1.0", DUST))


@case("L16", "own", "at our program: C1 gains, and C1's owner stays")
def _(w):
    w.trust_deposit_program()
    theirs = w.land(initialize_token(C1, ATTACKER),
                    deposit_token(C1, ATTACKER, associated(ATTACKER), DUST), payer=ATTACKER)
    own = w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    w.ask(theirs)
    w.ask(own)
    w.expects(answers(accept(credit("1.0", C1, DUST), rules=["R15", "R23"]),
                      accept(credit("1", C1, FIVE), rules=["R15"])))


@case("L17")
def _(w):
    mint = other("fake mint")
    w.put(mint, layouts.mint_data(ISSUER, 6))
    w.give(PAYER, 20 * USD, mint)
    absent(w, account_data(PAYER, C1, FIVE, mint), mint=mint)
    signature = w.land(level5.initialize_token(C1, PAYER, mint),
                       level5.deposit_token(ACCOUNT, PAYER, FIVE, mint))
    telling = told(w, signature)
    tell_deposit(telling, 1, mint=mint)
    telling.logs(logged() + logged(deposit_event(PAYER, C1, FIVE, FIVE, mint)))
    w.expects(reject("mint_not_allowed", "R8"))


@case("L18", "level5", "of the original")
def _(w):
    executed(w)
    w.land(level5.initialize_token(C1, PAYER))
    w.land(TC(P, VAULT, PAYER))
    w.further.append(ACCOUNT)
    w.edit(COMPATIBLE)
    w.expects(review("vault_direct", "0", FIVE))


@case("L18", "own", "of our program")
def _(w):
    w.trust_deposit_program()
    found = vault(C1, PAYER)
    w.land(initialize_token(C1, PAYER))
    w.land(TC(P, found.account(USDC), PAYER))
    w.further.append(found.authority)
    w.expects(review("vault_direct", "0", FIVE))


@case("L21")
def _(w):
    account = level5.lower_pda(C1, PAYER)
    deposited(w, account_data(PAYER, C1, FIVE), account, deposit_event(PAYER, C1, FIVE, FIVE))
    w.expects(reject("pda_mismatch", "R23"))


@case("L22")
def _(w):
    w.trust_deposit_program()
    first = w.land(deposit_direct(C1, FIVE, P, PAYER))
    second = w.land(deposit_direct(C1, FIVE, P, PAYER), M("after the upgrade"))
    one = w.edit("between the first ask and the second the program's code was replaced")
    address = str(programs.program_data(programs.DEPOSIT))
    changed = program_record(one) | {"file": "proxy"}
    one.respond("getAccountInfo", [address], {"account": changed}, step=1)
    w.ask(first)
    w.ask(second)
    w.expects(answers(accept(credit("0.0", C1, FIVE), rules=["R23"]),
                      review("program_changed", "0.0", FIVE, rule="R23")))


@case("L23")
def _(w):
    absent(w, account_data(PAYER, C1, 0, SYSTEM), mint=USDC)
    signature = w.land(level5.withdraw(ACCOUNT, PAYER, FIVE), level5.close_account(ACCOUNT, PAYER),
                       level5.initialize(C1, PAYER))
    telling = told(w, signature)
    telling.logs(logged(withdraw_event(PAYER, FIVE, 0)) + logged() + logged())
    w.expects(reject("no_matching_transfer", "R7"))


@case("L24")
def _(w):
    deposited(w, account_data(PAYER, C1, TOO_MUCH), ACCOUNT,
              deposit_event(PAYER, C1, FIVE, TOO_MUCH))
    w.expects(review("overflow", "0.0", FIVE))


# What our program refuses, and what it lets anybody do

def refused(w, instruction: Instruction, text: str, error: str, *before: Step) -> None:
    """An instruction that fails with an error of the program's own."""
    w.trust_deposit_program()
    if before:
        w.land(*before)
    signature = w.land(Step(text, instruction), fails=True)
    number = programs.deposit_program.ERRORS[error]
    assert w.error(signature) == {"InstructionError": [0, {"Custom": number}]}, w.error(signature)
    w.expects(reject("tx_failed", "R3"))


def replaced(instruction: Instruction, place: int, address) -> Instruction:
    """The same with another account at a place."""
    accounts = list(instruction.accounts)
    old = accounts[place]
    accounts[place] = AccountMeta(address, old.is_signer, old.is_writable)
    return Instruction(instruction.program_id, bytes(instruction.data), accounts)


@case("L25", "vault", "another vault")
def _(w):
    pays = deposit_token(C1, PAYER, P).instruction
    refused(w, replaced(pays, 3, associated(ATTACKER)), "deposit_token(5) into A", "wrongVault",
            initialize_token(C1, PAYER))


@case("L25", "mint", "another mint")
def _(w):
    mint = other("fake mint")
    w.put(mint, layouts.mint_data(ISSUER, 6))
    pays = deposit_token(C1, PAYER, P).instruction
    refused(w, replaced(pays, 1, mint), "deposit_token(5) of another mint", "wrongMint",
            initialize_token(C1, PAYER))


@case("L25", "minimum", "less than the minimum, which is one base unit here")
def _(w):
    refused(w, deposit_token(C1, PAYER, P, 0).instruction, "deposit_token(0)", "zeroAmount",
            initialize_token(C1, PAYER))


@case("L26")
def _(w):
    w.trust_deposit_program()
    found = vault(C1)
    w.hold(found.account(USDC), found.authority, FIVE)
    w.land(sweep_token(found), payer=ATTACKER)
    assert w.held(T) == FIVE
    w.expects(reject("internal_sweep", "R11"))


@case("L27", "withdraw_token", "of tokens", name="withdraw_token")
@case("L27", "withdraw", "of SOL", name="withdraw")
@case("L27", "close_account", "by closing the account", name="close_account")
@case("L28", None, None, name="deposit")
def _(w, name):
    found = vault(C1, PAYER)
    amount = b"" if name == "close_account" else FIVE.to_bytes(8, "little")
    metas = [AccountMeta(found.authority, False, True), AccountMeta(PAYER, True, True),
             AccountMeta(SYSTEM, False, False)]
    refused(w, DEPOSIT.instruction(name, amount, *metas), f"{name}(5)", "disabled",
            initialize_token(C1, PAYER), deposit_token(C1, PAYER, P))


@case("L29")
def _(w):
    w.trust_deposit_program()
    w.load(programs.PROXY)
    w.give(programs.ESCROW, 20 * USD)
    event = programs.deposit_program.deposit_received(code_bytes(C2), PAYER, P, 1_000 * USD)
    w.land(DATA_LOG(event), deposit_direct(C1, USD, associated(ATTACKER), ATTACKER),
           CPI(TC(associated(programs.ESCROW), T, programs.ESCROW, 2 * USD), name="X"), payer=ATTACKER)
    w.expects(accept(credit("1.0", C1, USD), reviews=[waits("2.0", "unattributed", 2 * USD)],
                     rules=["R20", "R23"]))


@case("L30", "sol", "SOL, where wrapped SOL is known and it is not")
def _(w):
    w.configure(knownAssets=[str(WRAPPED_SOL)])
    w.land(SYS(PAYER, TREASURY, SOL), M(MEMO, PAYER))
    w.expects(reject("no_matching_transfer", "R7"))


@case("L30", "both", "SOL and wrapped SOL, both known: two things wait")
def _(w):
    w.configure(knownAssets=[str(WRAPPED_SOL), str(SYSTEM)])
    w.land(SYS(PAYER, TREASURY, SOL),
           TC(wrapped(w, PAYER, 2 * SOL), wrapped(w, TREASURY, 0), PAYER, 2 * SOL, mint=WRAPPED_SOL,
              decimals=9))
    w.expects(review("asset_not_enabled", "0", SOL, rule="R8",
                     more=[waits("1", "asset_not_enabled", 2 * SOL)]))
