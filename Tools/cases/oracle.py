"""What the rules say about a random transaction, from what was drawn alone: R7, R9–R14, R18."""

from drawing import (DEPOSIT, ELSEWHERE, OWN_MONEY, PAYOUT, SWEEP, TAMPERING, UNISSUED, WORDS, ZERO, Event)
from expect import answer, credit, reject, waits

MINIMUM = 10_000  # of the policy


def expectation(events: list[Event]) -> dict:
    kinds = {event.operation.kind for event in events}
    inbound = [event for event in events if event.operation.kind in (DEPOSIT, OWN_MONEY)]
    if not inbound:
        return nothing(kinds)
    if touched := [event for event in events if event.operation.kind in (PAYOUT, TAMPERING)]:
        # R11 comes first, then the first objection to T, whatever else it is.
        first = touched[0].operation.kind
        reason = "outflow" if first == PAYOUT else "hostile_op_on_destination"
        return waiting([waits(event.path, own_money(event) or reason) for event in inbound])
    judged = [(event, *attribution(event, events)) for event in inbound]
    totals = {}
    for event, reason, code in judged:
        if reason is None:
            totals[code] = totals.get(code, 0) + event.operation.amount
    credits = [credit(event.path, code, event.operation.amount) for event, reason, code in judged
               if reason is None and totals[code] >= MINIMUM]
    reviews = [waits(event.path, reason or "below_minimum", event.operation.amount)
               for event, reason, code in judged if reason or totals[code] < MINIMUM]
    return answer("accept", None, None, credits, reviews) if credits else waiting(reviews)


def nothing(kinds: set[str]) -> dict:
    if SWEEP in kinds:
        return reject("internal_sweep", "R11")
    if ZERO in kinds:
        return reject("zero_amount")
    # Where T itself pays, what goes elsewhere is no deposit that went astray (O19).
    astray = ELSEWHERE in kinds and PAYOUT not in kinds
    return reject("wrong_destination" if astray else "no_matching_transfer")


def waiting(reviews: list[dict]) -> dict:
    return answer("review", reviews[0]["reason"], None, reviews=reviews)


def own_money(event: Event) -> str | None:
    return "internal_source" if event.operation.kind == OWN_MONEY else None


def attribution(event: Event, events: list[Event]) -> tuple[str | None, str | None]:
    """The reason to wait, or the code: R11, then R13 and R14, then R18."""
    if reason := own_money(event):
        return reason, None
    memos = [other for other in events if other.operation.kind == WORDS and other.operation.codes]
    bound = [memo for memo in memos if is_bound(memo, event)]
    # A reference of a code that nobody issued is an address like any other.
    codes = {code for code in event.operation.codes if code != UNISSUED}
    codes |= {memo.operation.codes[0] for memo in bound}
    codes |= {event.operation.stated} - {None}
    if len(codes) > 1:
        return "ambiguous_code", None
    if not codes:
        near = any(is_near(memo, event) for memo in memos)
        return ("unbound_memo" if near else "unattributed"), None
    code = codes.pop()
    return ("unknown_code" if code == UNISSUED else None), code


def is_bound(memo: Event, transfer: Event) -> bool:
    """By the authority's signature over the message, or by the call that made both."""
    if memo.frame is None:
        return transfer.operation.signed
    return memo.frame == transfer.frame


def is_near(memo: Event, transfer: Event) -> bool:
    """Whether somebody may have meant the memo for the transfer: in the message, or below the same
    instruction of it."""
    return memo.frame is None or (transfer.frame is not None and memo.frame[0] == transfer.frame[0])
