"""Random case folders: what happens is drawn, and what must follow is told by an oracle of its own.

Nothing of the verifier takes part: `l5-deposit selftest --cases DIR` plays the folders against it.
"""

import shutil
from pathlib import Path
from random import Random

import folders
from case import Case
from catalogue import manifest
from config import ledger, policy
from drawing import Drawing
from expect import reject
from layout import encode
from oracle import expectation
from programs import BINARIES
from scene import Scene

NUMBER = "A01"  # random folders are variants of it, since a folder must stand under some number


def play(scene: Scene, seed: str) -> None:
    random = Random(seed)
    drawing = Drawing(random, scene)
    while not scene.fits(*drawing.steps):
        drawing = Drawing(random, scene)
    signature = scene.land(*drawing.steps, fails=None)
    failed = scene.error(signature) is not None
    scene.expects(reject("tx_failed", "R3") if failed else expectation(drawing.events))


def write(target: Path, count: int, seed: int) -> None:
    """Write `count` folders into an empty one; the same for the same seed."""
    made = []
    for number in range(count):
        case = Case(NUMBER, f"random-{seed}-{number}", f"random transaction {number} of seed {seed}",
                    None, (), play, {"seed": f"{seed} {number}"})
        made.append(case)
        folders.put(target, folders.files_of(case))
    files = {"manifest.json": manifest(made), "policy.json": policy(), "ledger.json": ledger()}
    folders.put(target, {name: encode(content) for name, content in files.items()})
    shutil.copytree(BINARIES, target / BINARIES.name)
