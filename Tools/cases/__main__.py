"""Write fixtures/cases anew, or compare it with what the cases make."""

import argparse
import sys

import paths  # noqa: F401  finds the chain's modules
import folders
import programs
from case import CASES
from catalogue import missing
from groups import load


def main() -> int:
    parser = argparse.ArgumentParser(prog="Tools/cases", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail on a difference")
    parser.add_argument("--programs", action="store_true", help="build the programs anew first")
    parser.add_argument("--only", metavar="PREFIX", help="only cases whose folder begins so")
    arguments = parser.parse_args()
    if arguments.programs:
        programs.build()
    load()
    if arguments.only:
        return write_some(arguments.only)
    files = folders.all_files()
    print(f"{len(CASES)} folders; nowhere: {' '.join(missing(CASES.values())) or 'none'}")
    if not arguments.check:
        folders.write(files)
        return 0
    found = folders.differences(files)
    print("\n".join(found), file=sys.stderr, end="\n" if found else "")
    return 1 if found else 0


def write_some(prefix: str) -> int:
    """For working on a case: the other folders and the manifest stay as they are."""
    for each in CASES.values():
        if each.folder.startswith(prefix):
            for name, data in folders.files_of(each).items():
                (folders.FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
                (folders.FOLDER / name).write_bytes(data)
    return 0


sys.exit(main())
