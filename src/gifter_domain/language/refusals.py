"""Refusals in a text: "no alcohol", "anything but socks", "a mug that is not blue"."""

from collections.abc import Sequence
from itertools import pairwise

from gifter_domain.language.phrases import (
    DETERMINERS,
    HARMLESS_AFTER_NEGATION,
    NEGATIONS,
    REFUSAL_VERBS,
)
from gifter_domain.language.refusal_words import DISLIKES, NEVER_USES
from gifter_domain.language.tokens import Label, Token

_MAX_BETWEEN = 4  # the refused thing begins at most so many words after the negation


def certain_refusals(tokens: Sequence[Token]) -> list[list[int]]:
    """Returns only the unambiguous refusals: "no golf", "hates golf", "doesn't eat meat".

    A run that could also be praise ("never says no to golf") or part of a story is left out.
    """
    certain = [at for at in _negations(tokens) if _is_certain(tokens, at)]
    return [run for at in certain for run in _refused_from(tokens, at + 1)]


def _negations(tokens: Sequence[Token]) -> list[int]:
    negated = (at for at, token in enumerate(tokens) if token.key in NEGATIONS)
    return [at for at in negated if not _is_praise(tokens, at)]


_NEVER = NEGATIONS | {"never", "couldnt", "wouldnt", "shouldnt", "hardly", "cannot"}
_COMPARISONS = {"beats", "like", "better", "but", "compares", "tops", "finer", "nicer"}


def _is_praise(tokens: Sequence[Token], at: int) -> bool:
    """Returns True if a negation expresses fondness.

    Examples are "not a day without", "never says no to" and "nothing beats".
    """
    key, following = tokens[at].key, _key(tokens, at + 1)
    before, after = _clause(tokens[:at][::-1]), _clause(tokens[at + 1 :])
    if key == "nothing" and following in _COMPARISONS:
        return True
    if key in NEVER_USES and following == "enough":
        return True
    if key == "no" and following == "to":
        return any(token.key in _NEVER for token in before)
    if key == "without":
        return any(token.key in _NEVER for token in _until_content(before))
    if ("no", "to") in pairwise(token.key for token in after):
        return True
    return any(token.key == "without" for token in _until_content(after))


def _clause(tokens: Sequence[Token]) -> Sequence[Token]:
    """Returns the tokens up to the end of the clause."""
    ends = (at for at, token in enumerate(tokens) if _ends_clause(token))
    return tokens[: next(ends, len(tokens))]


def _ends_clause(token: Token) -> bool:
    return token.label is Label.BREAK or token.key in _CONJUNCTIONS


def _until_content(tokens: Sequence[Token]) -> Sequence[Token]:
    """Returns the tokens before the first content word. Words like "never" are no content here."""
    ends = (
        at
        for at, token in enumerate(tokens)
        if token.label is Label.CONTENT and token.key not in _NEVER
    )
    return tokens[: next(ends, len(tokens))]


_BEFORE_A_THING = DETERMINERS | {"any", "all", "anything", "of", "with", "from"}
_QUALIFIERS = {"same", "twice", "bad", "before", "after", "alone", "unless", "until"}
_PLAIN_REFUSAL_VERBS = (REFUSAL_VERBS | {"into", "with"}) - {"do", "make", "play"}


def _is_certain(tokens: Sequence[Token], at: int) -> bool:
    runs = _refused_from(tokens, at + 1)
    before = _clause(tokens[:at][::-1])
    if not runs or any(token.key in _NEVER for token in before):
        return False
    run, key = runs[0], tokens[at].key
    between = {token.key for token in tokens[at + 1 : run[0]]}
    if (
        _key(tokens, run[-1] + 1) == "without"
        or not between <= _BEFORE_A_THING | _PLAIN_REFUSAL_VERBS
    ):
        return False
    ends = run[-1] + 1 == len(tokens) or _ends_clause(tokens[run[-1] + 1])
    if key == "no":  # "no golf, please", and not "there is no place like home"
        has_content = any(token.label is Label.CONTENT for token in before)
        has_courtesy = _key(tokens, run[-1] + 1) in ("please", "thanks", "for")
        return not between and not has_content and (ends or has_courtesy)
    if key in NEVER_USES:  # "never eats meat", and not "never eats the same meat twice"
        return ends and _QUALIFIERS.isdisjoint(tokens[at].key for at in run)
    if "to" in between and key != "allergic":
        return False  # "can't bear to be without books" is praise
    if key in DISLIKES:  # "hates golf on television", and not "hates missing the golf"
        return ends or not tokens[run[-1]].key.endswith("ing")
    return not between.isdisjoint(_PLAIN_REFUSAL_VERBS)


def _refused_from(tokens: Sequence[Token], start: int) -> list[list[int]]:
    """Returns the runs of content from `start` on, for lists such as "a or b" and "a, b or c"."""
    if start < len(tokens) and tokens[start].key in HARMLESS_AFTER_NEGATION:
        return []
    at = start
    while at < min(len(tokens), start + _MAX_BETWEEN) and _is_linking_word(tokens[at]):
        at += 1
    runs: list[list[int]] = []
    while run := _content_run(tokens, at):
        runs.append(run)
        at = _next_item(tokens, run[-1] + 1)
    return runs


def _is_linking_word(token: Token) -> bool:
    """Returns True for a word between a negation and the refused thing: "a" in "not a mug"."""
    if token.key in ("anything", "something"):
        return True
    return token.label in (Label.STOP, Label.FILLER) and token.key not in _CONJUNCTIONS


_OR = ("or", "nor")
_CONJUNCTIONS = (*_OR, "and", "but", "so", "because")


def _content_run(tokens: Sequence[Token], at: int) -> list[int]:
    end = at
    while end < len(tokens) and tokens[end].label is Label.CONTENT:
        end += 1
    return list(range(at, end))


def _next_item(tokens: Sequence[Token], at: int) -> int:
    """Returns the index of a list's next item, or the number of tokens if the list ends here.

    Items are joined by "or", "nor", "and", or by a comma if the list ends in "or" or "nor".
    """
    if _key(tokens, at) in (*_OR, "and"):
        return at + 1
    if _key(tokens, at) == "," and _key(tokens, at + 1) in _OR:
        return at + 2
    if _key(tokens, at) == "," and _ends_in_or(tokens, at + 1):
        return at + 1
    return len(tokens)


def _ends_in_or(tokens: Sequence[Token], at: int) -> bool:
    """Returns True if the text goes on here as a list that ends in "or": "b, c or d"."""
    while run := _content_run(tokens, at):
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
