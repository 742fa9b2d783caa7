"""Group J: what an RPC node answers, and what it answers with."""

from case import case
from expect import NO_ANSWER, accept, configuration_error, credit, pending, reject, review, unknown
from genesis import GENESIS_HASHES
from group_j import CREDITED, MEMO, TWO_OPERATORS, deposit
from notation import TC, M, u64
from operations import Twice
from recording import encoded, set_amount
from solders.message import TransactionConfig
from world import C1, C2, FIVE, PAYER, TREASURY, USD, P, T

# Lies

@case("J11", "amount", "a larger amount", found=b"\x0c" + u64(FIVE), told=b"\x0c" + u64(9 * USD))
@case("J11", "code", "another code", found=MEMO.encode(), told=f"deposit:{C2}".encode())
def _(w, found, told):
    signature = deposit(w)
    one = w.edit("the message was changed after it had been signed")
    one.change_bytes(signature, lambda raw: raw.replace(found, told))
    w.expects(unknown("rpc_inconsistent", "R2"))


INVENTED = "endpoint {}: no error, and balances as if the money had moved"


def invent(w, name: str, signature: str, amount: int) -> None:
    """Let a failed transaction have succeeded."""
    recording = w.edit(INVENTED.format(name), name)
    recording.set_error(signature, None)
    meta = recording.meta(signature)
    for before, after in zip(meta["preTokenBalances"], meta["postTokenBalances"], strict=True):
        comes = before["owner"] == str(TREASURY)
        set_amount(before, 0 if comes else amount)
        set_amount(after, amount if comes else 0)


@case("J12", "one", "one endpoint, above the threshold", honest=0,
      expected=review("quorum_required", "1", 50 * USD, C1, "R21"))
@case("J12", "two", "a second one tells the truth", honest=1,
      expected=unknown("rpc_inconsistent", "R21"))
@case("J12", "three", "two others tell the truth", honest=2, expected=reject("tx_failed", "R3"))
def _(w, honest, expected):
    signature = deposit(w, 50 * USD, fails=True)
    w.configure(quorum=TWO_OPERATORS)
    w.advance()
    for name in ("one", "two", "three")[:honest + 1]:
        w.observe(name)
    invent(w, "one", signature, 50 * USD)
    w.expects(expected)


@case("J12", "agree", "what two operators tell alike is credited, above the threshold too")
def _(w):
    deposit(w, 15 * USD)
    w.configure(quorum=TWO_OPERATORS)
    w.advance()
    for name in ("one", "two"):
        w.observe(name)
    w.expects(accept(credit("1", C1, 15 * USD), rules=["R21"]))


@case("J12", "same-operator", "two endpoints of one operator are one word")
def _(w):
    deposit(w, 15 * USD)
    w.configure(quorum=TWO_OPERATORS)
    w.advance()
    w.observe("one")
    w.observe("two", operator="one")
    w.expects(review("quorum_required", "1", 15 * USD, C1, "R21"))


@case("J13")
def _(w):
    asked = deposit(w)
    other = w.land(M(MEMO, PAYER), TC(P, T, PAYER, 6 * USD))
    one = w.edit("another transaction than the one that was asked for")
    one.respond("getTransaction", [asked], {"result": one.transaction(other)})
    w.ask(asked)
    w.expects(unknown("rpc_inconsistent", "R2"))


@case("J14")
def _(w):
    transaction = w.sign(M(MEMO, PAYER), TC(P, T, PAYER))
    w.ask(str(transaction.signatures[0]))
    w.expects(pending("not_found", "R3", rules=["R1", "R3"]))


# Errors instead of answers

def error(code: int, message: str) -> dict:
    return {"error": {"code": code, "message": message}}


BEHIND = pending("behind", "R3")
SKIPPED = "Slot 435888512 was skipped, or missing "
HTML = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
GZIP = bytes([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]) + bytes(range(40, 80))


@case("J15", "version", "−32015", answer=error(-32015, (
    "Transaction version (1) is not supported by the requesting client. Please try the request again "
    'with the following configuration parameter: "maxSupportedTransactionVersion": 1')),
    expected=unknown("unsupported_version", "R5"))
@case("J15", "skipped", "−32007", answer=error(
    -32007, SKIPPED + "due to ledger jump to recent snapshot"), expected=BEHIND)
@case("J15", "storage", "−32009", answer=error(-32009, SKIPPED + "in long-term storage"),
      expected=BEHIND)
@case("J15", "block", "−32004", answer=error(-32004, "Block not available for slot 435888512"),
      expected=BEHIND)
@case("J15", "behind", "−32005", answer=error(-32005, "Node is behind by 42 slots"), expected=BEHIND)
@case("J15", "429", "HTTP 429", answer={"http": 429}, expected=NO_ANSWER)
@case("J15", "503", "HTTP 503", answer={"http": 503}, expected=NO_ANSWER)
@case("J15", "html", "an HTML page", answer={"body": HTML}, expected=NO_ANSWER)
@case("J15", "gzip", "compressed bytes that nobody asked for",
      answer={"bodyBase64": encoded(GZIP)}, expected=NO_ANSWER)
@case("J15", "empty", "nothing in the body", answer={"body": ""}, expected=NO_ANSWER)
@case("J15", "silent", "no answer in time", answer={"silent": True}, expected=NO_ANSWER)
@case("J15", "internal", "−32603", answer=error(-32603, "Internal error"), expected=NO_ANSWER)
def _(w, answer, expected):
    signature = deposit(w)
    one = w.edit("what the node answers to getTransaction")
    one.respond("getTransaction", [signature], answer)
    w.expects(expected)


@case("J15", "other-429", "HTTP 429 from one of two", answer={"http": 429})
@case("J15", "other-html", "an HTML page from one of two", answer={"body": HTML})
@case("J15", "other-version", "−32015 from one of two",
      answer=error(-32015, "Transaction version (1) is not supported by the requesting client."))
@case("J15", "other-silent", "no answer in time from one of two", answer={"silent": True})
def _(w, answer):
    signature = deposit(w)
    w.advance()
    w.observe("one")
    w.observe("two")
    one = w.edit("what endpoint one answers to getSignatureStatuses and getTransaction")
    one.respond("getSignatureStatuses", [[signature]], answer)
    one.respond("getTransaction", [signature], answer)
    w.expects(accept(credit("1", C1, FIVE), rules=["R21"]))


# Parts of an answer

@case("J23")
def _(w):
    signature = deposit(w)
    w.edit("blockTime: null").transaction(signature)["blockTime"] = None
    w.expects(CREDITED)


@case("J24", "pre", "preTokenBalances", table="preTokenBalances", reason="missing_balances")
@case("J24", "post", "postTokenBalances", table="postTokenBalances", reason="missing_balances")
@case("J25", None, None, table="innerInstructions", reason="missing_inner_instructions")
def _(w, table, reason):
    signature = deposit(w)
    w.edit(f"{table}: null").meta(signature)[table] = None
    w.expects(unknown(reason, rules=["R6", "R9"]))


BEYOND_DOUBLE = 2 ** 53 + 1


@case("J26", "numbers", "what no Double can hold")
def _(w):
    w.hold(T, TREASURY, BEYOND_DOUBLE)
    w.lamports(PAYER, BEYOND_DOUBLE)
    deposit(w)
    w.expects(accept(credit("1", C1, FIVE), rules=["R12"]))


@case("J26", "unit", "one base unit that a Double does not see")
def _(w):
    w.hold(T, TREASURY, 2 ** 53)
    signature = deposit(w)
    one = w.edit("T holds one base unit more afterwards")
    after = next(each for each in one.meta(signature)["postTokenBalances"]
                 if each["owner"] == str(TREASURY))
    set_amount(after, 2 ** 53 + FIVE + 1)
    w.expects(review("balance_mismatch", "1", rules=["R9", "R12"], rule="R9"))


@case("J26", "error-twice", "the error twice, at first there is one", member="err",
      first={"InstructionError": [1, {"Custom": 1}]})
@case("J26", "tables-twice", "the balances twice", member="postTokenBalances", first=[])
def _(w, member, first):
    signature = deposit(w)
    one = w.edit(f"the member {member} stands there twice")
    told = one.transaction(signature)
    told["meta"] = {Twice(member): first} | told["meta"]
    w.expects(unknown("rpc_inconsistent", rules=["R5"]))


@case("J27")
def _(w):
    config = TransactionConfig(compute_unit_limit=100_000, loaded_accounts_data_size_limit=1_000_000)
    signature = deposit(w, version=1, config=config)
    w.edit("version: 0").transaction(signature)["version"] = 0
    w.expects(accept(credit("1", C1, FIVE), flags=["version_mismatch"], rules=["R5"]))


@case("J29")
def _(w):
    signature = deposit(w)
    one = w.edit("blockTime: an hour later than the clocks of others")
    one.transaction(signature)["blockTime"] += 3_600
    w.expects(CREDITED)


@case("J30")
def _(w):
    deposit(w)
    w.advance()
    w.observe("one")
    w.observe("two")
    one = w.edit("endpoint one is away, and endpoint two is of another cluster")
    for each in one.exchanges:
        each["response"] = {"http": 503}
    two = w.edit("endpoint one is away, and endpoint two is of another cluster", "two")
    two.respond("getGenesisHash", [], {"result": GENESIS_HASHES["devnet"]})
    w.expects(configuration_error("wrong_cluster"))
