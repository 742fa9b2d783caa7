"""The list of all cases, and where those are that have no folder."""

from dataclasses import dataclass
from pathlib import Path

from elsewhere import LATER, TESTS


@dataclass(frozen=True)
class Line:
    """A case of the catalogue. `kind`: X executed and recorded, S edited from a recording, U a unit."""

    id: str
    kind: str
    title: str


def read() -> dict[str, Line]:
    lines = (Path(__file__).parent / "catalogue.txt").read_text().splitlines()
    return {line.id: line for line in (Line(*each.split(" ", 2)) for each in lines)}


CATALOGUE = read()


def manifest(cases) -> dict:
    """Every case, each with its folders, the file that tests it, or what it waits for."""
    return {"schema": "l5.cases/1", "cases": [entry(line, cases) for line in CATALOGUE.values()]}


def entry(line: Line, cases) -> dict:
    found = {"id": line.id, "title": line.title, "kind": line.kind}
    if folders := [case.folder for case in cases if case.id == line.id]:
        found["folders"] = folders
    if line.id in TESTS:
        found["test"] = TESTS[line.id]
    if line.id in LATER:
        found["later"] = LATER[line.id]
    return found


def missing(cases) -> list[str]:
    """Cases that are nowhere."""
    return [each["id"] for each in manifest(cases)["cases"]
            if not each.keys() & {"folders", "test", "later"}]
