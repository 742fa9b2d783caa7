"""What a transaction may use and what it costs: limits, fees, loaded data, cost units.

LiteSVM ignores the configuration in a v1 header, so that every limit is computed here and handed to it.
"""

from dataclasses import dataclass

from solders.compute_budget import ComputeBudget

from accounts import program_data_address
from addresses import BUILTINS, COMPUTE_BUDGET
from wire import LoadedAddresses, MessageView

LAMPORTS_PER_SIGNATURE = 5000
MAX_COMPUTE_UNITS = 1_400_000
DEFAULT_UNITS = 200_000
DEFAULT_BUILTIN_UNITS = 3_000
DEFAULT_HEAP = 32 * 1024
MAX_LOADED_DATA = 64 * 1024 * 1024

# Loaded data per account and per lookup table (SIMD-0186).
ACCOUNT_BASE_SIZE = 64
LOOKUP_TABLE_SIZE = 8248

# The block cost model: see anza-xyz/agave cost-model/src/block_cost_limits.rs.
SIGNATURE_COST = 720
WRITE_LOCK_COST = 300
DATA_BYTES_PER_UNIT = 4
LOADED_PAGE = 32 * 1024
LOADED_PAGE_COST = 8


@dataclass(frozen=True)
class Limits:
    """What a transaction asked for: compute units, heap and loaded bytes, and the extra fee in lamports."""

    units: int
    heap: int
    loaded_data: int
    priority_fee: int

    @property
    def unit_price(self) -> int:
        """Micro-lamports per compute unit, the measure of getRecentPrioritizationFees."""
        return self.priority_fee * 1_000_000 // self.units if self.units else 0

    def compute_budget(self, deeper_cpi: bool) -> ComputeBudget:
        budget = ComputeBudget(deeper_cpi)
        budget.compute_unit_limit = self.units
        budget.heap_size = self.heap
        return budget


def limits_of(message: MessageView) -> Limits:
    return header_limits(message.config) if message.config else instruction_limits(message)


def header_limits(config) -> Limits:
    """v1: what the header leaves out is zero, except for the heap."""
    return Limits(
        units=min(config.compute_unit_limit or 0, MAX_COMPUTE_UNITS),
        heap=config.heap_size or DEFAULT_HEAP,
        loaded_data=min(config.loaded_accounts_data_size_limit or 0, MAX_LOADED_DATA),
        priority_fee=config.priority_fee or 0,
    )


def instruction_limits(message: MessageView) -> Limits:
    """legacy and v0: compute-budget instructions, or a default for each other instruction."""
    asked, default_units = {}, 0
    for instruction in message.instructions:
        program, data = message.static_keys[instruction.program_id_index], bytes(instruction.data)
        default_units += DEFAULT_BUILTIN_UNITS if program in BUILTINS else DEFAULT_UNITS
        if program == COMPUTE_BUDGET and data:
            asked[data[0]] = int.from_bytes(data[1:], "little")
    units = min(asked.get(2, default_units), MAX_COMPUTE_UNITS)
    return Limits(
        units=units,
        heap=asked.get(1, DEFAULT_HEAP),
        loaded_data=min(asked.get(4, MAX_LOADED_DATA), MAX_LOADED_DATA),
        priority_fee=-(-asked.get(3, 0) * units // 1_000_000),
    )


def fee_of(message: MessageView) -> int:
    signatures = message.header.num_required_signatures
    return LAMPORTS_PER_SIGNATURE * signatures + limits_of(message).priority_fee


def loaded_data_size(accounts: dict, tables: int, read_account) -> int:
    """Bytes that the runtime counts as loaded; the data of an upgradeable program counts once."""
    size, counted = tables * LOOKUP_TABLE_SIZE, set(accounts)
    for account in accounts.values():
        if account is None:
            continue
        size += ACCOUNT_BASE_SIZE + len(account.data)
        code = program_data_address(account)
        if code and code not in counted:
            counted.add(code)
            program = read_account(code)
            size += ACCOUNT_BASE_SIZE + len(program.data) if program else 0
    return size


def cost_units(message: MessageView, loaded: LoadedAddresses, units: int, loaded_size: int) -> int:
    data_bytes = sum(len(instruction.data) for instruction in message.instructions)
    pages = -(-loaded_size // LOADED_PAGE)
    return (SIGNATURE_COST * message.header.num_required_signatures
            + WRITE_LOCK_COST * len(message.write_locks(loaded))
            + data_bytes // DATA_BYTES_PER_UNIT
            + units
            + LOADED_PAGE_COST * pages)
