"""Whether base64 lines on standard input are JSON by RFC 8259 as Python reads it: a line of 0 or 1 each.

Python is more lenient than we are in five respects, which are refused here: words that are no numbers,
lone surrogates, bytes that are no UTF-8, a byte order mark, and more than 64 levels.
"""

import base64
import json
import sys

DEPTH = 64


def refuse(word):
    raise ValueError(word)


def is_accepted(raw):
    try:
        value = json.loads(
            raw.decode("utf-8", "strict"),
            parse_constant=refuse,
            # Any length is a number here; the value does not matter.
            parse_int=len,
            parse_float=len,
            object_pairs_hook=lambda pairs: {index: pair for index, pair in enumerate(pairs)},
        )
        json.dumps(names_and_values(value), ensure_ascii=False).encode("utf-8", "strict")
    except (ValueError, RecursionError):
        return False
    return nesting(raw) <= DEPTH


def names_and_values(value):
    """Every string of a value, keys and duplicates included."""
    if isinstance(value, dict):
        return [[name, names_and_values(inside)] for name, inside in value.values()]
    if isinstance(value, list):
        return [names_and_values(inside) for inside in value]
    return value


def nesting(raw):
    """How deep the brackets of an accepted text go, those in strings left out."""
    deepest = level = 0
    in_string = escaped = False
    for byte in raw:
        if escaped:
            escaped = False
        elif in_string:
            escaped = byte == 0x5C
            in_string = byte != 0x22
        elif byte == 0x22:
            in_string = True
        elif byte in b"[{":
            level += 1
            deepest = max(deepest, level)
        elif byte in b"]}":
            level -= 1
    return deepest


if __name__ == "__main__":
    for line in sys.stdin:
        print(int(is_accepted(base64.b64decode(line))))
