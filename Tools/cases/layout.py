"""JSON that people read: what fits in a line stands in one, everything else is indented by one."""

import json
import re

WIDTH = 120
LONG_TEXT = re.compile(r'"[^" ]{40,}"')  # base64 and addresses: nobody reads them, so they do not count


def pretty(value, indent: int = 0) -> str:
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or not value or fits(flat, indent) or is_account(value):
        return flat
    space = " " * (indent + 1)
    if isinstance(value, dict):
        items = [f"{json.dumps(key)}: {pretty(each, indent + 1)}" for key, each in value.items()]
        opening, closing = "{}"
    else:
        items, (opening, closing) = [pretty(each, indent + 1) for each in value], "[]"
    body = f",\n{space}".join(items)
    return f"{opening}\n{space}{body}\n{' ' * indent}{closing}"


def fits(flat: str, indent: int) -> bool:
    return indent + len(LONG_TEXT.sub('"…"', flat)) <= WIDTH


def is_account(value) -> bool:
    """An exchange about an account: one line each."""
    return isinstance(value, dict) and value.get("request", {}).get("method") == "getAccountInfo"


def encode(value) -> bytes:
    return (pretty(value) + "\n").encode()
