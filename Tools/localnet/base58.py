"""Base58 for byte strings of any length: solders only offers it for keys, hashes and signatures."""

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
VALUE_OF = {symbol: value for value, symbol in enumerate(ALPHABET)}


def encode(data: bytes) -> str:
    """Leading zero bytes become leading ones; the rest is one big number in base 58."""
    number, symbols = int.from_bytes(data, "big"), []
    while number:
        number, digit = divmod(number, 58)
        symbols.append(ALPHABET[digit])
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "1" * zeros + "".join(reversed(symbols))


def decode(text: str) -> bytes:
    """The inverse of `encode`; raises ValueError for a symbol outside the alphabet."""
    number = 0
    for symbol in text:
        if symbol not in VALUE_OF:
            raise ValueError(f"not a base58 symbol: {symbol!r}")
        number = number * 58 + VALUE_OF[symbol]
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")
