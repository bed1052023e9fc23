"""Words that a phrase needs: a fast test before its regular expression is tried."""

import re
from collections.abc import Iterator

_LITERAL = re.compile(r"[^\W\d_]+")


def needed(phrase: str) -> tuple[str, ...]:
    """Returns words of which any match of the phrase contains at least one; ("",) if unknown."""
    candidates = [best for part in _parts(phrase) if (best := _best(part))]
    return max(candidates, key=lambda words: min(map(len, words)), default=("",))


def _best(part: str) -> tuple[str, ...]:
    """Returns the words of one mandatory part: a literal, or a group of alternatives."""
    if not part.startswith("("):
        return (part,)
    if part.startswith("(?P<"):
        part = "(" + part.partition(">")[2]
    elif part.startswith("(?:"):
        part = "(" + part[3:]
    elif part.startswith("(?"):
        return ()
    words = tuple(word for choice in _choices(part[1:-1]) for word in needed(choice))
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


def _parts(phrase: str) -> Iterator[str]:
    """Yields the mandatory literals and groups of a phrase."""
    if len(choices := _choices(phrase)) > 1:
        yield f"({'|'.join(choices)})"
        return
    at = 0
    while at < len(phrase):
        if phrase[at] == "\\":
            at += 2
        elif phrase[at] in "([":
            end = _closing(phrase, at)
            if phrase[at] == "(" and phrase[end : end + 1] not in ("?", "*", "{"):
                yield phrase[at:end]
            at = end
        elif found := _LITERAL.match(phrase, at):
            word = found.group()
            at = found.end()
            yield word[:-1] if phrase[at : at + 1] == "?" and len(word) > 1 else word
        else:
            at += 1


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
