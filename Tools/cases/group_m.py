"""Group M: what the decoder must take or refuse, where a node's answer can show it.

The other cases of the group are units of the codec; `elsewhere.py` names their tests.
"""

from case import case
from expect import accept, credit, unknown
from group_a import TABLE
from notation import B, M, TC, TR, Step, readonly
from solders.instruction import Instruction
from world import ATTACKER, C1, FIVE, MEMO, P, PAYER, REF, T, USDC, VICTIM

INCONSISTENT = unknown("rpc_inconsistent", rules=["R5"])


def deposit(w, version="legacy") -> str:
    return w.land(M(MEMO, PAYER), TC(P, T, PAYER), version=version)


@case("M02", "legacy", "one more byte after a legacy message", version="legacy")
@case("M02", "v0", "one more byte after a message of version 0", version=0)
def _(w, version):
    signature = deposit(w, version)
    w.edit("transaction: one more byte").change_bytes(signature, lambda raw: raw + b"\0")
    w.expects(INCONSISTENT)


@case("M03", "cut", "the last byte is missing")
def _(w):
    signature = deposit(w)
    w.edit("transaction: the last byte is missing").change_bytes(signature, lambda raw: raw[:-1])
    w.expects(INCONSISTENT)


def by_table(w) -> str:
    w.table(TABLE, T, USDC)
    return w.land(M(MEMO, PAYER), TC(P, T, PAYER), version=0)


@case("M05", "few", "one loaded address is missing")
def _(w):
    signature = by_table(w)
    w.edit("loadedAddresses: nothing readonly").meta(signature)["loadedAddresses"]["readonly"] = []
    w.expects(INCONSISTENT)


@case("M05", "more", "one loaded address too many")
def _(w):
    signature = by_table(w)
    loaded = w.edit("loadedAddresses: VICTIM too").meta(signature)["loadedAddresses"]
    loaded["readonly"].append(str(VICTIM))
    w.expects(INCONSISTENT)


@case("M05", "twice", "a loaded address is a static one too")
def _(w):
    signature = by_table(w)
    loaded = w.edit("loadedAddresses: P in USDC's place").meta(signature)["loadedAddresses"]
    loaded["readonly"] = [str(P)]
    w.expects(unknown("rpc_inconsistent", rules=["R5", "R6"]))


@case("M08")
def _(w):
    signature = deposit(w, version=0)
    # One signature, then the message, whose first byte names the version.
    w.edit("transaction: version 2").change_bytes(
        signature, lambda raw: raw[:65] + b"\x82" + raw[66:])
    w.expects(unknown("unsupported_version", "R5"))


@case("M09", "trailing", "accounts after the children, which the program takes")
def _(w):
    w.land(M(MEMO, PAYER), B(TC(P, T, PAYER), trailing=[ATTACKER]))
    w.expects(accept(credit("1.b0", C1, FIVE), flags=["batch_trailing_accounts"], rules=["R6"]))


def longer(step: Step) -> Step:
    """The same with three more bytes of data."""
    made = step.instruction
    return Step(f"{step.text}+3 bytes",
                Instruction(made.program_id, bytes(made.data) + b"\1\2\3", made.accounts))


@case("M10", "checked", "TransferChecked", step=TC(P, T, PAYER, FIVE, readonly(REF(C1))))
@case("M10", "plain", "Transfer", step=TR(P, T, PAYER, FIVE, readonly(REF(C1))))
def _(w, step):
    w.land(longer(step))
    w.expects(accept(credit("0", C1, FIVE), rules=["R9"]))


def reordered(value):
    """The same content with the members of all objects the other way round."""
    if isinstance(value, dict):
        return {name: reordered(value[name]) for name in reversed(value)}
    return [reordered(each) for each in value] if isinstance(value, list) else value


@case("M19", "order", "other order of members")
def _(w):
    signature = deposit(w)
    answer = w.edit("getTransaction: members the other way round").transaction(signature)
    turned = reordered(answer)
    answer.clear()
    answer.update(turned)
    w.expects(accept(credit("1", C1, FIVE)))


@case("M19", "more", "members that nobody knows")
def _(w):
    signature = deposit(w)
    recording = w.edit("getTransaction, getSignatureStatuses: further members")
    recording.transaction(signature).update(
        {"confirmations": None, "provider": {"region": "eu", "cached": False}, "blockHash": "x"})
    recording.meta(signature).update({"costUnits2": 1, "notes": [{"a": [1, 2]}]})
    recording.status(signature)["note"] = "seen"
    w.expects(accept(credit("1", C1, FIVE)))


@case("M19", "fewer", "an older node: no costUnits, transactionIndex, returnData")
def _(w):
    signature = deposit(w)
    recording = w.edit("getTransaction: without the members of newer releases")
    recording.transaction(signature).pop("transactionIndex")
    for name in ("costUnits", "computeUnitsConsumed", "rewards", "status"):
        recording.meta(signature).pop(name)
    w.expects(accept(credit("1", C1, FIVE)))
