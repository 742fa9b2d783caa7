"""Checks what docc does not.

Every public type of the module has a place on the catalogue's landing page; every public symbol has a
comment, which names no parameter that is not there; and every example in the catalogue, in Swift or
Python, is a part of a file that is compiled or run elsewhere.

Arguments: the symbol graph, the catalogue, the folders of those files.
"""

import json
import pathlib
import re
import sys
import textwrap


def main():
    graph, catalogue, *folders = map(pathlib.Path, sys.argv[1:])
    symbols = json.loads(graph.read_text())["symbols"]
    landing = (catalogue / f"{catalogue.stem}.md").read_text()
    sources = {
        language: [
            indented_lines(path.read_text())
            for folder in folders
            for path in sorted(folder.glob(f"*.{ending}"))
        ]
        for language, ending in (("swift", "swift"), ("python", "py"))
    }
    problems = [
        f"{name}: no place on the landing page"
        for name in sorted(types(symbols))
        if f"- ``{name}``\n" not in landing
    ]
    problems += [
        f"{'.'.join(symbol['pathComponents'])}: no comment"
        for symbol in symbols
        if "docComment" not in symbol and "::SYNTHESIZED::" not in symbol["identifier"]["precise"]
        # What the compiler writes has no place in a source file.
        and "location" in symbol
    ]
    problems += [
        f"{'.'.join(symbol['pathComponents'])}: no parameter {name}"
        for symbol in symbols
        # What a protocol of the standard library brings along is documented there.
        if "location" in symbol and "::SYNTHESIZED::" not in symbol["identifier"]["precise"]
        for name in documented_parameters(symbol) - parameters(symbol)
    ]
    for page in sorted(catalogue.rglob("*.md")):
        examples = re.findall(r"^```(swift|python)\n(.*?)^```$", page.read_text(), re.M | re.S)
        for language, example in examples:
            if not any(contains(source, example) for source in sources[language]):
                problems.append(f"{page}: in no snippet:\n{textwrap.indent(example, '    ')}")
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    sys.exit(1 if problems else 0)


def types(symbols):
    """The names of the types that are no part of another one."""
    kinds = {"swift.struct", "swift.enum", "swift.class", "swift.protocol", "swift.typealias"}
    return {
        symbol["pathComponents"][0]
        for symbol in symbols
        if symbol["kind"]["identifier"] in kinds and len(symbol["pathComponents"]) == 1
    }


def documented_parameters(symbol):
    comment = "\n".join(line["text"] for line in symbol.get("docComment", {}).get("lines", []))
    names = set(re.findall(r"^- Parameter (\w+):", comment, re.M))
    for block in re.findall(r"^- Parameters:\n((?:  .*\n?)+)", comment, re.M):
        names |= set(re.findall(r"^  - (\w+):", block, re.M))
    return names


def parameters(symbol):
    signature = symbol.get("functionSignature", {}).get("parameters", [])
    return {parameter.get("internalName", parameter["name"]) for parameter in signature}


def indented_lines(text):
    return [line.rstrip() for line in text.splitlines()]


def contains(source, example):
    """Whether the example's lines follow one another in the source, indented alike."""
    wanted = indented_lines(example)
    for start in range(len(source) - len(wanted) + 1):
        lines = source[start : start + len(wanted)]
        if textwrap.dedent("\n".join(lines)) == "\n".join(wanted):
            return True
    return False


main()
