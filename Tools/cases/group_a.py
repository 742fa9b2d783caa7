"""Group A: deposits that must be accepted."""

import programs
from addresses import DEEPER_CPI_FEATURE, MEMO_V1, MEMO_V3, MEMO_V4, TOKEN, TOKEN_2022
from case import case
from config import asset
from expect import accept, credit
from notation import (B, CB, CB_PRICE, CPI, M, MK, NONCE, TC, TCF, TR, deposit_direct,
                      readonly, signer, written)
from programs import ESCROW
from solders.message import TransactionConfig
from solders.pubkey import Pubkey
from world import (A, C1, C2, DELEGATE, FIVE, L1, MEMO, P, PAYER, PYUSD, REF, RELAYER, SOL, T, TREASURY,
                   USD, USDC, USDT, associated, named, other, vault)

FIRST, SECOND = credit("0", C1, FIVE), credit("1", C1, FIVE)
V1 = TransactionConfig(priority_fee=400, compute_unit_limit=40_000,
                       loaded_accounts_data_size_limit=262_144)
LIGHTHOUSE = named("Lighthouse", Pubkey.from_string("L2TExMFKdjpN9kozasaurPirfHy9P8sbXoAN1qA3S95"))
TABLE = named("TABLE", other("TABLE"))


@case("A01")
def _(w):
    w.land(CB(40_000), CB_PRICE(10_000), MK(TREASURY), M(MEMO, PAYER), TC(P, T, PAYER, FIVE, REF(C1)))
    w.expects(accept(credit("4", C1, FIVE)))


@case("A02")
def _(w):
    w.land(CB(40_000), CB_PRICE(10_000), MK(TREASURY), M(MEMO, PAYER), TC(P, T, PAYER, FIVE, REF(C1)),
           version=0)
    w.expects(accept(credit("4", C1, FIVE)))


@case("A03", "destination", "destination and mint out of the table")
def _(w):
    w.table(TABLE, RELAYER, USDC, T)
    w.land(M(MEMO, PAYER), TC(P, T, PAYER), version=0)
    w.expects(accept(SECOND, rules=["R5"]))


@case("A03", "source", "source and token program out of the table")
def _(w):
    w.table(TABLE, TOKEN, P, RELAYER)
    w.land(M(MEMO, PAYER), CPI(TC(P, T, PAYER)), version=0)
    w.expects(accept(credit("1.0", C1, FIVE), rules=["R5"]))


@case("A04")
def _(w):
    w.land(MK(TREASURY), M(MEMO, PAYER), TC(P, T, PAYER, FIVE, REF(C1)), version=1, config=V1)
    w.expects(accept(credit("2", C1, FIVE), rules=["R5"]))


@case("A05")
def _(w):
    w.table(TABLE, REF(C1))
    w.land(TC(P, T, PAYER, FIVE, REF(C1)), version=0)
    w.expects(accept(FIRST, rules=["R5"]))


@case("A06")
def _(w):
    w.remove(T)
    w.land(MK(TREASURY), M(MEMO, PAYER), TC(P, T, PAYER, FIVE, REF(C1)))
    w.expects(accept(credit("2", C1, FIVE), rules=["R9", "R10"]))


@case("A07", title="a program that does nothing stands at Lighthouse's address")
def _(w):
    w.install(LIGHTHOUSE, programs.nothing())
    w.land(M(MEMO, PAYER), TC(P, T, PAYER),
           written("Lighthouse.assert", LIGHTHOUSE, b"\5\0\1", readonly(P)))
    w.expects(accept(SECOND))


@case("A08", "first", "first")
def _(w):
    w.land(M(MEMO, PAYER), CB(), MK(TREASURY), TC(P, T, PAYER))
    w.expects(accept(credit("3", C1, FIVE)))


@case("A08", "between", "between two transfers")
def _(w):
    w.land(TC(P, A, PAYER, USD), M(MEMO, PAYER), CB(), TC(P, T, PAYER))
    w.expects(accept(credit("3", C1, FIVE)))


@case("A08", "last", "last")
def _(w):
    w.land(CB(), MK(TREASURY), TC(P, T, PAYER), M(MEMO, PAYER))
    w.expects(accept(credit("2", C1, FIVE)))


@case("A09")
def _(w):
    w.land(M(MEMO, RELAYER, PAYER), TC(P, T, PAYER), payer=RELAYER)
    w.expects(accept(SECOND, rules=["R14"]))


@case("A10")
def _(w):
    w.land(M(MEMO), TC(P, T, PAYER))
    w.expects(accept(SECOND, rules=["R14"]))


@case("A11", "v1", "memo v1", program=MEMO_V1)
@case("A11", "v3", "memo v3", program=MEMO_V3)
@case("A11", "v4", "memo v4", program=MEMO_V4)
def _(w, program):
    w.land(M(MEMO, PAYER, program=program), TC(P, T, PAYER))
    w.expects(accept(SECOND))


@case("A12")
def _(w):
    w.land(TC(P, T, PAYER, FIVE, REF(C1)))
    w.expects(accept(FIRST))


@case("A13")
def _(w):
    w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    w.expects(accept(SECOND))


@case("A14")
def _(w):
    w.land(M(MEMO, PAYER), TR(P, T, PAYER))
    w.expects(accept(SECOND, rules=["R8"]))


@case("A15", title="a calling program stands for the wallet")
def _(w):
    vault_account = named("P(ESCROW)", w.give(ESCROW, FIVE))
    w.land(CPI(TC(vault_account, T, ESCROW, FIVE, REF(C1)), name="WALLET"))
    w.expects(accept(credit("0.0", C1, FIVE), rules=["R6"]))


@case("A16")
def _(w):
    w.land(M(MEMO, PAYER), B(TC(P, T, PAYER)))
    w.expects(accept(credit("1.b0", C1, FIVE), rules=["R6"]))


@case("A17", "called", "by a program")
def _(w):
    w.land(M(MEMO, PAYER), CPI(B(TC(P, T, PAYER), TC(P, A, PAYER, 2 * USD))))
    w.expects(accept(credit("1.0.b0", C1, FIVE), rules=["R6"]))


@case("A17", "deep", "two programs deep, the reference beside the child")
def _(w):
    w.land(CPI(CPI(B(TC(P, A, PAYER, 2 * USD), TC(P, T, PAYER, FIVE, REF(C1))))))
    w.expects(accept(credit("0.1.b1", C1, FIVE), rules=["R6"]))


@case("A18")
def _(w):
    w.land(M(MEMO), TC(P, T, PAYER), payer=RELAYER)
    w.expects(accept(SECOND))


@case("A19")
def _(w):
    w.hold(P, PAYER, 20 * USD, delegate=DELEGATE, delegated=FIVE)
    w.land(M(MEMO, DELEGATE), TC(P, T, DELEGATE), payer=RELAYER)
    w.expects(accept(SECOND))


@case("A20", "after", "the reference after the signers", last=True)
@case("A20", "before", "the reference before the signers", last=False)
def _(w, last):
    owner, account = w.multisig(2, RELAYER, DELEGATE)
    signers, reference = [signer(RELAYER), signer(DELEGATE)], [readonly(REF(C1))]
    w.land(TC(account, T, owner, FIVE, *(signers + reference if last else reference + signers),
              signs=False))
    w.expects(accept(FIRST))


@case("A21")
def _(w):
    account, value = w.nonce()
    w.land(NONCE(account), M(MEMO, PAYER), TC(P, T, PAYER), blockhash=value)
    w.expects(accept(credit("2", C1, FIVE)))


@case("A22")
def _(w):
    w.land(M(MEMO, PAYER), TC(P, T, PAYER, 2 * USD), TC(P, T, PAYER, 3 * USD))
    w.expects(accept(credit("1", C1, 2 * USD), credit("2", C1, 3 * USD)))


@case("A23")
def _(w):
    w.land(TC(P, T, PAYER, 2 * USD, REF(C1)), TC(P, T, PAYER, 3 * USD, REF(C2)))
    w.expects(accept(credit("0", C1, 2 * USD), credit("1", C2, 3 * USD), rules=["R13"]))


@case("A24")
def _(w):
    w.land(M(MEMO, PAYER), M("thanks", PAYER), TC(P, T, PAYER))
    w.expects(accept(credit("2", C1, FIVE), rules=["R13"]))


@case("A25")
def _(w):
    w.land(M(MEMO, PAYER), M(MEMO, PAYER), TC(P, T, PAYER))
    w.expects(accept(credit("2", C1, FIVE), rules=["R13"]))


@case("A26", "bare", "no prefix", text=C1)
@case("A26", "lower", "lower case", text="deposit:a1b2c3d4e5f6a7b8")
@case("A26", "level5", "level5:", text=f"level5:{C1}")
@case("A26", "mixed", "prefix and code in mixed case", text="Level5:a1B2c3D4e5F6a7B8")
@case("A26", "blanks", "blanks around it", text=f" \t{MEMO}\r\n ")
def _(w, text):
    w.land(M(text, PAYER), TC(P, T, PAYER))
    w.expects(accept(SECOND, rules=["R13"]))


@case("A27")
def _(w):
    w.configure(legacyCodes=True)
    w.land(M(L1, PAYER), TC(P, T, PAYER))
    w.expects(accept(credit("1", L1, FIVE)))


def pyusd(w, amount: int = 20 * USD):
    """Both accounts of PYUSD, and a policy that credits it; its extensions are those of the mint."""
    w.configure(assets=[asset("USDC", USDC), asset("PYUSD", PYUSD, TOKEN_2022, allowedExtensions=[
        "transferFeeConfig", "mintCloseAuthority", "permanentDelegate", "transferHook"])])
    return (named("P(PYUSD)", w.give(PAYER, amount, PYUSD)),
            named("T(PYUSD)", w.give(TREASURY, 0, PYUSD)))


@case("A28")
def _(w):
    source, destination = pyusd(w)
    w.land(M(MEMO, PAYER), TC(source, destination, PAYER, mint=PYUSD, program=TOKEN_2022))
    w.expects(accept(SECOND, rules=["R24"]))


@case("A29")
def _(w):
    source, destination = pyusd(w)
    w.land(M(MEMO, PAYER), TCF(source, destination, PAYER, FIVE, 0, PYUSD, TOKEN_2022))
    w.expects(accept(SECOND, rules=["R24"]))


def market(w):
    """PAYER's USDT account, and a calling program with accounts of both."""
    return (named("P(USDT)", w.give(PAYER, 20 * USD, USDT)), named("X(USDT)", w.give(ESCROW, 0, USDT)),
            named("X", w.give(ESCROW, 50 * USD)))


@case("A30", title="a calling program stands for the exchange")
def _(w):
    usdt, theirs, usdc = market(w)
    w.land(CPI(TC(usdt, theirs, PAYER, mint=USDT), TC(usdc, P, ESCROW), name="DEX"),
           M(MEMO, PAYER), TC(P, T, PAYER))
    w.expects(accept(credit("2", C1, FIVE), rules=["R9"]))


@case("A31")
def _(w):
    w.land(M(MEMO, PAYER), TC(P, T, PAYER), TC(P, A, PAYER, USD))
    w.expects(accept(SECOND))


@case("A32", title="a calling program stands for the lender")
def _(w):
    _, _, lender = market(w)
    w.land(CPI(TC(lender, P, ESCROW, 30 * USD), name="LENDER"), M(MEMO, PAYER), TC(P, T, PAYER),
           TC(P, lender, PAYER, 30 * USD))
    w.expects(accept(credit("2", C1, FIVE), rules=["R9"]))


@case("A33")
def _(w):
    w.land(CB(40_000), CB_PRICE(1), TC(P, T, PAYER), M(MEMO), payer=RELAYER, version=0)
    w.expects(accept(credit("2", C1, FIVE)))


@case("A34", "top", "at top level")
def _(w):
    w.trust_deposit_program()
    w.land(deposit_direct(C1, FIVE, P, PAYER))
    w.expects(accept(credit("0.0", C1, FIVE), rules=["R14", "R23"]))


CEX = other("CEX")


def exchange(w):
    """A wallet of many customers, and its USDC account."""
    w.lamports(CEX, 10 * SOL)
    return named("P(CEX)", w.give(CEX, 1_000 * USD))


@case("A34", "called", "called by a program")
def _(w):
    w.trust_deposit_program()
    w.land(CPI(deposit_direct(C1, FIVE, P, PAYER)))
    w.expects(accept(credit("0.1", C1, FIVE), rules=["R14", "R23"]))


@case("A35", "program", "the program's address of the code")
def _(w):
    w.trust_deposit_program()
    source, address = exchange(w), vault(C1)
    w.land(MK(address.authority, payer=CEX), TC(source, address.account(USDC), CEX), payer=CEX)
    w.expects(accept(SECOND, rules=["R7", "R23"]))


@case("A35", "wallet", "a wallet of the operator's that the policy names")
def _(w):
    source, wallet = exchange(w), other("WALLET(C1)")
    w.configure(depositAddresses=[{"address": str(wallet), "code": C1}])
    account = named("P(WALLET(C1))", associated(wallet))
    w.land(MK(wallet, payer=CEX), TC(source, account, CEX), payer=CEX)
    w.expects(accept(SECOND, rules=["R7"]))


@case("A36")
def _(w):
    first = w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    w.know(first, "1", C1, FIVE)
    w.land(M(MEMO, PAYER), TC(P, T, PAYER, 2 * USD))
    w.expects(accept(credit("1", C1, 2 * USD), rules=["R17", "R18"]))


def nested(step, depth: int):
    """`step`, called at this depth below the transaction."""
    for _ in range(depth):
        step = CPI(step)
    return step


@case("A37", features=[DEEPER_CPI_FEATURE])
def _(w):
    w.land(CB(400_000), M(MEMO, PAYER), nested(TC(P, T, PAYER), 7))
    w.expects(accept(credit("2.6", C1, FIVE), rules=["R6"]))


def long_list(transfer):
    """Sixty instructions, the transfer as number 41."""
    def filler(number):
        return M(f"line {number:02} of a long list, in which no code stands: ignored", PAYER)
    return [*map(filler, range(40)), M(MEMO, PAYER), transfer, *map(filler, range(42, 60))]


@case("A38")
def _(w):
    config = TransactionConfig(compute_unit_limit=400_000, loaded_accounts_data_size_limit=262_144)
    w.land(*long_list(TC(P, T, PAYER)), version=1, config=config)
    w.build = ['v1: 40 other memos, M("deposit:C1"), TC(P,T,PAYER,5), 18 other memos']
    w.expects(accept(credit("41", C1, FIVE), rules=["R6"]))


@case("A39", title="a calling program's address stands for the programmatic signer")
def _(w):
    source = named("P(ESCROW)", w.give(ESCROW, FIVE))
    w.land(CPI(TC(source, T, ESCROW, FIVE, REF(C1)), name="SIGNER"), payer=RELAYER)
    w.expects(accept(credit("0.0", C1, FIVE), rules=["R14"]))
