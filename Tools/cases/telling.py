"""What an absent program would have done, written into the recording of a call that did nothing."""

import base64

from base58 import encode as base58
from meta import token_balance
from notation import Step
from solders.pubkey import Pubkey
from solders.transaction import VersionedTransaction
from tokens import TokenAccount


class Telling:
    """Edits one transaction of a recording."""

    def __init__(self, recording, signature: str):
        told = recording.transaction(signature)
        raw = base64.b64decode(told["transaction"][0])
        self.meta = told["meta"]
        self.keys = list(VersionedTransaction.from_bytes(raw).message.account_keys)

    def calls(self, index: int, *steps: Step, height: int = 2) -> None:
        """Let top-level instruction `index` have called these, each directly."""
        group = {"index": index, "instructions": [self.compiled(step, height) for step in steps]}
        groups = [each for each in self.meta["innerInstructions"] if each["index"] != index]
        self.meta["innerInstructions"] = sorted([*groups, group], key=lambda each: each["index"])

    def compiled(self, step: Step, height: int) -> dict:
        instruction = step.instruction
        return {"accounts": [self.keys.index(meta.pubkey) for meta in instruction.accounts],
                "data": base58(bytes(instruction.data)),
                "programIdIndex": self.keys.index(instruction.program_id), "stackHeight": height}

    def moved(self, source: Pubkey, destination: Pubkey, lamports: int) -> None:
        """Let lamports have moved."""
        after = self.meta["postBalances"]
        after[self.keys.index(source)] -= lamports
        after[self.keys.index(destination)] += lamports

    def holds(self, account: Pubkey, owner: Pubkey, mint: Pubkey, program: Pubkey, before: int | None,
              after: int | None, decimals: int = 6) -> None:
        """Let a token account have held this, before and after."""
        index = self.keys.index(account)
        for table, amount in (("preTokenBalances", before), ("postTokenBalances", after)):
            entries = [each for each in self.meta[table] if each["accountIndex"] != index]
            if amount is not None:
                told = TokenAccount(mint, owner, amount)
                entries.append(token_balance(index, program, told, decimals))
            self.meta[table] = sorted(entries, key=lambda each: each["accountIndex"])

    def logs(self, lines: list[str]) -> None:
        self.meta["logMessages"] = lines
