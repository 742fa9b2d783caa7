"""The stage of one case: a fresh chain with the fixture world, and transactions on it."""

import base64
import hashlib

import programs
from addresses import LOOKUP_TABLE, SYSTEM, TOKEN
from chain import Chain, Record
from control import table as controls
from genesis import GENESIS_HASHES, install, install_program
from methods import table as methods
from notation import Step, u64
from paths import contract_module
from solders.account import Account
from solders.address_lookup_table_account import AddressLookupTableAccount
from solders.hash import Hash
from solders.message import Message, MessageV0, MessageV1
from solders.pubkey import Pubkey
from solders.signature import Signature
from solders.transaction import VersionedTransaction
from wire import MAX_LEGACY_BYTES, WireTransaction
from world import (ATTACKER, C1, C2, ISSUER, KEYS, PAYER, SOL, TREASURY, USD, USDC, WALLETS, name_of,
                   named, other)

# Contract/Tests/tokens.py: layouts of token accounts and mints.
layouts = contract_module("tokens")

# The chain's first new block, in seconds since 1970: the same from every run.
FIRST_TIME = 1_790_000_000
FINAL_SLOTS = 40  # past the chain's finality


class Stage:
    """The world of one case. PAYER holds 20 USDC, ATTACKER 10, T exists and is empty."""

    def __init__(self, folder: str, features=()):
        self.folder = folder
        self.chain = Chain(GENESIS_HASHES["mainnet"], features=features)
        self.chain.first_time = FIRST_TIME
        self.methods, self.controls = methods(self.chain), controls(self.chain)
        install(self.chain)
        self.signatures: list[str] = []  # of what landed, oldest first
        self.build: list[str] = []
        self.tables: list[AddressLookupTableAccount] = []
        self.furnish()

    def furnish(self) -> None:
        for wallet in WALLETS:
            self.lamports(wallet, 10 * SOL)
        self.give(PAYER, 20 * USD)
        self.give(ATTACKER, 10 * USD)
        self.give(TREASURY, 0)

    # What is there before

    def lamports(self, address: Pubkey, lamports: int) -> None:
        """Write a wallet; with 0 there is nothing at the address."""
        self.controls["localnet_setAccount"](str(address), {"lamports": lamports})

    def give(self, owner: Pubkey, amount: int, mint: Pubkey = USDC) -> Pubkey:
        """Mint to the owner's associated account, which is created if need be; returns it."""
        minted = self.controls["localnet_mintTo"](str(owner), str(mint), amount)
        return Pubkey.from_string(minted["address"])

    def put(self, address: Pubkey, data: bytes, owner: Pubkey = TOKEN, lamports: int | None = None):
        """Write any account, rent-exempt unless told otherwise; returns its address."""
        fields = {"data": base64.b64encode(data).decode(), "owner": str(owner)}
        if lamports is not None:
            fields["lamports"] = lamports
        self.controls["localnet_setAccount"](str(address), fields)
        return address

    def remove(self, address: Pubkey) -> None:
        self.controls["localnet_setAccount"](str(address), {"lamports": 0})

    def hold(self, address: Pubkey, owner: Pubkey, amount: int, mint: Pubkey = USDC,
             program: Pubkey = TOKEN, lamports: int | None = None, **fields) -> Pubkey:
        """Write a token account at any address, with the fields of Contract/Tests/tokens.py."""
        return self.put(address, layouts.account_data(mint, owner, amount, **fields), program, lamports)

    def rent(self, length: int) -> int:
        return self.chain.svm.minimum_balance_for_rent_exemption(length)

    def mint(self, address: Pubkey, decimals: int = 6, program: Pubkey = TOKEN, extensions=()) -> Pubkey:
        """Write a mint of ISSUER's, of which `give` mints; returns its address."""
        return self.put(address, layouts.mint_data(ISSUER, decimals, 0, extensions), program)

    def load(self, *installed: Pubkey) -> None:
        """Install programs of fixtures/cases/programs."""
        for program in installed:
            if self.account(program) is None:
                install_program(self.chain, program, programs.binary(programs.NAMES[program]), None)

    def install(self, address: Pubkey, elf: bytes) -> None:
        """Install any program; it is not recorded."""
        install_program(self.chain, address, elf, None)

    def table(self, address: Pubkey, *addresses: Pubkey) -> AddressLookupTableAccount:
        """A lookup table that is long since active; transactions of version 0 use it."""
        header = ((1).to_bytes(4, "little") + (2 ** 64 - 1).to_bytes(8, "little") + bytes(8)
                  + b"\0\1" + bytes(TREASURY) + b"\0\0")
        self.put(address, header + b"".join(map(bytes, addresses)), LOOKUP_TABLE)
        self.tables.append(AddressLookupTableAccount(address, list(addresses)))
        return self.tables[-1]

    def nonce(self, authority: Pubkey = PAYER) -> tuple[Pubkey, Hash]:
        """A durable nonce account, and its value, which serves as blockhash."""
        address = other(f"NONCE {self.folder}")
        value = Hash(hashlib.sha256(f"nonce {self.folder}".encode()).digest())
        data = (1).to_bytes(4, "little") * 2 + bytes(authority) + bytes(value) + u64(5000)
        self.put(named("NONCE", address), data, SYSTEM)
        return address, value

    def multisig(self, required: int, *members: Pubkey) -> tuple[Pubkey, Pubkey]:
        """An SPL multisig, and its USDC account with 20 USDC."""
        address = named("MULTISIG", other("MULTISIG"))
        self.put(address, layouts.multisig_data(required, *members), TOKEN)
        return address, named("P(MULTISIG)", self.give(address, 20 * USD))

    def account(self, address: Pubkey) -> Account | None:
        return self.chain.accounts.latest(address)

    def held(self, address: Pubkey) -> int:
        """The tokens in an account."""
        return layouts.amount_of(bytes(self.account(address).data))

    # Transactions

    def sign(self, *steps: Step, payer: Pubkey = PAYER, version="legacy", config=None,
             blockhash: Hash | None = None) -> VersionedTransaction:
        """The transaction, signed by everybody whom its instructions want; not sent."""
        instructions = [step.instruction for step in steps]
        self.load(*(each.program_id for each in instructions if each.program_id in programs.NAMES))
        blockhash = blockhash or self.blockhash()
        if version == "legacy":
            message = Message.new_with_blockhash(instructions, payer, blockhash)
        elif version == 0:
            message = MessageV0.try_compile(payer, instructions, self.tables, blockhash)
        else:
            message = MessageV1.try_compile(payer, instructions, blockhash, config)
        self.note(steps, payer, version)
        signers = message.account_keys[:message.header.num_required_signatures]
        return VersionedTransaction(message, [KEYS[signer] for signer in signers])

    def fits(self, *steps: Step) -> bool:
        """Whether the steps make a legacy transaction that a packet can carry."""
        message = Message([step.instruction for step in steps], PAYER)
        signatures = 1 + 64 * message.header.num_required_signatures
        return signatures + len(bytes(message)) <= MAX_LEGACY_BYTES

    def note(self, steps, payer: Pubkey, version) -> None:
        prefix = {"legacy": "", 0: "v0: ", 1: "v1: "}[version]
        paid = "" if payer == PAYER else f" (fee: {name_of(payer)})"
        text = prefix + ", ".join(step.text for step in steps) + paid
        for name, code in (("C1", C1), ("C2", C2)):
            text = text.replace(f"deposit:{code}", f"deposit:{name}")
        self.build.append(text)

    def blockhash(self) -> Hash:
        """The case's own, so that no two cases have a signature in common."""
        own = Hash(hashlib.sha256(self.folder.encode()).digest())
        self.chain.add_blockhash(own)
        return own

    def land(self, *steps: Step, fails: bool | None = False, **how) -> str:
        """Sign, execute, and check that it went as the case means (None: either way is right).

        `how` is what `sign` takes: payer, version, config, blockhash.
        """
        return self.send(self.sign(*steps, **how), fails)

    def send(self, transaction: VersionedTransaction, fails: bool | None = False) -> str:
        record = self.chain.process(WireTransaction(bytes(transaction)))
        assert record is not None, f"{self.folder}: not included"
        err = record.meta["err"]
        assert fails in (None, err is not None), f"{self.folder}: {err} {record.meta['logMessages']}"
        self.signatures.append(str(record.transaction.signature))
        return self.signatures[-1]

    def sign_unsent(self, *steps: Step, **how) -> tuple[str, int]:
        """Sign, and send nothing: the signature, and the last block height at which it could land."""
        self.unsent = self.sign(*steps, **how)
        blockhash = self.unsent.message.recent_blockhash
        return str(self.unsent.signatures[0]), self.chain.last_valid_height(blockhash, self.chain.tip)

    def simulate(self) -> None:
        """Simulate what was signed and not sent; it succeeds, and nobody hears of it."""
        raw = base64.b64encode(bytes(self.unsent)).decode()
        answer = self.methods["simulateTransaction"](raw, {"encoding": "base64",
                                                           "commitment": "processed"})
        assert answer["value"]["err"] is None, answer["value"]["logs"]

    def record(self, signature: str) -> Record:
        """What the chain keeps of a transaction."""
        return self.chain.records[Signature.from_string(signature)]

    def error(self, signature: str):
        return self.record(signature).meta["err"]

    def log(self, signature: str) -> list[str]:
        return self.record(signature).meta["logMessages"]

    def advance(self, slots: int = FINAL_SLOTS) -> None:
        """Make slots; by default everything becomes final."""
        self.chain.advance(slots)
