"""python -m tools.messages update APP|all · hant · compile · check"""

from __future__ import annotations

import sys

from tools.messages.packages import ROOT, all_packages, catalogue, named


def update(name: str) -> int:
    from tools.messages import catalogues, traditional
    from tools.messages.extraction import messages_of

    packages = named(name)
    if not packages:
        print(f"No package is called {name!r}.")
        return 1
    elsewhere = [catalogues.read(catalogue(package, "zh_Hans")) for package in all_packages()]
    for package in packages:
        path = catalogue(package, "zh_Hans")
        messages = messages_of(package, ROOT).values()
        entries, empty = catalogues.merged(messages, catalogues.read(path), *elsewhere)
        catalogues.write(path, entries, "zh_Hans")
        traditional.write_traditional(package)
        print(f"{package.name}: {len(entries)} texts, {empty} to translate")
    return 0


def hant() -> int:
    from tools.messages.traditional import write_traditional

    for package in all_packages():
        write_traditional(package)
    return 0


def compile_catalogues() -> int:
    from tools.messages.compiling import compile_all

    compile_all(ROOT)
    return 0


def check() -> int:
    from tools.messages.checks import faults_of_all
    from tools.messages.hardcoded import faults_of_templates

    faults = faults_of_all() + faults_of_templates(ROOT)
    print("\n".join(faults[:200]) if faults else "All texts are translated.")
    return 1 if faults else 0


def main(words: list[str]) -> int:
    match words:
        case ["update", name]:
            return update(name)
        case ["hant"]:
            return hant()
        case ["compile"]:
            return compile_catalogues()
        case ["check"]:
            return check()
        case _:
            print(__doc__)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
