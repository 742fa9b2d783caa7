"""Parts that several answers share."""

import base64

from solders.account import Account

import base58
from errors import invalid_params

API_VERSION = "4.2.0"  # the Agave release whose answers these are
FEATURE_SET = 3_640_012_085
RENT_EXEMPT_EPOCH = 2 ** 64 - 1  # what Agave stores in every account today
MAX_BASE58_BYTES = 128


def with_context(slot: int, value) -> dict:
    return {"context": {"apiVersion": API_VERSION, "slot": slot}, "value": value}


def account_json(account: Account | None, config: dict) -> dict | None:
    if account is None:
        return None
    data, part = account.data, config.get("dataSlice")
    if part is not None:
        data = data[part["offset"]:part["offset"] + part["length"]]
    return {
        "data": encoded(data, config.get("encoding") or "binary"),
        "executable": account.executable,
        "lamports": account.lamports,
        "owner": str(account.owner),
        "rentEpoch": RENT_EXEMPT_EPOCH,
        "space": len(account.data),
    }


def encoded(data: bytes, encoding: str):
    """Account data; `binary` is the historical default, base58 without its name."""
    if encoding == "base64":
        return [base64.b64encode(data).decode(), encoding]
    if encoding not in ("base58", "binary"):
        raise invalid_params(f"unsupported encoding: {encoding}")
    if len(data) > MAX_BASE58_BYTES:
        raise invalid_params("Encoded binary (base 58) data should be less than 128 bytes, "
                             "please use Base64 encoding.")
    symbols = base58.encode(data)
    return symbols if encoding == "binary" else [symbols, encoding]
