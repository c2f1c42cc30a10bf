"""What can be wrong with the catalogues."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import polib

from tools.messages import catalogues, traditional
from tools.messages.extraction import Key, Message, messages_of
from tools.messages.packages import ROOT, all_packages, catalogue

PLACEHOLDER = re.compile(r"%\([a-z_0-9]+\)[sd]|%[sd]|\{[a-z_0-9]*\}|</?[a-z][a-z0-9]*")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def faults_of_all(root: Path = ROOT) -> list[str]:
    packages = all_packages(root)
    faults = [fault for package in packages for fault in faults_of(package, root)]
    return faults + list(_contradictions(packages, root))


def faults_of(package: Path, root: Path = ROOT) -> list[str]:
    asked = messages_of(package, root)
    path = catalogue(package, "zh_Hans")
    known = catalogues.read(path)
    place = str(path.relative_to(root))
    faults = [f"{place}: {fault}" for fault in _differences(asked, known)]
    faults += [f"{place}: {fault}" for entry in known.values() for fault in _faults_in(entry)]
    if not traditional.is_current(package):
        name = catalogue(package, "zh_Hant").relative_to(root)
        faults.append(f"{name}: not what zh_Hans gives now (python -m tools.messages hant)")
    return faults


def _differences(asked: dict[Key, Message], known: dict[Key, polib.POEntry]) -> Iterator[str]:
    for key in asked.keys() - known.keys():
        yield f"missing: {key[1]!r}, asked for in {asked[key].files[0]}"
    for key in known.keys() - asked.keys():
        yield f"no code asks for it any more: {key[1]!r}"
    for key in asked.keys() & known.keys():
        if (asked[key].plural or "") != known[key].msgid_plural:
            yield f"another plural than in the code: {key[1]!r}"


def _faults_in(entry: polib.POEntry) -> Iterator[str]:
    translation = catalogues.translation_of(entry)
    if entry.fuzzy:
        yield f"fuzzy: {entry.msgid!r}"
    if not translation.strip():
        yield f"not translated: {entry.msgid!r}"
        return
    wanted = sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    given = sorted(PLACEHOLDER.findall(translation))
    if wanted != given:
        yield f"placeholders or tags differ: {entry.msgid!r} has {wanted}, {translation!r} {given}"
    if CHINESE.search(entry.msgid) and not re.search("[A-Za-z]", entry.msgid):
        yield f"the text in the code is not English: {entry.msgid!r}"


def _contradictions(packages: list[Path], root: Path) -> Iterator[str]:
    """Django throws all catalogues together: of two translations of one text only one is seen.
    Where two are meant, a context (pgettext) tells them apart."""
    first: dict[Key, tuple[str, str]] = {}
    for package in packages:
        place = str(package.relative_to(root))
        for key, entry in catalogues.read(catalogue(package, "zh_Hans")).items():
            translation = catalogues.translation_of(entry)
            known, where = first.setdefault(key, (translation, place))
            if translation and known and translation != known:
                yield f"{key[1]!r} is {known!r} in {where} but {translation!r} in {place}"
