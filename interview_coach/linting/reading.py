"""How hard a text is to read, as a school grade."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[.!?…]+(?=\s|$)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_ED = re.compile(r"[^aeioutd]ed$")


def grade_level(text: str) -> float:
    """Return the Flesch-Kincaid grade level of an English text; 0 without a word.

    It is .39 x words a sentence + 11.8 x syllables a word - 15.59: the years of American school after which the text
    can be read. Source: Kincaid, Fishburne, Rogers and Chissom, "Derivation of new readability formulas for Navy
    enlisted personnel", Naval Technical Training Command, Research Branch Report 8-75, 1975. Syllables are counted by
    runs of vowels, a silent e left out; a number counts as one word of two syllables.
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    parts = max(1, len(_SENTENCE.findall(text.strip())))
    return 0.39 * len(words) / parts + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Return about how many syllables a word has, at least 1."""
    if word[0].isdigit():
        return 2
    lower = word.lower()
    count = len(_VOWELS.findall(lower))
    silent = (lower.endswith("e") and not lower.endswith(("le", "ee", "ye"))) or re.search(r"[^td]ed$", lower)
    return max(1, count - bool(silent and count > 1))
