"""The proxy program's instruction: what it shall do, one operation after the other.

Shape of the data: bump `u8` of the escrow address, then operations up to the end, each one

    0 | program `u8` | n `u8` | n times (account `u8`, flags `u8`) | length `u16` | data
                                              call a program
    1 | length `u16` | data                   log the data (`Program data: …`)
    2 | times `u16` | length `u16` | text     log the text that often

Program and account are places in the list of accounts of the proxy's own instruction; flag 1 is a
signer, flag 2 writable. Numbers are little-endian. The escrow address has the seeds `["escrow", bump]`
under the proxy's program id and signs every call that names it as a signer. A call that fails ends
everything. The proxy takes up to 18 accounts.
"""

from solders.instruction import AccountMeta, Instruction
from solders.pubkey import Pubkey

ESCROW_SEED = b"escrow"
CALL, LOG_DATA, LOG_TEXT = 0, 1, 2
SIGNER, WRITABLE = 1, 2
# What the proxy's own errors are numbered.
MALFORMED_DATA, TOO_MANY_ACCOUNTS = 7000, 7001


def u16(value: int) -> bytes:
    return value.to_bytes(2, "little")


def escrow(proxy: Pubkey) -> tuple[Pubkey, int]:
    """The address that the proxy signs for, and its bump."""
    return Pubkey.find_program_address([ESCROW_SEED], proxy)


def log_data(data: bytes):
    return lambda _: bytes([LOG_DATA]) + u16(len(data)) + data


def log_text(text: str, times: int = 1):
    return lambda _: bytes([LOG_TEXT]) + u16(times) + u16(len(text)) + text.encode()


def call(instruction: Instruction):
    """Forward an instruction as it is, with its accounts and flags."""
    def encode(place) -> bytes:
        data = bytes(instruction.data)
        accounts = bytearray()
        for meta in instruction.accounts:
            accounts += bytes([place(meta), meta.is_signer * SIGNER + meta.is_writable * WRITABLE])
        program = place(AccountMeta(instruction.program_id, False, False))
        return (bytes([CALL, program, len(instruction.accounts)]) + bytes(accounts)
                + u16(len(data)) + data)
    return encode


def through(proxy: Pubkey, *operations) -> Instruction:
    """The proxy's instruction that carries out operations (`call`, `log_data`, `log_text`) in order.

    Its accounts are those of all calls, each once; only the escrow address never signs by itself.
    """
    own, bump = escrow(proxy)
    keys: list[Pubkey] = []
    flags: dict[Pubkey, tuple[bool, bool]] = {}

    def place(meta: AccountMeta) -> int:
        signer, writable = flags.get(meta.pubkey, (False, False))
        signs = meta.is_signer and meta.pubkey != own
        flags[meta.pubkey] = (signer or signs, writable or meta.is_writable)
        if meta.pubkey not in keys:
            keys.append(meta.pubkey)
        return keys.index(meta.pubkey)

    data = bytes([bump]) + b"".join(encode(place) for encode in operations)
    return Instruction(proxy, data, [AccountMeta(key, *flags[key]) for key in keys])
