"""What our PostgreSQL ledger sends, and the same as a script of pgbench.

The statements are read off the wire while one deposit is posted, so that they are the ledger's own.
pgbench cannot make byte strings: it sends numbers, and the server makes of them what our ledger binds.
"""

import socket
import struct
import threading

TIME = 1_760_000_000_000_000
AMOUNT = 1_000_000
STARTUP, PARSE = 8, b"P"


class Listener:
    """A server between our ledger and PostgreSQL that remembers what was prepared."""

    def __init__(self, port: int):
        self.statements: list[str] = []
        self.upstream = port
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self) -> None:
        while True:
            client, _ = self.socket.accept()
            server = socket.create_connection(("127.0.0.1", self.upstream))
            threading.Thread(target=self.forward, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self.forward, args=(server, client, False), daemon=True).start()

    def forward(self, source: socket.socket, target: socket.socket, reads: bool) -> None:
        pending, at_start = b"", True
        while data := source.recv(65_536):
            target.sendall(data)
            if not reads:
                continue
            pending += data
            while True:
                head = 0 if at_start else 1
                if len(pending) < head + 4:
                    break
                size = head + struct.unpack_from(">i", pending, head)[0]
                if len(pending) < size:
                    break
                if not at_start and pending[:1] == PARSE:
                    self.statements.append(pending[5:size].split(b"\0")[1].decode())
                pending, at_start = pending[size:], False
        target.close()


def constant(domain: int) -> str:
    """32 bytes as MadeDeposits.swift makes them of the number 0."""
    words = b""
    for word in range(4):
        value = domain << 56 | word
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9 % 2 ** 64
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB % 2 ** 64
        words += (value ^ (value >> 31)).to_bytes(8, "little")
    return f"'\\x{words.hex()}'::bytea"


GENESIS, MINT, DESTINATION = constant(5), constant(6), constant(7)
ID = "int8send(:id::bigint + i)"
SIGNATURE, DIGEST = f"sha512({ID})", f"sha256({ID})"
AGENT = "(:agent::bigint + :clients::bigint * i)"
CODE = f"int8send({AGENT})"
BALANCE = f"(:seq::bigint * {AMOUNT})"
IDEM = f"('sol:' || encode({SIGNATURE}, 'hex'))"
EVIDENCE = f"encode({DIGEST}, 'hex')"
SLOT = "(300000000 + :id::bigint / 4)"
BYTES, NUMBER, TEXT = "bytea", "bigint", "text"
# The marks of this transaction and of the one before it.
MARK, LAST_MARK = (f"substring(sha256(int8send(:id::bigint{step})) for 16)" for step in ("", " - :size"))

# Statements by how they begin: what is bound to each parameter, an expression for element i.
VALUES = {
    "SELECT account.agent_id": [(CODE, BYTES), (GENESIS, BYTES), (MINT, BYTES)] + [None] * 9,
    "SELECT asset.genesis": [[(GENESIS, BYTES)], [(MINT, BYTES)]],
    "SELECT code, name": [(CODE, BYTES)],
    "SELECT coalesce(max(id)": [],
    "SELECT event_set.genesis": [(GENESIS, BYTES), (SIGNATURE, BYTES)],
    "SELECT deposit.genesis": [(GENESIS, BYTES), (SIGNATURE, BYTES)],
    "WITH old AS (DELETE FROM commit_mark": [MARK, LAST_MARK],
    "INSERT INTO event_set": [(GENESIS, BYTES), (SIGNATURE, BYTES), (DIGEST, BYTES),
                              (SLOT, NUMBER), (TIME, NUMBER)],
    "WITH changed AS (UPDATE account": [(AGENT, NUMBER), (1, NUMBER), (BALANCE, NUMBER), (0, NUMBER), (0, NUMBER),
                       (":seq::bigint", NUMBER), (DIGEST, BYTES), (TIME, NUMBER),
                       ":size::bigint"],
    "INSERT INTO entry": [(AGENT, NUMBER), (1, NUMBER), (":seq::bigint", NUMBER), (AMOUNT, NUMBER),
                          (BALANCE, NUMBER), (1, NUMBER), (1, NUMBER), (IDEM, TEXT), ("'{}'", TEXT),
                          (TIME, NUMBER), (DIGEST, BYTES)],
    "INSERT INTO deposit": [(GENESIS, BYTES), (SIGNATURE, BYTES), ("'2'", TEXT), (SLOT, NUMBER),
                            (DESTINATION, BYTES), (1, NUMBER), (AMOUNT, NUMBER), (DIGEST, BYTES),
                            (DIGEST, BYTES), (CODE, BYTES), (AGENT, NUMBER),
                            (":seq::bigint", NUMBER), ("'credited'", TEXT), ("NULL", TEXT),
                            (EVIDENCE, TEXT), (TIME, NUMBER), (1, NUMBER), (AMOUNT, NUMBER)],
}


def bound(value, size: int) -> str:
    if value is None:
        return "'{}'"
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        (value, kind), size = value[0], 1
    else:
        value, kind = value
    if size == 1:
        return f"ARRAY[{value}]::{kind}[]".replace(" + i)", ")").replace(" * i)", " * 0)")
    return f"(SELECT array_agg(({value})::{kind}) FROM generate_series(0, {size - 1}) AS i)"


def script(statements: list[str], agents: int, clients: int, size: int) -> str:
    """The script: each client has agents of its own, so that it knows their numbers of entries."""
    share = agents // (clients * size)
    lines = [
        "\\set n :n + 1",
        f"\\set clients {clients}", f"\\set size {size}",
        f"\\set agent 1 + :client_id + {clients * size} * (:n % {share})",
        f"\\set seq 2 + :n / {share}",
        f"\\set id (:client_id + 1) * 10000000000 + :n * {size}",
        "\\startpipeline", "BEGIN;",
    ]
    for number, sql in enumerate(statements):
        begins = [key for key in VALUES if sql.startswith(key)]
        if len(begins) != 1:
            raise ValueError(f"a statement that pgbench has no values for: {sql}")
        values = VALUES[begins[0]]
        for place in range(len(values), 0, -1):
            sql = sql.replace(f"${place}", bound(values[place - 1], size))
        if not sql.startswith("SELECT") and all(
                before.startswith("SELECT") for before in statements[:number]):
            lines += ["\\endpipeline", "\\startpipeline"]
        lines.append(" ".join(sql.split()) + ";")
    return "\n".join(lines + ["COMMIT;", "\\endpipeline"]) + "\n"
