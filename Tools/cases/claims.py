"""Wallet claims: the text of the specification, signed as bytes or in an off-chain message."""

from solders.pubkey import Pubkey

from world import GENESIS, KEYS

# The host of the gateway in all cases.
GATEWAY = "gateway.example"
DOMAIN = b"\xffsolana offchain"
LIMITED_UTF8 = 1  # the text has line breaks, which format 0 does not allow


def text(signature: str, account: str, path: str = "0", gateway: str = GATEWAY,
         genesis: str = GENESIS) -> str:
    lines = ["usdc-deposit-claim v1", f"cluster: {genesis}", f"transaction: {signature}",
             f"transfer: {path}", f"account: {account}", f"gateway: {gateway}"]
    return "\n".join(lines)


# How the text can be wrapped: the message's bytes, given its text and who signs.

def plain(message: bytes, signer: Pubkey) -> bytes:
    """As a wallet's signMessage signs."""
    return message


def command_line(message: bytes, signer: Pubkey) -> bytes:
    """As `solana sign-offchain-message` does: version 0 without domain and signers."""
    return DOMAIN + bytes([0, LIMITED_UTF8]) + len(message).to_bytes(2, "little") + message


def specified(message: bytes, signer: Pubkey) -> bytes:
    """Version 0 as it is specified: application domain (none), format, signers, length."""
    head = DOMAIN + bytes([0]) + bytes(32) + bytes([LIMITED_UTF8, 1]) + bytes(signer)
    return head + len(message).to_bytes(2, "little") + message


def version_1(message: bytes, signer: Pubkey) -> bytes:
    return DOMAIN + bytes([1, 1]) + bytes(signer) + message


def sign(signer: Pubkey, told: str, wrap=plain) -> str:
    return str(KEYS[signer].sign_message(wrap(told.encode(), signer)))


def claim(signature: str, account: str, signer: Pubkey, wrap=plain, told_account: str | None = None,
          **told) -> dict:
    """A claim as case.json has it; what the text says otherwise than the claim stands in `told`."""
    signed = sign(signer, text(signature, told_account or account, **told), wrap)
    return {"account": account, "signature": signed, "gateway": GATEWAY}
