"""Random and broken inputs with the verdict of solders, for Fuzzing/Sources/differential.

differential.py KIND COUNT SEED writes a line for each input:
  transactions   base64, and `-` if refused or every field in one text
  curve          hex, and 1 if the bytes are a point of the curve, or 0
  signatures     key, signature and message in hex, and 1 if the strict rule accepts, or 0

solders does not look for what the cluster refuses besides: bytes after the end, packets that are
too long, an address twice, lookups that are empty or name an entry twice. Those rules are here.
"""

import base64
import hashlib
import random
import sys

from solders.hash import Hash
from solders.instruction import CompiledInstruction
from solders.keypair import Keypair
from solders.message import Message, MessageHeader, MessageV0, MessageV1
from solders.pubkey import Pubkey
from solders.signature import Signature
from solders.transaction import VersionedTransaction

from close_calls import close_call
from oracle import random_config, random_lookups


def main():
    kind, count, seed = sys.argv[1:]
    source = random.Random(f"{kind}-{seed}")
    write = sys.stdout.write
    for line in KINDS[kind](source, int(count)):
        write(line + "\n")


def transactions(source, count):
    for index in range(count):
        raw = bytes(random_transaction(source, source.choice(["legacy", "0", "1"])))
        if index % 2:
            for _ in range(source.randrange(1, 4)):
                raw = mutate(source, raw)
        yield f"{base64.b64encode(raw).decode()} {judge(raw)}"


def random_transaction(source, version):
    """Like the oracle's, but nobody signs: the signatures are random."""
    count = source.randrange(2, 68 if version == "1" else 24)
    required = source.randrange(1, min(count, source.choice([3, 14])))
    header = (required, source.randrange(required), source.randrange(count - required + 1))
    keys = [Pubkey.from_bytes(source.randbytes(32)) for _ in range(count)]
    loaded, lookups = random_lookups(source) if version == "0" else (0, [])
    instructions = [
        CompiledInstruction(
            source.randrange(1, count),
            source.randbytes(source.choice([0, 1, 8, 20, 130])),
            bytes(source.randrange(count + loaded) for _ in range(source.randrange(12))),
        )
        for _ in range(source.choice([0, 1, 2, 3, 4, 66]))
    ]
    blockhash = Hash(source.randbytes(32))
    if version == "legacy":
        message = Message.new_with_compiled_instructions(*header, keys, blockhash, instructions)
    elif version == "0":
        message = MessageV0(MessageHeader(*header), keys, blockhash, instructions, lookups)
    else:
        config = random_config(source)
        message = MessageV1(MessageHeader(*header), config, blockhash, keys, instructions)
    signatures = [Signature.from_bytes(source.randbytes(64)) for _ in range(required)]
    return VersionedTransaction.populate(message, signatures)


def mutate(source, raw):
    place = source.randrange(len(raw) + 1)
    end = min(len(raw), place + source.randrange(1, 40))
    kind = source.randrange(7)
    byte = bytes([source.choice([0, 1, 0x7F, 0x80, 0x81, 0xFF, source.randrange(256)])])
    if kind == 0:
        return raw[:place] + byte + raw[place:]
    if kind == 1:
        return raw[:place] + raw[end:]
    if kind == 2:
        return raw[:end] + raw[place:]
    if kind == 3:
        return raw[:place]
    if kind == 4 and len(raw) >= 64:
        start = source.randrange(len(raw) - 32)
        return raw[:place] + raw[start : start + 32] + raw[place + 32 :]
    return raw[:place] + byte + raw[place + 1 :]


def judge(raw):
    try:
        transaction = VersionedTransaction.from_bytes(raw)
        transaction.sanitize()
        message = transaction.message
        if isinstance(message, MessageV1):
            message.validate()
    except Exception:  # whatever solders refuses, it refuses
        return "-"
    keys = [bytes(key) for key in message.account_keys]
    lookups = [
        (bytes(l.account_key), bytes(l.writable_indexes), bytes(l.readonly_indexes))
        for l in getattr(message, "address_table_lookups", [])
    ]
    limit = 4096 if isinstance(message, MessageV1) else 1232
    if len(raw) > limit or bytes(transaction) != raw or len(set(keys)) != len(keys):
        return "-"
    for _, writable, readonly in lookups:
        indices = writable + readonly
        if not indices or len(set(indices)) != len(indices):
            return "-"
    return describe(transaction, message, keys, lookups)


def describe(transaction, message, keys, lookups):
    header = message.header
    config = []
    if isinstance(message, MessageV1):
        c = message.config
        config = [
            c.priority_fee, c.compute_unit_limit, c.loaded_accounts_data_size_limit, c.heap_size
        ]
    version = transaction.version()
    return "|".join(
        [
            str(version) if isinstance(version, int) else "legacy",
            ",".join(bytes(s).hex() for s in transaction.signatures),
            f"{header.num_required_signatures},{header.num_readonly_signed_accounts}"
            f",{header.num_readonly_unsigned_accounts}",
            ",".join(key.hex() for key in keys),
            bytes(message.recent_blockhash).hex(),
            ",".join(
                f"{i.program_id_index}:{bytes(i.accounts).hex()}:{bytes(i.data).hex()}"
                for i in message.instructions
            ),
            ",".join(":".join(part.hex() for part in lookup) for lookup in lookups),
            ",".join("" if value is None else str(value) for value in config),
        ]
    )


def curve(source, count):
    for index in range(count):
        raw = source.randbytes(32)
        if index % 1000 < 100:  # the corners: small y, y at and above the field's order
            edge = source.choice([0, P, 2**255 - 1]) + source.randrange(-40, 41)
            y = edge % 2**255 + (source.getrandbits(1) << 255)
            raw = y.to_bytes(32, "little")
        elif index % 1000 < 110:
            raw = close_call(source)
        yield f"{raw.hex()} {int(Pubkey.from_bytes(raw).is_on_curve())}"


P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
# Encodings of the eight points of small order, canonical and not. Source: libsodium,
# ge25519_has_small_order; "Taming the many EdDSAs", table 1.
SMALL = [
    bytes.fromhex(text)
    for text in [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ]
]


def signatures(source, count):
    for _ in range(count):
        keypair = Keypair.from_seed(source.randbytes(32))
        message = source.randbytes(source.choice([0, 1, 32, 200]))
        key, signature = bytes(keypair.pubkey()), bytes(keypair.sign_message(message))
        key, signature, message = spoil(source, key, signature, message)
        verdict = Signature.from_bytes(signature).verify(Pubkey.from_bytes(key), message)
        yield f"{key.hex()} {signature.hex()} {message.hex()} {int(verdict)}"


def spoil(source, key, signature, message):
    """Leaves some signatures as they are, and breaks the others in one of the known ways."""
    kind = source.randrange(12)
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    if kind == 0:
        signature = flip(source, signature)
    elif kind == 1:
        key = flip(source, key)
    elif kind == 2:
        message = flip(source, message or b"\0")
    elif kind == 3:  # the same number modulo the group's order
        signature = r + ((s + L * source.randrange(1, 8)) % 2**256).to_bytes(32, "little")
    elif kind == 4:  # R of small order; with s = 0 and a key of small order it satisfies equations
        signature = source.choice(SMALL) + source.choice([s, 0]).to_bytes(32, "little")
    elif kind == 5:
        key = source.choice(SMALL)
        signature = source.choice([r, *SMALL]) + source.choice([s, 0]).to_bytes(32, "little")
    elif kind == 6:  # y at or above the field's order
        high = (P + source.randrange(19) + (source.getrandbits(1) << 255)).to_bytes(32, "little")
        key, signature = source.choice([(high, signature), (key, high + signature[32:])])
    elif kind == 7:
        signature = source.randbytes(64)
    elif kind == 8 and source.randrange(8) == 0:  # the arithmetic here is slow
        key, signature = mixed_order(source, message)
    return key, signature, message


def mixed_order(source, message):
    """A signature whose key and R have a part of small order: an eighth satisfies the equation
    without the cofactor, all satisfy the one with it."""
    a, r = source.randrange(1, L), source.randrange(1, L)
    torsion = [decompress(point) for point in SMALL[:10]]
    key = compress(add(multiply(a, BASE), source.choice(torsion)))
    point = compress(add(multiply(r, BASE), source.choice([*torsion, (0, 1)])))
    challenge = int.from_bytes(hashlib.sha512(point + key + message).digest(), "little")
    return key, point + ((r + challenge * a) % L).to_bytes(32, "little")


# The curve -x² + y² = 1 + d·x²·y². Source: RFC 8032 §5.1.


def add(p, q):
    product = D * p[0] * q[0] * p[1] * q[1]
    x = (p[0] * q[1] + q[0] * p[1]) * pow(1 + product, -1, P)
    y = (p[1] * q[1] + p[0] * q[0]) * pow(1 - product, -1, P)
    return x % P, y % P


def multiply(scalar, point):
    result = (0, 1)
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


def compress(point):
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")


def decompress(raw):
    number = int.from_bytes(raw, "little")
    y = number % 2**255 % P
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    return (P - x if x & 1 != number >> 255 else x) % P, y


def flip(source, raw):
    bit = source.randrange(8 * len(raw))
    changed = bytearray(raw)
    changed[bit // 8] ^= 1 << (bit % 8)
    return bytes(changed)


D = -121665 * pow(121666, -1, P) % P
BASE = decompress((4 * pow(5, -1, P) % P).to_bytes(32, "little"))

KINDS = {"transactions": transactions, "curve": curve, "signatures": signatures}

if __name__ == "__main__":
    main()
