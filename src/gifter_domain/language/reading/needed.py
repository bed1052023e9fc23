"""Words that a phrase needs: a fast test before its regular expression is tried."""

import re
from collections.abc import Iterator

_LITERAL = re.compile(r"[^\W\d_]+")
START = "^"  # marks a needed literal that begins a word


def needed(phrase: str, *, begins: bool = True) -> tuple[str, ...]:
    """Returns literals of which any match of the phrase contains at least one; ("",) if unknown.

    One that begins a word has `START` before it. `begins` is True if the phrase begins a word.
    """
    candidates = [best for part in _parts(phrase, begins) if (best := _best(*part))]
    return max(candidates, key=lambda words: min(map(len, words)), default=("",))


def _best(part: str, begins: bool) -> tuple[str, ...]:
    """Returns the literals of one mandatory part: a literal, or a group of alternatives."""
    if not part.startswith("("):
        return (START + part,) if begins else (part,)
    if part.startswith("(?P<"):
        part = "(" + part.partition(">")[2]
    elif part.startswith("(?:"):
        part = "(" + part[3:]
    elif part.startswith("(?"):
        return ()
    words = tuple(word for choice in _choices(part[1:-1]) for word in needed(choice, begins=begins))
    return () if "" in words else words


def _choices(text: str) -> list[str]:
    """Splits at the bars that are in no group."""
    choices, depth = [""], 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        if letter == "|" and not depth:
            choices.append("")
        else:
            choices[-1] += letter
    return choices


def _parts(phrase: str, begins: bool) -> Iterator[tuple[str, bool]]:
    """Yields the mandatory literals and groups of a phrase, and whether each begins a word."""
    if len(choices := _choices(phrase)) > 1:
        yield f"({'|'.join(choices)})", begins
        return
    at = 0
    while at < len(phrase):
        end = _end_of_part(phrase, at)
        part, is_optional = phrase[at:end], phrase[end : end + 1] in ("?", "*", "{")
        if part[0] == "(" and not is_optional:
            yield part, begins
        elif _LITERAL.match(part):
            yield (part[:-1] if phrase[end : end + 1] == "?" and len(part) > 1 else part), begins
        begins = _begins_after(part, begins, is_optional)
        at = end


def _end_of_part(phrase: str, at: int) -> int:
    """Returns the index behind the escape, group, literal or letter that begins at `at`."""
    if phrase[at] in "([":
        return _closing(phrase, at)
    literal = _LITERAL.match(phrase, at)
    return literal.end() if literal else at + 1 + (phrase[at] == "\\")


def _begins_after(part: str, begins: bool, is_optional: bool) -> bool:
    """Returns True if a word certainly begins behind a part of a phrase."""
    if part.startswith(("(?=", "(?!", "(?<!")):
        return begins
    if part.startswith("["):
        return set(part[1:-1]) <= {" ", "-"} and not is_optional
    if not part.startswith("("):
        return part in (" ", "-") and not is_optional
    ends = all(choice.endswith(" ") for choice in _choices(part[1:-1]))
    return ends and (begins or not is_optional)


def _closing(phrase: str, start: int) -> int:
    """Returns the index behind the bracket that closes the one at `start`."""
    opening = phrase[start]
    closing = ")" if opening == "(" else "]"
    depth = 0
    for at in range(start, len(phrase)):
        depth += (phrase[at] == opening) - (phrase[at] == closing)
        if not depth:
            return at + 1
    return len(phrase)
