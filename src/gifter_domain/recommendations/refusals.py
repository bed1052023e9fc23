"""What a request refuses: "no alcohol", "anything but socks", "a mug that is not blue"."""

from collections.abc import Sequence

from gifter_domain.recommendations.phrases import HARMLESS_AFTER_NEGATION, NEGATIONS
from gifter_domain.recommendations.reading import Label, Token

_BETWEEN = 4  # so many words of grammar may stand between a negation and the thing


def refusals(tokens: Sequence[Token]) -> list[list[int]]:
    """Where things are refused: the runs of content after "no", "not into", "hates"."""
    starts = [at + 1 for at, token in enumerate(tokens) if token.key in NEGATIONS]
    return [run for start in starts for run in _refused_from(tokens, start)]


def _refused_from(tokens: Sequence[Token], start: int) -> list[list[int]]:
    """The runs of content from here on, joined as in "a or b" and "a, b or c"."""
    if start < len(tokens) and tokens[start].key in HARMLESS_AFTER_NEGATION:
        return []
    at = start
    while at < min(len(tokens), start + _BETWEEN) and _leads_on(tokens[at]):
        at += 1
    runs: list[list[int]] = []
    while run := _content(tokens, at):
        runs.append(run)
        at = _after_joint(tokens, run[-1] + 1)
    return runs


def _leads_on(token: Token) -> bool:
    """Whether a word only leads to what is refused: "not a", "doesn't want anything"."""
    if token.key in ("anything", "something"):
        return True
    return token.label in (Label.STOP, Label.FILLER) and token.key not in _JOINTS


_OR = ("or", "nor")
_JOINTS = (*_OR, "and", "but", "so", "because")


def _content(tokens: Sequence[Token], at: int) -> list[int]:
    end = at
    while end < len(tokens) and tokens[end].label is Label.CONTENT:
        end += 1
    return list(range(at, end))


def _after_joint(tokens: Sequence[Token], at: int) -> int:
    """Where a list goes on after "or", "and", or a comma if the list ends in "or"; else the end."""
    if _key(tokens, at) in (*_OR, "and"):
        return at + 1
    if _key(tokens, at) == "," and _key(tokens, at + 1) in _OR:
        return at + 2
    if _key(tokens, at) == "," and _ends_in_or(tokens, at + 1):
        return at + 1
    return len(tokens)


def _ends_in_or(tokens: Sequence[Token], at: int) -> bool:
    """Whether a list goes on here as "b, c or d"."""
    while run := _content(tokens, at):
        at = run[-1] + 1
        if _key(tokens, at) == "," and _key(tokens, at + 1) in _OR:
            return True
        if _key(tokens, at) in _OR:
            return True
        if _key(tokens, at) != ",":
            return False
        at += 1
    return False


def _key(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].key if at < len(tokens) else ""
