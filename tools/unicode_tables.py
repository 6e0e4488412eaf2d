#!/usr/bin/env python3
"""Prints schema/unicode_tables.def from the Unicode character database of the running Python.

Usage: tools/unicode_tables.py > schema/unicode_tables.def
"""

import sys
import unicodedata

POINTS = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
HANGUL = range(0xAC00, 0xD7A4)  # composed by arithmetic


def category(c):
    return unicodedata.category(chr(c))


def ranges(chosen):
    """[first, last] of the runs of code points that are chosen."""
    found = []
    for c in POINTS:
        if not chosen(c):
            continue
        if found and found[-1][1] == c - 1:
            found[-1][1] = c
        else:
            found.append([c, c])
    return found


def lower(c):
    if c == 0x130:
        return 0x69  # the simple mapping; str.lower() gives two code points
    text = chr(c).lower()
    return ord(text) if len(text) == 1 else c


def lower_runs():
    """[first, last, step, difference]: each step-th code point of the run has that lower-case letter."""
    found = []
    for c in POINTS:
        difference = lower(c) - c
        if difference == 0:
            continue
        if found and found[-1][3] == difference:
            first, last, step, _ = found[-1]
            if c - last in (1, 2) and (first == last or c - last == step):
                found[-1][1:3] = c, c - last
                continue
        found.append([c, c, 1, difference])
    return found


def combining_runs():
    found = []
    for c in POINTS:
        value = unicodedata.combining(chr(c))
        if value == 0:
            continue
        if found and found[-1][1] == c - 1 and found[-1][2] == value:
            found[-1][1] = c
        else:
            found.append([c, c, value])
    return found


def decompositions(composed):
    found = []
    for c in POINTS:
        text = unicodedata.decomposition(chr(c))
        if not text or text.startswith("<") or c in HANGUL:
            continue
        parts = [int(part, 16) for part in text.split()]
        if composed == (unicodedata.normalize("NFC", chr(c)) == chr(c)):
            found.append([c, *parts, *[0] * (2 - len(parts))])
    return found


def show(macro, comment, rows):
    print(f"\n// {comment}")
    start = f"{macro}("
    line = start
    for row in rows:
        cell = "{" + ",".join(str(value) if value < 10 else f"{value:#X}".replace("X", "x") for value in row) + "}"
        if len(line) + len(cell) + 2 > 118:
            print(line + ")")
            line = start
        line += ("" if line == start else ",") + cell
    print(line + ")")


print(f"""// Facts of Unicode {unicodedata.unidata_version}, printed by tools/unicode_tables.py. Each macro takes rows; all are optional.""")
MACROS = ["WORDS", "MARKS", "WIDE", "NARROW", "LOWER", "COMBINING", "COMPOSED", "DECOMPOSED"]
for name in MACROS:
    print(f"#ifndef RETORT_{name}\n#define RETORT_{name}(...)\n#endif")
show("RETORT_WORDS", "Letters, marks and numbers (categories L, M, N): first, last.", ranges(lambda c: category(c)[0] in "LMN"))
show("RETORT_MARKS", "Marks (category M), which belong to the letter before them: first, last.",
     ranges(lambda c: category(c)[0] == "M"))
show("RETORT_WIDE", "Two columns wide (East Asian Width W and F): first, last.",
     ranges(lambda c: unicodedata.east_asian_width(chr(c)) in "WF"))
show("RETORT_NARROW", "No column wide (categories Mn, Me, Cf, without U+00AD): first, last.",
     ranges(lambda c: category(c) in ("Mn", "Me", "Cf") and c != 0xAD))
show("RETORT_LOWER", "Letters with a lower-case letter: first, last, step, difference.", lower_runs())
show("RETORT_COMBINING", "The canonical combining class, where it is not 0: first, last, class.", combining_runs())
show("RETORT_COMPOSED", "Characters that NFC composes from two: the character, its parts.", decompositions(True))
show("RETORT_DECOMPOSED", "Characters that NFC replaces by one or two others: the character, its parts.",
     decompositions(False))
print()
for name in MACROS:
    print(f"#undef RETORT_{name}")
