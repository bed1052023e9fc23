"""Search words: the words of a text that describe the wanted gift."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gifter_domain.language.lexicons import lexicon_of
from gifter_domain.language.terms import RECIPIENTS
from gifter_domain.language.tokens import (
    Label,
    Token,
    is_in_product_name,
    is_request,
    tokenize,
)

_DAYS = ("mothers_day", "fathers_day", "valentines_day")  # no product is named after them


# "7", "23rd", "4pm", "6.12."
_NUMBER = re.compile(r"\d+(?:[.:/-]\d+)*\.?(?:st|nd|rd|th|am|pm|s)?")


@dataclass(frozen=True, slots=True)
class Asked:
    """A text as a request ("gift for my dad who loves golf") or a search ("golf clubs").

    A request keeps only the words that describe the wanted gift, a search every word except
    grammar. `has_occasion` and `has_recipient` are False if the words for them are only a part of
    a product's name: "birthday candles", "boyfriend jeans".
    """

    words: tuple[str, ...]
    has_occasion: bool = True
    has_recipient: bool = True


def asked_for(text: str, occasion: str | None, *, is_request_already: bool) -> Asked:
    """Reads the rest of a text, without the parts that state a budget, an age or a refusal."""
    tokens = tokenize(text)
    if not (is_request(tokens) or is_request_already):
        words = tuple(
            token.text
            for at, token in enumerate(tokens)
            if token.label not in (Label.BREAK, Label.STOP) and not _only_praises(tokens, at)
        )
        named = [at for at, token in enumerate(tokens) if token.label is Label.RECIPIENT]
        is_for = not named or any(not is_in_product_name(tokens, at) for at in named)
        return Asked(words, not _occasion_is_in_name(tokens), is_for)
    return Asked(_request_words(tokens, occasion))


_PRAISE = frozenset({"nice", "lovely", "decent", "good", "great", "beautiful", "proper", "pretty"})
_BEGIN_NAMES = frozenset({"good", "great", "beautiful", "proper", "pretty"})


def _only_praises(tokens: Sequence[Token], at: int) -> bool:
    """Returns True for "nice" in "nice pen" and "good" in "a good pen", but not in "good omens".

    Some words begin names as well, so they praise only after an article.
    """
    if at == 0 and tokens[at].key in _BEGIN_NAMES:
        return False
    if tokens[at].key not in _PRAISE or at + 1 == len(tokens) or tokens[at].text[0].isupper():
        return False
    is_first = at == 0 or tokens[at - 1].label in (Label.STOP, Label.BREAK)
    return is_first and tokens[at + 1].label in (Label.CONTENT, Label.FILLER)


def _occasion_is_in_name(tokens: Sequence[Token]) -> bool:
    """Returns True if every word for an occasion is a part of a product's name."""
    places = [at for at, token in enumerate(tokens) if token.label is Label.OCCASION]
    named = (is_in_product_name(tokens, at) and tokens[at].code not in _DAYS for at in places)
    return bool(places) and all(named)


def _request_words(tokens: Sequence[Token], occasion: str | None) -> tuple[str, ...]:
    """Returns the words that describe the gift, without those that name occasion and recipient."""
    first = next(
        (
            at
            for at, token in enumerate(tokens)
            if token.label is Label.RECIPIENT and not is_in_product_name(tokens, at)
        ),
        None,
    )
    named = next(
        (
            at
            for at, token in enumerate(tokens)
            if token.label is Label.OCCASION and not is_in_product_name(tokens, at)
        ),
        None,
    )
    code = tokens[named].code if named is not None else occasion
    return tuple(
        token.text
        for at, token in enumerate(tokens)
        if at not in (first, named)
        and (code is None or token.code != code)
        and _describes_gift(tokens, at)
    )


def _describes_gift(tokens: Sequence[Token], at: int) -> bool:
    """Returns True if a word describes the wanted gift. A second person may: "with a baby"."""
    token = tokens[at]
    if token.label is Label.RECIPIENT:
        return RECIPIENTS[token.code].generic or is_in_product_name(tokens, at)
    if token.label is Label.CONTENT:
        return token.key not in lexicon_of("en").junk and not _NUMBER.fullmatch(token.key)
    return token.label is Label.OCCASION
