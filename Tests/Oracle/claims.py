"""The bytes that a wallet signs for a claim, made from the specifications and solders.

claims.py CLUSTER TRANSACTION TRANSFER ACCOUNT GATEWAY SIGNER prints one JSON line for each way of
signing: {"layout", "bytes"}, bytes in hexadecimal.
"""

import json
import struct
import sys

from solders.pubkey import Pubkey

DOMAIN = b"\xffsolana offchain"
LIMITED_UTF8, EXTENDED_UTF8 = 1, 2


def text(cluster, transaction, transfer, account, gateway):
    lines = [
        "usdc-deposit-claim v1",
        f"cluster: {cluster}",
        f"transaction: {transaction}",
        f"transfer: {transfer}",
        f"account: {account}",
        f"gateway: {gateway}",
    ]
    return "\n".join(lines).encode()


def layouts(message, signer):
    length = struct.pack("<H", len(message))
    signers = b"\x01" + bytes(Pubkey.from_string(signer))
    yield "signMessage", message
    for format in (LIMITED_UTF8, EXTENDED_UTF8):
        yield f"sdk {format}", DOMAIN + bytes([0, format]) + length + message
        specified = DOMAIN + b"\x00" + bytes(32) + bytes([format]) + signers + length + message
        yield f"specification {format}", specified
    yield "version 1", DOMAIN + b"\x01" + signers + message


def main():
    *fields, signer = sys.argv[1:]
    for layout, signed in layouts(text(*fields), signer):
        print(json.dumps({"layout": layout, "bytes": signed.hex()}, separators=(",", ":")))


if __name__ == "__main__":
    main()
