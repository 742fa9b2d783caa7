"""Group G: Token-2022. The program is the real one; mints are written with the extensions of the case."""

import base64

import extensions as ext
import programs
from addresses import TOKEN_2022
from case import case
from expect import accept, credit, reject, review
from extensions import TCF, layouts, transfer_fee
from notation import CPI, MK, TC, TR, B, M
from operations import fee_mint, mint_2022, open_account, stand_in
from recording import encoded
from world import C1, FIVE, ISSUER, PAYER, REF, TREASURY, USD, other

MEMO = f"deposit:{C1}"
FEE = "transferFeeConfig"
# 1 % of 5 USDC is withheld.
NET = 4_950_000


def pay(mint, source, home, amount: int = FIVE, *more, by=PAYER):
    return TC(source, home, by, amount, *more, mint=mint, program=TOKEN_2022)


def unlisted(reason: str, event: str = "1", amount: int | None = FIVE, flags=()) -> dict:
    """Money arrived in a form that the policy does not take."""
    return review(reason, event, amount, rule="R24", flags=flags)


# Fees

@case("G01", "allowed", "5, and the policy allows the fee", amount=FIVE,
      expected=accept(credit("1", C1, NET), flags=["fee_authority_present"], rules=["R24"]))
@case("G01", "one", "one base unit: the fee is rounded up, nothing is left", amount=1,
      expected=reject("zero_amount", rules=["R12", "R24"]))
def _(w, amount, expected):
    mint, source, home = fee_mint(w, transfer_fee(100), allow=[FEE])
    w.land(M(MEMO, PAYER), pay(mint, source, home, amount))
    assert w.held(home) == (NET if amount == FIVE else 0)
    w.expects(expected)


@case("G01", "refused", "the policy does not allow the fee")
def _(w):
    mint, source, home = fee_mint(w, transfer_fee(100))
    w.land(M(MEMO, PAYER), pay(mint, source, home))
    w.expects(unlisted("extension_not_allowed", amount=NET))


@case("G01", "self", "from T to T there is no fee")
def _(w):
    mint, _, home = fee_mint(w, transfer_fee(100), allow=[FEE])
    w.give(TREASURY, 20 * USD, mint)
    w.land(M(MEMO, PAYER), pay(mint, home, home, by=TREASURY))
    assert w.held(home) == 20 * USD
    w.expects(reject("self_transfer", "R11"))


@case("G01", "stated", "TransferCheckedWithFee states it")
def _(w):
    mint, source, home = fee_mint(w, transfer_fee(100), allow=[FEE])
    w.land(M(MEMO, PAYER), TCF(source, home, PAYER, FIVE, FIVE // 100, mint))
    w.expects(accept(credit("1", C1, NET), rules=["R24"]))


@case("G01", "stated-two", "two transfers that state their fees")
def _(w):
    mint, source, home = fee_mint(w, transfer_fee(100), allow=[FEE])
    w.land(M(MEMO, PAYER), TCF(source, home, PAYER, 2 * USD, 20_000, mint),
           TCF(source, home, PAYER, 3 * USD, 30_000, mint))
    w.expects(accept(credit("1", C1, 1_980_000), credit("2", C1, 2_970_000), rules=["R24"]))


@case("G02", "wrong-fee", "TransferCheckedWithFee with another fee", code=32)
@case("G02", "plain", "Transfer, which cannot take a fee", code=31)
def _(w, code):
    mint, source, home = fee_mint(w, transfer_fee(100), allow=[FEE])
    step = (TCF(source, home, PAYER, FIVE, 49_999, mint) if code == 32
            else TR(source, home, PAYER, program=TOKEN_2022))
    signature = w.land(M(MEMO, PAYER), step, fails=True)
    assert w.error(signature) == {"InstructionError": [1, {"Custom": code}]}
    w.expects(reject("tx_failed", "R3"))


@case("G03")
def _(w):
    mint, source, home = fee_mint(w, transfer_fee(100), allow=[FEE])
    w.land(pay(mint, source, home, 10 * USD))
    assert w.account(home).data.endswith((100_000).to_bytes(8, "little"))
    w.land(M(MEMO, PAYER), pay(mint, source, home))
    w.expects(accept(credit("1", C1, NET), rules=["R9", "R24"]))


@case("G04")
def _(w):
    mint, source, home = fee_mint(w, transfer_fee(0), allow=[FEE])
    w.land(M(MEMO, PAYER), pay(mint, source, home))
    w.expects(accept(credit("1", C1, FIVE), flags=["fee_authority_present"], rules=["R24"]))


# Hooks and hidden amounts

@case("G05")
def _(w):
    hook = stand_in(w, other("hook"))
    mint, source, home = fee_mint(w, ext.transfer_hook(hook))
    w.land(M(MEMO, PAYER), pay(mint, source, home, FIVE, hook))
    w.expects(unlisted("extension_not_allowed"))


@case("G05", "beside-allowed", "the policy allows other extensions")
def _(w):
    hook = stand_in(w, other("hook"))
    mint, source, home = fee_mint(w, ext.transfer_hook(hook), ext.permanent_delegate(ISSUER),
                                  allow=["permanentDelegate"])
    w.land(M(MEMO, PAYER), pay(mint, source, home, FIVE, hook))
    w.expects(unlisted("extension_not_allowed"))


@case("G06")
def _(w):
    mint, source, home = fee_mint(w, allow=["confidentialTransferMint"])
    signature = w.land(M(MEMO, PAYER), ext.CONFIDENTIAL_TRANSFER(source, home, PAYER, mint), fails=True)
    one = w.edit("the transfer, whose proofs nobody here can make, succeeded; no balance shows it")
    one.set_error(signature, None)
    logs = one.meta(signature)["logMessages"]
    logs[-3:] = [f"Program {TOKEN_2022} success"]
    give_extensions(one, mint, ext.confidential_mint())
    w.expects(review("confidential_unsupported", "1", rule="R24"))


def give_extensions(recording, mint, *more) -> None:
    """Let the recorded mint have further extensions."""
    account = recording.account(mint)
    data = base64.b64decode(account["data"][0])
    if len(data) == layouts.MINT_LENGTH:
        data = data.ljust(layouts.ACCOUNT_LENGTH, b"\0") + bytes([layouts.KIND_MINT])
    for number, value in more:
        data += number.to_bytes(2, "little") + len(value).to_bytes(2, "little") + value
    account["data"], account["space"] = [encoded(data), "base64"], len(data)


SCALED = "uiAmount and uiAmountString, which are what wallets show"


def show_scaled(recording, signature: str, factor: int) -> None:
    """Let the balances show what a node makes of the base units."""
    meta = recording.meta(signature)
    for balance in meta["preTokenBalances"] + meta["postTokenBalances"]:
        amount = balance["uiTokenAmount"]
        shown = int(amount["amount"]) * factor / 10 ** amount["decimals"]
        amount["uiAmount"], amount["uiAmountString"] = shown or None, f"{shown:g}"


@case("G07", "interest", "interest, not allowed", extension=ext.interest_bearing(30_000), allow=[],
      expected=unlisted("extension_not_allowed"))
@case("G07", "interest-allowed", "interest, allowed: base units are what counts",
      extension=ext.interest_bearing(30_000), allow=["interestBearingConfig"],
      expected=accept(credit("1", C1, FIVE), rules=["R12", "R24"]))
@case("G07", "scaled", "a multiplier, not allowed", extension=ext.scaled_ui_amount(3.0), allow=[],
      expected=unlisted("extension_not_allowed"))
def _(w, extension, allow, expected):
    mint, source, home = fee_mint(w, extension, allow=allow)
    signature = w.land(M(MEMO, PAYER), pay(mint, source, home))
    show_scaled(w.edit(SCALED), signature, 3)
    w.expects(expected)


# Accounts that want something

@case("G08", "without", "no memo")
def _(w):
    mint, source, home = fee_mint(w)
    w.hold(home, TREASURY, 0, mint, TOKEN_2022, extensions=[ext.IMMUTABLE_OWNER, ext.MEMO_REQUIRED])
    w.land(pay(mint, source, home, FIVE, REF(C1, home)), fails=True)
    w.expects(reject("tx_failed", "R3"))


@case("G08", "with", "with a memo")
def _(w):
    mint, source, home = fee_mint(w)
    w.hold(home, TREASURY, 0, mint, TOKEN_2022, extensions=[ext.IMMUTABLE_OWNER, ext.MEMO_REQUIRED])
    w.land(M(MEMO, PAYER), pay(mint, source, home))
    w.expects(accept(credit("1", C1, FIVE)))


@case("G09")
def _(w):
    w.load(programs.PROXY)
    mint, source, home = fee_mint(w)
    w.hold(source, PAYER, 20 * USD, mint, TOKEN_2022, extensions=[ext.IMMUTABLE_OWNER, ext.CPI_GUARD])
    w.land(M(MEMO, PAYER), CPI(pay(mint, source, home), name="X"), fails=True)
    w.expects(reject("tx_failed", "R3"))


@case("G10")
def _(w):
    mint, source, home = fee_mint(w, ext.paused(False), allow=["pausable"])
    w.put(mint, layouts.mint_data(ISSUER, 6, 20 * USD, [ext.paused()]), TOKEN_2022)
    w.land(M(MEMO, PAYER), pay(mint, source, home), fails=True)
    w.expects(reject("tx_failed", "R3"))


@case("G11", "non-transferable", "NonTransferable")
def _(w):
    mint, source, home = fee_mint(w, ext.non_transferable(), allow=["nonTransferable"])
    w.land(M(MEMO, PAYER), pay(mint, source, home), fails=True)
    w.expects(reject("tx_failed", "R3"))


@case("G11", "frozen", "T is frozen from its start")
def _(w):
    mint, source, home = fee_mint(w, ext.default_state(layouts.INITIALIZED),
                                  allow=["defaultAccountState"])
    frozen = layouts.mint_data(ISSUER, 6, 20 * USD, [ext.default_state(layouts.FROZEN)])
    w.put(mint, frozen, TOKEN_2022)
    w.remove(home)
    w.land(MK(TREASURY, mint, program=TOKEN_2022), M(MEMO, PAYER), pay(mint, source, home), fails=True)
    w.expects(reject("tx_failed", "R3"))


# Tomorrow's extensions, and what is only longer

@case("G12", "29", "of the next number", number=29)
@case("G12", "4660", "of a number far away", number=0x1234)
def _(w, number):
    mint, source, home = fee_mint(w)
    w.land(M(MEMO, PAYER), pay(mint, source, home))
    give_extensions(w.edit("the mint has an extension that nobody knows yet"), mint,
                    (number, bytes(range(12))))
    w.expects(unlisted("unknown_extension"))


@case("G13")
def _(w):
    mint, source, home = fee_mint(w)
    child = pay(mint, source, home)
    signature = w.land(M(MEMO, PAYER), B(child, program=TOKEN_2022))
    assert "Program log: Instruction: Batch" in w.log(signature)
    w.expects(accept(credit("1.b0", C1, FIVE), rules=["R6"]))


@case("G13", "unlisted", "of a mint that the policy does not name")
def _(w):
    mint = mint_2022(w, symbol="OTHER")
    source, home = open_account(w, PAYER, mint, 20 * USD), open_account(w, TREASURY, mint)
    w.land(M(MEMO, PAYER), B(pay(mint, source, home), program=TOKEN_2022))
    w.expects(reject("mint_not_allowed", "R8"))


@case("G14")
def _(w):
    mint, source, home = fee_mint(w)
    assert len(w.account(home).data) > layouts.ACCOUNT_LENGTH
    w.land(M(MEMO, PAYER), pay(mint, source, home))
    w.expects(accept(credit("1", C1, FIVE)))
