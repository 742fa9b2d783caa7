"""Group L: the existing Level5 program, and ours.

The deposit program takes the existing one's initialize_token and deposit_token byte for byte: at its
address it stands in for it. What only the original does is written into the recording of a program
that does nothing.
"""



import level5
import programs
from addresses import SYSTEM, TOKEN, WRAPPED_SOL
from case import case
from expect import accept, answers, credit, reject, review, waits
from extensions import layouts
from genesis import install_program
from group_b import wrapped
from level5 import LEVEL5, account_data, deposit_event, legacy_data, logged, withdraw_event
from notation import (CPI, DATA_LOG, DEPOSIT, SYS, TC, TEXT_LOG, M, Step, deposit_direct, deposit_token,
                      initialize_token, sweep_token)
from operations import program_record, stand_in
from recording import encoded
from solders.instruction import AccountMeta, Instruction
from telling import Telling
from world import (ATTACKER, C1, C2, FIVE, ISSUER, P, PAYER, SOL, T, TREASURY, USD, USDC, VICTIM,
                   associated, code_bytes, other, vault)

MEMO = f"deposit:{C1}"
DUST = 20_000
TOO_MUCH = 2 ** 63
ACCOUNT = level5.pda(C1, PAYER)
VAULT = level5.vault(ACCOUNT)
ABSENT = "the original program is not here: what it would have done was written into the recording"
COMPATIBLE = "our deposit program, which takes the same instructions, stood at the original's address"


def custody(event: str, amount: int, code: str | None = C1) -> dict:
    """What lies there is the depositor's; nobody is credited."""
    return review("custody_owner_controlled", event, amount, code, "R23")


def recognise(w) -> None:
    w.configure(programs=[{"id": str(LEVEL5), "kind": "level5"}])


def executed(w) -> None:
    """Let the compatible program stand at the original's address."""
    recognise(w)
    install_program(w.chain, LEVEL5, programs.binary("deposit"), None)


def absent(w, data: bytes | None, account=ACCOUNT, mint=USDC) -> None:
    """Let a program without effects stand there; `data` is in the deposit account."""
    recognise(w)
    stand_in(w, LEVEL5)
    if data is not None:
        w.put(account, data, LEVEL5)
        if mint is not None:
            w.hold(level5.vault(account, mint), account, 0, mint)


def told(w, signature: str) -> Telling:
    return Telling(w.edit(ABSENT), signature)


def tell_deposit(telling: Telling, index: int, account=ACCOUNT, amount: int = FIVE, mint=USDC,
                 owner=PAYER) -> None:
    """Let deposit_token have moved its tokens."""
    source, home = associated(owner, mint), level5.vault(account, mint)
    telling.calls(index, TC(source, home, owner, amount, mint=mint))
    telling.holds(source, owner, mint, TOKEN, 20 * USD, 20 * USD - amount)
    telling.holds(home, account, mint, TOKEN, 0, amount)


# Deposits as they are meant

@case("L01")
def _(w):
    executed(w)
    w.land(level5.initialize_token(C1, PAYER), level5.deposit_token(ACCOUNT, PAYER, FIVE))
    w.edit(COMPATIBLE)
    w.expects(custody("1.0", FIVE))


@case("L01", "later", "into an account that was opened before")
def _(w):
    executed(w)
    w.land(level5.initialize_token(C1, PAYER))
    w.land(level5.deposit_token(ACCOUNT, PAYER, FIVE))
    w.edit(COMPATIBLE)
    w.expects(custody("0.0", FIVE))


# Lamports that count as tokens

@case("L02")
def _(w):
    absent(w, account_data(PAYER, C1, SOL))
    signature = w.land(level5.deposit(ACCOUNT, PAYER, SOL))
    telling = told(w, signature)
    telling.calls(0, SYS(PAYER, ACCOUNT, SOL))
    telling.moved(PAYER, ACCOUNT, SOL)
    telling.logs(logged(deposit_event(PAYER, C1, SOL, SOL)))
    w.expects(reject("no_token_transfer", "R23"))


@case("L03")
def _(w):
    absent(w, account_data(PAYER, C1, 0))
    signature = w.land(level5.deposit(ACCOUNT, PAYER, SOL), level5.withdraw(ACCOUNT, PAYER, SOL))
    telling = told(w, signature)
    telling.calls(0, SYS(PAYER, ACCOUNT, SOL))
    telling.logs(logged(deposit_event(PAYER, C1, SOL, SOL)) + logged(withdraw_event(PAYER, SOL, 0)))
    w.expects(reject("no_token_transfer", "R23"))


@case("L04")
def _(w):
    absent(w, account_data(PAYER, C1, 0, SYSTEM), mint=None)
    came = w.land(level5.deposit(ACCOUNT, PAYER, SOL))
    left = w.land(level5.withdraw(ACCOUNT, PAYER, SOL))
    telling = told(w, came)
    telling.calls(0, SYS(PAYER, ACCOUNT, SOL))
    telling.moved(PAYER, ACCOUNT, SOL)
    telling.logs(logged(deposit_event(PAYER, C1, SOL, SOL, SYSTEM)))
    told(w, left).logs(logged(withdraw_event(PAYER, SOL, 0, SYSTEM)))
    w.ask(came)
    w.ask(left)
    w.expects(answers(custody("0.0", SOL), reject("no_matching_transfer", "R7")))


@case("L05")
def _(w):
    absent(w, account_data(PAYER, C1, FIVE - 1_000_000))
    signature = w.land(level5.deposit_token(ACCOUNT, PAYER, FIVE),
                       level5.withdraw(ACCOUNT, PAYER, 1_000_000))
    telling = told(w, signature)
    tell_deposit(telling, 0)
    telling.moved(ACCOUNT, PAYER, 1_000_000)
    telling.logs(logged(deposit_event(PAYER, C1, FIVE, FIVE))
                 + logged(withdraw_event(PAYER, 1_000_000, FIVE - 1_000_000)))
    w.expects(custody("0.0", FIVE))


@case("L06")
def _(w):
    executed(w)
    signature = w.land(level5.initialize_token(C1, PAYER), level5.deposit_token(ACCOUNT, PAYER, FIVE),
                       level5.withdraw_token(ACCOUNT, PAYER, FIVE), fails=True)
    one = w.edit("the original signs with the wrong seeds, and its call is refused")
    one.set_error(signature, {"InstructionError": [2, "PrivilegeEscalation"]})
    w.expects(reject("tx_failed", "R3"))


# Accounts that are not as they should be

def deposited(w, data: bytes, account=ACCOUNT, *events: bytes) -> None:
    absent(w, data, account)
    signature = w.land(level5.deposit_token(account, PAYER, FIVE))
    telling = told(w, signature)
    tell_deposit(telling, 0, account)
    telling.logs(logged(*events))


@case("L07")
def _(w):
    deposited(w, account_data(PAYER, C1, FIVE, discriminator=level5.WRONG_DISCRIMINATOR), ACCOUNT,
              deposit_event(PAYER, C1, FIVE, FIVE))
    w.expects(reject("bad_discriminator", "R23"))


@case("L08", "80", "80 bytes: a mint and no code")
def _(w):
    deposited(w, legacy_data(PAYER, FIVE, USDC))
    w.expects(review("legacy_layout", "0.0", FIVE, rule="R23"))


@case("L08", "48", "48 bytes: neither mint nor code")
def _(w):
    absent(w, legacy_data(PAYER, SOL), mint=None)
    signature = w.land(level5.deposit(ACCOUNT, PAYER, SOL))
    telling = told(w, signature)
    telling.calls(0, SYS(PAYER, ACCOUNT, SOL))
    telling.moved(PAYER, ACCOUNT, SOL)
    telling.logs(logged())
    w.expects(review("legacy_layout", "0.0", SOL, rule="R23"))


# Other programs, and what is logged

CLONE = programs.deposit_program.Interface(programs.CLONE, DEPOSIT.treasury, USDC)


@case("L09", "vault", "into a vault of its own")
def _(w):
    w.trust_deposit_program()
    w.load(programs.CLONE)
    code = code_bytes(C1)
    w.land(Step("clone.initialize_token(C1)", CLONE.initialize_token(PAYER, code)),
           Step("clone.deposit_token(5)", CLONE.deposit_token(PAYER, code, P, FIVE)))
    w.expects(reject("unknown_program", "R23"))


@case("L09", "direct", "to the treasury: the money is there, the code is nobody's word")
def _(w):
    w.trust_deposit_program()
    w.load(programs.CLONE)
    w.land(Step("clone.deposit_direct(C1,5)", CLONE.deposit_direct(P, PAYER, code_bytes(C1), FIVE)))
    w.expects(review("unattributed", "0.0", FIVE, rule="R16", rules=["R14", "R23"]))


SPOOF = deposit_event(PAYER, C1, FIVE, FIVE)


@case("L10", "alone", "and nothing else")
def _(w):
    w.load(programs.PROXY)
    w.land(DATA_LOG(SPOOF))
    w.expects(reject("no_matching_transfer", "R7", rules=["R20"]))


@case("L10", "paying", "beside a payment")
def _(w):
    w.load(programs.PROXY)
    w.land(DATA_LOG(SPOOF), CPI(TC(P, T, PAYER), name="X"))
    w.expects(review("unattributed", "1.0", FIVE, rule="R16", rules=["R20"]))


@case("L11")
def _(w):
    w.trust_deposit_program()
    w.load(programs.PROXY)
    signature = w.land(TEXT_LOG("noise " * 40, 60), deposit_direct(C1, FIVE, P, PAYER))
    assert "Log truncated" in w.log(signature)
    w.expects(accept(credit("1.0", C1, FIVE), rules=["R20", "R23"]))


@case("L12", "level5", "by the original")
def _(w):
    absent(w, account_data(PAYER, C1, FIVE))
    signature = w.land(level5.deposit_token(ACCOUNT, PAYER, FIVE))
    told(w, signature).logs(logged(deposit_event(PAYER, C1, FIVE, FIVE)))
    w.expects(reject("no_token_transfer", "R23"))


@case("L12", "own", "by the program that is pinned")
def _(w):
    stand_in(w, programs.DEPOSIT)
    w.configure(programs=[programs.pin()])
    signature = w.land(deposit_direct(C1, FIVE, P, PAYER))
    event = programs.deposit_program.deposit_received(code_bytes(C1), PAYER, P, FIVE)
    told(w, signature).logs(logged(event, program=programs.DEPOSIT))
    w.expects(reject("no_token_transfer", "R23"))


def relog(w, signature: str, event: bytes) -> None:
    """Let the original have logged another event."""
    one = w.edit("the logged event")
    logs = one.meta(signature)["logMessages"]
    place = max(at for at, line in enumerate(logs) if line.startswith("Program data: "))
    logs[place] = f"Program data: {encoded(event)}"


@case("L13", None, None, event=deposit_event(PAYER, C1, 9 * USD, 9 * USD),
      expected=review("event_mismatch", "1.0", FIVE, rule="R23"))
@case("L14", "code", "another code", event=deposit_event(PAYER, C2, FIVE, FIVE),
      expected=reject("pda_mismatch", "R23"))
@case("L14", "owner", "another owner", event=deposit_event(VICTIM, C1, FIVE, FIVE),
      expected=reject("pda_mismatch", "R23"))
def _(w, event, expected):
    executed(w)
    signature = w.land(level5.initialize_token(C1, PAYER), level5.deposit_token(ACCOUNT, PAYER, FIVE))
    w.edit(COMPATIBLE)
    relog(w, signature, event)
    w.expects(expected)


@case("L15", "level5", "the original's deposit_token")
def _(w):
    executed(w)
    w.load(programs.PROXY)
    w.land(level5.initialize_token(C1, PAYER))
    w.land(CPI(level5.deposit_token(ACCOUNT, PAYER, FIVE), name="X"))
    w.edit(COMPATIBLE)
    w.expects(custody("0.1", FIVE))


@case("L15", "direct", "our deposit_direct from the caller's own address")
def _(w):
    w.trust_deposit_program()
    w.load(programs.PROXY)
    w.give(programs.ESCROW, 20 * USD)
    w.land(CPI(deposit_direct(C1, FIVE, associated(programs.ESCROW), programs.ESCROW), name="X"),
           payer=ATTACKER)
    w.expects(accept(credit("0.1", C1, FIVE), rules=["R14", "R23"]))


@case("L15", "token", "our deposit_token")
def _(w):
    w.trust_deposit_program()
    w.load(programs.PROXY)
    w.land(initialize_token(C1, PAYER))
    w.land(CPI(deposit_token(C1, PAYER, P), name="X"))
    w.expects(accept(credit("0.1", C1, FIVE), rules=["R14", "R23"]))


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
