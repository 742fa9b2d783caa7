"""Reading the parameters of a request, with the refusals that Agave gives."""

import base64
import binascii

from solders.hash import Hash
from solders.pubkey import Pubkey
from solders.signature import Signature

import base58
from chain import COMMITMENTS, Chain
from errors import MIN_CONTEXT_SLOT, RpcError, TransactionError, invalid_params
from wire import MAX_V1_BYTES, WireTransaction

TRANSACTION_TYPE = "solana_transaction::versioned::VersionedTransaction"
MAX_ENCODED = {"base58": 5594, "base64": 5464}  # what MAX_V1_BYTES can become
U64_MAX = 2 ** 64 - 1


def text(value) -> str:
    if not isinstance(value, str):
        raise invalid_params(f"Invalid params: invalid type: {value!r}, expected a string.")
    return value


def unsigned(value) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= U64_MAX:
        raise invalid_params(f"Invalid params: invalid value: {value!r}, expected u64.")
    return value


def sequence(value, limit: int) -> list:
    if not isinstance(value, list):
        raise invalid_params("Invalid params: invalid type, expected a sequence.")
    if len(value) > limit:
        raise invalid_params(f"Too many inputs provided; max {limit}")
    return value


def options(value) -> dict:
    """A configuration object; absent means empty."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise invalid_params("Invalid params: invalid type, expected struct.")
    return value


def fixed_bytes(value, length: int) -> bytes:
    """32 or 64 bytes in base58, with the names of solana's parse errors."""
    try:
        decoded = base58.decode(text(value))
    except ValueError:
        raise invalid_params("Invalid param: Invalid") from None
    if len(decoded) != length:
        raise invalid_params("Invalid param: WrongSize")
    return decoded


def address(value) -> Pubkey:
    return Pubkey(fixed_bytes(value, 32))


def signature(value) -> Signature:
    return Signature(fixed_bytes(value, 64))


def blockhash(value) -> Hash:
    return Hash(fixed_bytes(value, 32))


def commitment(name) -> str:
    if name not in COMMITMENTS:
        raise invalid_params(f"Invalid params: unknown variant `{name}`, expected one of "
                             "`processed`, `confirmed`, `finalized`.")
    return name


def slot_for(chain: Chain, config: dict, level: str | None = None) -> int:
    """The newest slot at the asked commitment (finalized unless asked), or -32016 if it is too old."""
    slot = chain.slot_at(level or commitment(config.get("commitment") or "finalized"))
    if slot < (config.get("minContextSlot") or 0):
        raise RpcError(MIN_CONTEXT_SLOT, "Minimum context slot has not been reached",
                       {"contextSlot": slot})
    return slot


def history_slot_for(chain: Chain, config: dict) -> int:
    """As `slot_for`, for methods that read blocks: those know no processed ones."""
    if config.get("commitment") == "processed":
        raise invalid_params("Method does not support commitment below `confirmed`")
    return slot_for(chain, config)


def wire_bytes(data: str, encoding: str, type_name: str) -> bytes:
    limit = MAX_ENCODED.get(encoding)
    if limit is None:
        raise invalid_params(f"unsupported encoding: {encoding}. Supported encodings: base58, base64")
    if len(text(data)) > limit:
        raise invalid_params(f"{encoding} encoded {type_name} too large: {len(data)} bytes "
                             f"(max: encoded/raw {limit}/{MAX_V1_BYTES})")
    try:
        return base58.decode(data) if encoding == "base58" else base64.b64decode(data, validate=True)
    except (ValueError, binascii.Error) as error:
        raise invalid_params(f"invalid {encoding} encoding: {error}") from None


def transaction(data: str, encoding: str) -> WireTransaction:
    """Decode and sanitize. Unlike Agave, trailing bytes are an error."""
    raw = wire_bytes(data, encoding, TRANSACTION_TYPE)
    try:
        decoded = WireTransaction(raw)
    except ValueError as error:
        raise invalid_params(f"failed to deserialize {TRANSACTION_TYPE}: {error}") from None
    try:
        decoded.sanitize()
    except TransactionError as error:
        raise invalid_params(f"invalid transaction: {error}") from None
    return decoded
