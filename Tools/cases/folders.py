"""The files of fixtures/cases: made anew, written, and compared with what is there."""

import re
from pathlib import Path

import programs
from case import CASES, Case
from catalogue import manifest
from config import ledger, policy
from layout import encode
from paths import FOLDER
from scene import Scene

COMMON = ("manifest.json", "policy.json", "ledger.json")
CASE_FOLDER = re.compile(r"[A-Z]\d\d(-|$)")


def files_of(case: Case) -> dict[str, bytes]:
    """The files of one folder, by their paths within fixtures/cases."""
    scene = case.play()
    files = {"case.json": encode(case_json(case, scene)), "expect.json": encode(scene.expected)}
    for name, recording in scene.recordings.items():
        files[f"rpc/{name}.json"] = encode(recording.to_json())
    return {f"{case.folder}/{name}": data for name, data in files.items()}


def case_json(case: Case, scene: Scene) -> dict:
    described = {"schema": "l5.case/1", "id": case.id, "variant": case.variant, "title": case.title,
                 "kind": "S" if scene.edits else "X", "build": "; ".join(scene.build),
                 "edited": "; ".join(scene.edits), "twinOf": case.twin_of, "config": scene.config,
                 "ledger_before": scene.ledger, "asks": scene.asks}
    always = ("schema", "id", "title", "kind", "build", "asks")
    return {key: value for key, value in described.items() if key in always or value}


def all_files() -> dict[str, bytes]:
    files = {"manifest.json": encode(manifest(CASES.values())), "policy.json": encode(policy()),
             "ledger.json": encode(ledger())}
    for case in CASES.values():
        files |= files_of(case)
    return files


def present() -> dict[str, bytes]:
    """What is committed, without what is written by hand or by the build."""
    paths = (path for path in FOLDER.rglob("*") if path.is_file())
    names = ((path.relative_to(FOLDER), path) for path in paths)
    return {name.as_posix(): path.read_bytes() for name, path in names
            if name.parts[0] in COMMON or CASE_FOLDER.match(name.parts[0])}


def write(files: dict[str, bytes]) -> None:
    for name in present().keys() - files.keys():
        remove(FOLDER / name)
    put(FOLDER, files)


def put(target: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def remove(path) -> None:
    """A file, and the folders that it leaves empty."""
    path.unlink()
    for folder in path.parents:
        if folder == FOLDER or any(folder.iterdir()):
            break
        folder.rmdir()


def differences(files: dict[str, bytes]) -> list[str]:
    there = present()
    found = [f"missing: {name}" for name in files.keys() - there.keys()]
    found += [f"not made by any case: {name}" for name in there.keys() - files.keys()]
    found += [f"differs: {name}" for name in files.keys() & there.keys() if files[name] != there[name]]
    if not programs.is_current():
        found.append("programs/deposit.so is not the test build of Contract/test-build.json")
    return sorted(found)
