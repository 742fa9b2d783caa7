"""The fixture world of the tests, and a node that they call without HTTP."""

import base64
import json
import struct
import sys
from pathlib import Path

TOOL = Path(__file__).resolve().parent.parent
REPOSITORY = TOOL.parent.parent
RECORDINGS = REPOSITORY / "fixtures" / "transactions" / "recordings"
sys.path.insert(0, str(TOOL))

from solders.hash import Hash
from solders.instruction import AccountMeta, Instruction
from solders.keypair import Keypair
from solders.message import Message, MessageV0, MessageV1
from solders.pubkey import Pubkey
from solders.system_program import TransferParams, transfer
from solders.transaction import VersionedTransaction

import control
import genesis
import methods
from chain import Chain
from rpc import Dispatcher


def key(byte: int) -> Keypair:
    return Keypair.from_seed(bytes([byte] * 32))


PAYER, TREASURY, ATTACKER, ISSUER = key(0x01), key(0x02), key(0x03), key(0xF0)
PAYER_USDC = "3wvJdyFnGvaMWpbq93NU91SggiVRveULUXL6iX5VZDGP"
TREASURY_USDC = "ASZ2TDDNJG2n42TxAezqNNzwWipykHrENDKMCoLKgzup"
ATTACKER_USDC = "DNDTCnZkNk358qDFZd9unHtnrc73SsXcpVWtwJJMrR4B"
TREASURY_PYUSD = "71GsRSpusM5S9e2B8GZ8GLKvLTMGRQxUNEbkTTzHoMrD"
USDC = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"
USDC_DEVNET = "4zMMC9srt5Ri5X14GAgXhaHii3GnPAEERYPJgZJDncDU"
PYUSD = "2b1kV6DkPAnxd5ixfnxCpjxmKwqjjaYmCZfHsFu24GXo"
TOKEN = "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
TOKEN_2022 = "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"
MEMOS = ("Memo1UhkJRfHyvLMcVucJwxXeuD728EqVDDwQDxFMNo",
         "MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr",
         "Memo4c2pN8afCj432Lb7RMVKi9PbQnnW7ewFFaV3oAH")
SOL = 1_000_000_000
TRANSFER_5_USDC = bytes.fromhex("0c404b4c000000000006")
UNKNOWN_SIGNATURE = str(key(0xEE).sign_message(b"never sent"))


class RpcFailure(Exception):
    def __init__(self, error: dict):
        super().__init__(error)
        self.code, self.message, self.data = error["code"], error["message"], error.get("data")


class Node:
    """A chain whose slots advance by hand, called with the bytes that HTTP would carry."""

    def __init__(self, finality_slots: int = 32, features=()):
        chain = Chain(genesis.GENESIS_HASHES["localnet"], 0, finality_slots, features)
        genesis.install(chain)
        self.dispatcher = Dispatcher(chain, methods.table(chain) | control.table(chain))

    def raw(self, body) -> object:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        answer = self.dispatcher.answer(data)
        return json.loads(answer) if answer else None

    def __call__(self, method: str, *params):
        answer = self.raw({"jsonrpc": "2.0", "id": 1, "method": method, "params": list(params)})
        if "error" in answer:
            raise RpcFailure(answer["error"])
        return answer["result"]

    def fund(self, usdc: int = 10_000_000) -> None:
        """Give PAYER one SOL and some USDC, final at once."""
        self("localnet_setAccount", str(PAYER.pubkey()), {"lamports": SOL})
        self("localnet_mintTo", str(PAYER.pubkey()), USDC, usdc)

    def blockhash(self, commitment: str = "processed") -> Hash:
        value = self("getLatestBlockhash", {"commitment": commitment})["value"]
        return Hash.from_string(value["blockhash"])

    def send(self, transaction, **config) -> str:
        data = transaction if isinstance(transaction, str) else encode(transaction)
        config = {"encoding": "base64", "preflightCommitment": "processed"} | config
        return self("sendTransaction", data, config)

    def transaction(self, signature: str, **config):
        config = {"encoding": "base64", "commitment": "confirmed",
                  "maxSupportedTransactionVersion": 1} | config
        return self("getTransaction", signature, config)

    def status(self, signature: str, **config):
        return self("getSignatureStatuses", [signature], config)["value"][0]

    def build(self, *instructions, signers=(PAYER,), blockhash=None, version="legacy", config=None,
              tables=()) -> VersionedTransaction:
        payer, blockhash = signers[0].pubkey(), blockhash or self.blockhash()
        if version == "legacy":
            message = Message.new_with_blockhash(instructions, payer, blockhash)
        elif version == 0:
            message = MessageV0.try_compile(payer, instructions, tables, blockhash)
        else:
            message = MessageV1.try_compile(payer, instructions, blockhash, config)
        return VersionedTransaction(message, signers)


def encode(transaction) -> str:
    return base64.b64encode(bytes(transaction)).decode()


def program(answer: int) -> bytes:
    """The smallest sBPF v3 program: an ELF header, one segment, `r0 = answer`, `exit`."""
    start, code = 1 << 32, struct.pack("<BBhiBBhi", 0xB7, 0, 0, answer, 0x95, 0, 0, 0)
    header = b"\x7fELF\2\1\1" + bytes(9) + struct.pack(
        "<HHIQQQIHHHHHH", 3, 247, 1, start, 64, 0, 3, 64, 56, 1, 0, 0, 0)
    segment = struct.pack("<IIQQQQQQ", 1, 1, 120, start, start, len(code), len(code), 0)
    return header + segment + code


def address(text: str) -> Pubkey:
    return Pubkey.from_string(text)


def memo(text: str, program: str = MEMOS[1]) -> Instruction:
    return Instruction(address(program), text.encode(), [])


def pay(lamports: int, to=None, source=PAYER) -> Instruction:
    to = to or ATTACKER.pubkey()
    return transfer(TransferParams(from_pubkey=source.pubkey(), to_pubkey=to, lamports=lamports))


def transfer_usdc(source: str = PAYER_USDC, to: str = TREASURY_USDC, authority=PAYER) -> Instruction:
    """TransferChecked of 5 USDC."""
    return Instruction(address(TOKEN), TRANSFER_5_USDC, [
        AccountMeta(address(source), False, True), AccountMeta(address(USDC), False, False),
        AccountMeta(address(to), False, True), AccountMeta(authority.pubkey(), True, False),
    ])
