"""A local Solana: JSON-RPC in front of LiteSVM, the real virtual machine and token programs."""

import argparse
import json
import os
import signal
import sys
import threading
import time
from pathlib import Path

from solders.pubkey import Pubkey

import control
import genesis
import methods
from chain import KEPT_BLOCKHASHES, MAX_PROCESSING_AGE, Chain
from rpc import Dispatcher
from server import Server

PARENT_CHECK_SECONDS = 0.2


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="localnet", description=__doc__)
    parser.add_argument("--port", type=int, default=8899, help="0 picks a free one (default 8899)")
    parser.add_argument("--genesis", choices=genesis.GENESIS_HASHES, default="localnet",
                        help="whose genesis hash to answer with (default localnet)")
    parser.add_argument("--slot-ms", type=count, default=400,
                        help="milliseconds per slot; 0: only localnet_advance makes slots (default 400)")
    parser.add_argument("--finality-slots", type=count, default=32,
                        help="slots from execution to finality; 0: final at once (default 32)")
    parser.add_argument("--activate-feature", type=Pubkey.from_string, action="append", default=[],
                        metavar="ADDRESS", help="a feature gate beyond those of mainnet; may repeat")
    parser.add_argument("--program", type=program, action="append", default=[],
                        metavar="ADDRESS=FILE", help="a program (ELF) that is deployed; may repeat")
    parser.add_argument("--program-authority", type=Pubkey.from_string, metavar="ADDRESS",
                        help="who may upgrade these programs (default: nobody)")
    parser.add_argument("--exit-with-parent", action="store_true",
                        help="stop when the process that started this one is gone")
    parser.add_argument("--verbose", action="store_true", help="log requests to standard error")
    arguments = parser.parse_args()
    if arguments.finality_slots > KEPT_BLOCKHASHES - MAX_PROCESSING_AGE:
        parser.error("--finality-slots is too large")
    return arguments


def count(text: str) -> int:
    if not text.isdecimal():
        raise ValueError
    return int(text)


def program(text: str) -> tuple[Pubkey, bytes]:
    address, separator, path = text.partition("=")
    if not separator:
        raise ValueError
    try:
        return Pubkey.from_string(address), Path(path).read_bytes()
    except OSError as error:
        raise argparse.ArgumentTypeError(f"{text}: {error.strerror}") from None


def stop_without_parent() -> None:
    """Poll: the kernel's parent-death signal comes when the starting *thread* ends, which is too early."""
    parent = os.getppid()

    def watch():
        while os.getppid() == parent:
            time.sleep(PARENT_CHECK_SECONDS)
        os._exit(0)
    threading.Thread(target=watch, daemon=True).start()


def main() -> None:
    arguments = parse_arguments()
    if arguments.exit_with_parent:
        stop_without_parent()
    stopping = (signal.SIGTERM, signal.SIGINT)
    # A thread pool that started this process may have passed on a mask that blocks them.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, stopping)
    for number in stopping:
        signal.signal(number, lambda *_: sys.exit(0))
    chain = Chain(genesis.GENESIS_HASHES[arguments.genesis], arguments.slot_ms,
                  arguments.finality_slots, arguments.activate_feature)
    genesis.install(chain)
    for address, elf in arguments.program:
        try:
            genesis.install_program(chain, address, elf, arguments.program_authority)
        except ValueError as error:
            sys.exit(f"localnet: program {address}: {error}")
    table = methods.table(chain) | control.table(chain)
    try:
        server = Server(arguments.port, Dispatcher(chain, table), arguments.verbose)
    except OSError as error:
        sys.exit(f"localnet: port {arguments.port}: {error.strerror}")
    with server:
        ready = {"url": server.url, "port": server.server_port, "genesis": chain.genesis_hash,
                 "pid": os.getpid()}
        print(json.dumps(ready, separators=(",", ":")), flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
