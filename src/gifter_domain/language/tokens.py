"""Tokens: the words and known phrases of a text, each labelled with its role in a request."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from gifter_domain.language import phrases
from gifter_domain.language.terms import OCCASIONS, RECIPIENTS


class Label(Enum):
    CONTENT = auto()  # describes the wanted gift
    MARKER = auto()  # shows that the text is a request: "gift", "who", "looking for"
    FILLER = auto()  # carries no meaning in a request: "nice", "buy", "idea"
    STOP = auto()  # grammar: "the", "of", "and"
    OCCASION = auto()
    RECIPIENT = auto()
    BREAK = auto()  # punctuation


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a known phrase.

    `text` is as written. `key` is in lower case and without apostrophes. `code` is the code of
    the occasion or the recipient, and empty for every other label.
    """

    text: str
    key: str
    label: Label
    code: str = ""


_WORD = re.compile(r"[^\W_](?:[\w'&+.\-]*[\w+])?|[,.;:!?()]")


def tokenize(text: str) -> list[Token]:
    """Splits the text into tokens, in order. Where several known phrases fit, the longest wins."""
    words = _WORD.findall(text)
    keys = [word.lower().replace("'", "") for word in words]
    tokens: list[Token] = []
    at = 0
    while at < len(words):
        size, label, code = _longest_known(keys, at)
        token = Token(" ".join(words[at : at + size]), " ".join(keys[at : at + size]), label, code)
        after = keys[at + size :]
        if _is_free_of(tokens, token, after):
            thing = tokens.pop()
            token = Token(f"{thing.text} {token.text}", f"{thing.key} {token.key}", Label.CONTENT)
        tokens.append(_in_context(token, tokens, after))
        at += size
    return _without_possessors(tokens)


def _phrases() -> dict[tuple[str, ...], tuple[Label, str]]:
    """Returns the label and the code of each known phrase. Later entries override earlier ones."""
    table: dict[tuple[str, ...], tuple[Label, str]] = {}
    for label, words in (
        (Label.STOP, phrases.STOPS),
        (Label.FILLER, phrases.FILLERS),
    ):
        table |= {(word,): (label, "") for word in words}
    for label, known in (
        (Label.STOP, phrases.NEGATIONS),
        (Label.FILLER, phrases.FILLER_PHRASES),
        (Label.CONTENT, phrases.NEGATIVE_NAMES),
    ):
        table |= {tuple(phrase.split()): (label, "") for phrase in known}
    for phrase in (*phrases.MARKERS, *phrases.MARKER_PHRASES):
        table[tuple(phrase.split())] = (Label.MARKER, "")
    for label, terms in ((Label.RECIPIENT, RECIPIENTS), (Label.OCCASION, OCCASIONS)):
        for term in terms.values():
            for phrase in term.phrases:
                table[tuple(phrase.split())] = (label, term.code)
                table.setdefault(tuple(f"{phrase}s".split()), (label, term.code))
    return table


_PHRASES = _phrases()
_LONGEST = max(map(len, _PHRASES))


def _longest_known(keys: Sequence[str], at: int) -> tuple[int, Label, str]:
    if not keys[at][0].isalnum():
        return 1, Label.BREAK, ""
    for size in range(min(_LONGEST, len(keys) - at), 0, -1):
        if known := _PHRASES.get(tuple(keys[at : at + size])):
            return size, *known
    return 1, Label.CONTENT, ""


def _is_free_of(before: Sequence[Token], token: Token, after: Sequence[str]) -> bool:
    """Returns True for "free" that belongs to the word before it, as in "gluten free"."""
    if token.key != "free" or (after and after[0] in phrases.FREE_OF_CHARGE):
        return False
    return bool(before) and before[-1].label is Label.CONTENT


def _without_possessors(tokens: Sequence[Token]) -> list[Token]:
    """Drops people who are named only to identify another: "kids" in "my kids' piano teacher"."""
    return [token for at, token in enumerate(tokens) if not _is_possessor(tokens, at)]


def _is_possessor(tokens: Sequence[Token], at: int) -> bool:
    possessor = tokens[at]
    if (
        possessor.label is not Label.RECIPIENT
        or not at
        or tokens[at - 1].key not in phrases.DETERMINERS
    ):
        return False
    rest = tokens[at + 1 :]
    other = next((t for t in rest if t.label not in (Label.CONTENT, Label.FILLER)), None)
    if other is None or other.label is not Label.RECIPIENT:
        return False
    return "'s" in possessor.text or not RECIPIENTS[other.code].generic


def _in_context(token: Token, before: Sequence[Token], after: Sequence[str]) -> Token:
    """Returns the token, with another label where its neighbours change its role."""
    previous = before[-1].key if before else ""
    following = after[0] if after else ""
    if token.key == "gift" and following in phrases.GIFT_COMPOUNDS:
        return replace(token, label=Label.CONTENT)
    if token.key == "fan" and previous in phrases.APPLIANCE_FANS:
        return replace(token, label=Label.CONTENT)
    if token.key in phrases.REFUSAL_VERBS and _is_refused(before):
        return replace(token, label=Label.FILLER)
    if token.key in ("nut", "nuts") and not (before and before[-1].label is Label.CONTENT):
        return replace(token, label=Label.CONTENT)
    if token.key == "no" and following[:1].isdigit():  # "Chanel no 5"
        return replace(token, key="number", label=Label.CONTENT)
    if token.key == "for" and following in _PRONOUNS and _ends_phrase(after[1:]):
        return token
    if token.key in _PRONOUNS and not (previous == "for" and _ends_phrase(after)):
        return replace(token, label=Label.STOP, code="")
    return token


def _is_refused(before: Sequence[Token]) -> bool:
    """Returns True right after a negation other than "no", or one word of grammar after it."""
    last = before[-2:] if before and before[-1].label is not Label.CONTENT else ()
    return any(token.key in phrases.NEGATIONS - {"no"} for token in last)


_PRONOUNS = ("him", "her")


def _ends_phrase(after: Sequence[str]) -> bool:
    """Returns True if a pronoun stands alone here: "for her", but not "for her birthday"."""
    return not after or not after[0][0].isalnum() or _longest_known(after, 0)[1] is Label.STOP


def is_request(tokens: Sequence[Token]) -> bool:
    """Returns True if the text asks for a gift, or names only a recipient or an occasion."""
    asks = any(
        t.label is Label.MARKER or _is_particular_person(tokens, at) for at, t in enumerate(tokens)
    )
    if asks or _mentions_fan(tokens):
        return True
    if any(token.label is Label.CONTENT for token in tokens):
        return False
    return any(
        t.label is Label.OCCASION or is_gift_recipient(tokens, at) for at, t in enumerate(tokens)
    )


def is_gift_recipient(tokens: Sequence[Token], at: int) -> bool:
    """Returns True if the gift is for this person: "dad", "watch for men", but not "the boys"."""
    token = tokens[at]
    if token.label is not Label.RECIPIENT:
        return False
    return (
        _is_particular_person(tokens, at)
        or len(tokens) == 1
        or (at > 0 and tokens[at - 1].key == "for")
    )


def _is_particular_person(tokens: Sequence[Token], at: int) -> bool:
    """Returns True for one particular person ("for dad", "my wife").

    False for words that also describe products, such as "men" in "watch for men".
    """
    token = tokens[at]
    if token.label is not Label.RECIPIENT or RECIPIENTS[token.code].generic:
        return False
    return at > 0 and tokens[at - 1].key in phrases.DETERMINERS


def _mentions_fan(tokens: Sequence[Token]) -> bool:
    """Returns True if the text is for somebody fond of a thing: "for a golf fan"."""
    keys = [token.key for token in tokens if token.label is not Label.CONTENT]
    return "for" in keys and not phrases.FANS.isdisjoint(keys[keys.index("for") :])


def is_in_product_name(tokens: Sequence[Token], at: int) -> bool:
    """Returns True if an occasion or a person is part of a product's name.

    Examples are "birthday candles" and "boyfriend jeans": content follows at once. It is False if
    a request word follows that content ("birthday golf gift"), or if a determiner precedes the
    person ("my dad fishing").
    """
    if tokens[at].label is Label.RECIPIENT and at > 0 and tokens[at - 1].key in phrases.DETERMINERS:
        return False
    end = at + 1
    while end < len(tokens) and tokens[end].label is Label.CONTENT:
        end += 1
    is_asking = end < len(tokens) and (
        tokens[end].label is Label.MARKER or tokens[end].key in phrases.FANS | {"idea", "ideas"}
    )
    return end > at + 1 and not is_asking
