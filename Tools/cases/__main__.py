"""Write fixtures/cases anew, or compare it with what the cases make."""

import argparse
import sys
from pathlib import Path

import paths  # noqa: F401  finds the chain's modules
import folders
import programs
import random_cases
from case import CASES
from catalogue import missing
from groups import load


def main() -> int:
    parser = argparse.ArgumentParser(prog="Tools/cases", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail on a difference")
    parser.add_argument("--programs", action="store_true", help="build the programs anew first")
    parser.add_argument("--only", metavar="PREFIX", help="only cases whose folder begins so")
    parser.add_argument("--random", type=int, metavar="N", help="write N random cases instead")
    parser.add_argument("--seed", type=int, default=1, help="of the random cases")
    parser.add_argument("--into", type=Path, metavar="DIR", help="a new folder for the random cases")
    arguments = parser.parse_args()
    if arguments.programs:
        programs.build()
    if arguments.random:
        if arguments.into is None:
            parser.error("--random needs --into")
        arguments.into.mkdir(parents=True)
        random_cases.write(arguments.into, arguments.random, arguments.seed)
        return 0
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
            folders.put(folders.FOLDER, folders.files_of(each))
    return 0


sys.exit(main())
