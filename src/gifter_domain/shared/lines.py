"""Single lines of text that people write, such as names and titles."""

import re
import unicodedata

from gifter_domain.shared.errors import InvalidInput

# Blank characters that Unicode counts as letters, marks or symbols: fillers, the empty Braille
# pattern and variation selectors.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0100-\U000e01ef]"
)
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_OPENING, _CLOSING, _ISOLATE = "\u2066\u2067\u2068", "\u2069", "\u2068"
_BIDI_CONTROL = re.compile("[\u200f\u061c\u202a-\u202e\u2066-\u2069]")
# Controls, formats (zero-width and bidi characters), surrogates, unassigned, separators.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Cn", "Zs", "Zl", "Zp"})


def checked_line(value: str, path: str, longest: int) -> str:
    """Returns one line of text with tidy spaces.

    Raises `InvalidInput` if it is empty, too long, shows nothing or has control characters.
    """
    line = " ".join(value.split())
    if not 1 <= len(line) <= longest:
        raise InvalidInput.at(path, f"must have 1 to {longest} characters")
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in line):
        raise InvalidInput.at(path, "must not have control characters")
    if shows_nothing(line):
        raise InvalidInput.at(path, "must have a visible character")
    return line


def shows_nothing(text: str) -> bool:
    """Returns True if no character of the text is visible."""
    return all(
        _BLANK.match(character) or unicodedata.category(character) in _INVISIBLE
        for character in text
    )


def isolated(text: str) -> str:
    """Returns somebody's text for use in another sentence, whose order it does not change.

    Text with controls of direction or right-to-left letters is put between Unicode's isolates;
    isolates that it leaves open are closed, and ends of isolates that it did not open are dropped.
    """
    if text.isascii() or not (_BIDI_CONTROL.search(text) or _has_right_to_left(text)):
        return text
    kept, depth = [_ISOLATE], 1
    for character in text:
        if character == _CLOSING and depth == 1:
            continue
        depth += (character in _OPENING) - (character == _CLOSING)
        kept.append(character)
    return "".join(kept) + _CLOSING * depth


def _has_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text)
