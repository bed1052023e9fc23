"""Reading a text as words and known phrases, each with what it is in a request for a gift."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from gifter_domain.language import phrases
from gifter_domain.language.terms import OCCASIONS, RECIPIENTS


class Label(Enum):
    CONTENT = auto()  # says what is wished for
    MARKER = auto()  # makes the text a request: "gift", "who", "looking for"
    FILLER = auto()  # says nothing in a request: "nice", "buy", "idea"
    STOP = auto()  # grammar
    OCCASION = auto()
    RECIPIENT = auto()
    BREAK = auto()  # punctuation


@dataclass(frozen=True, slots=True)
class Token:
    """A word or known phrase as written; `key` in lower case; `code` of an occasion or person."""

    text: str
    key: str
    label: Label
    code: str = ""


_WORD = re.compile(r"[^\W_](?:[\w'&+.\-]*[\w+])?|[,.;:!?()]")


def read(text: str) -> list[Token]:
    """The text's words and phrases in order, the longest known phrase first."""
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
    return _without_owners(tokens)


def _phrases() -> dict[tuple[str, ...], tuple[Label, str]]:
    """What each known phrase is; where one is several things, the later line wins."""
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
    """Whether this is the second word of "gluten free"."""
    if token.key != "free" or (after and after[0] in phrases.FREE_OF_CHARGE):
        return False
    return bool(before) and before[-1].label is Label.CONTENT


def _without_owners(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without persons named only for someone of theirs: "my kids' piano teacher"."""
    return [token for at, token in enumerate(tokens) if not _is_owner(tokens, at)]


def _is_owner(tokens: Sequence[Token], at: int) -> bool:
    owner = tokens[at]
    if (
        owner.label is not Label.RECIPIENT
        or not at
        or tokens[at - 1].key not in phrases.DETERMINERS
    ):
        return False
    rest = tokens[at + 1 :]
    other = next((t for t in rest if t.label not in (Label.CONTENT, Label.FILLER)), None)
    if other is None or other.label is not Label.RECIPIENT:
        return False
    return "'s" in owner.text or not RECIPIENTS[other.code].generic


def _in_context(token: Token, before: Sequence[Token], after: Sequence[str]) -> Token:
    """The token relabelled where its neighbours change what it is."""
    previous = before[-1].key if before else ""
    following = after[0] if after else ""
    if token.key == "gift" and following in phrases.THINGS_CALLED_GIFT:
        return replace(token, label=Label.CONTENT)
    if token.key == "fan" and previous in phrases.FANS_THAT_BLOW:
        return replace(token, label=Label.CONTENT)
    if token.key in phrases.REFUSED_DOINGS and _is_refused(before):
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
    """Whether a negation, but not "no", goes before, with one word of grammar between at most."""
    last = before[-2:] if before and before[-1].label is not Label.CONTENT else ()
    return any(token.key in phrases.NEGATIONS - {"no"} for token in last)


_PRONOUNS = ("him", "her")


def _ends_phrase(after: Sequence[str]) -> bool:
    """Whether a pronoun stands alone here: "for her", but not "for her birthday"."""
    return not after or not after[0][0].isalnum() or _longest_known(after, 0)[1] is Label.STOP


def is_request(tokens: Sequence[Token]) -> bool:
    """Whether the text asks for a gift, or says nothing but for whom and when."""
    asks = any(t.label is Label.MARKER or _is_somebody(tokens, at) for at, t in enumerate(tokens))
    if asks or _names_fond_person(tokens):
        return True
    if any(token.label is Label.CONTENT for token in tokens):
        return False
    return any(t.label is Label.OCCASION or is_meant(tokens, at) for at, t in enumerate(tokens))


def is_meant(tokens: Sequence[Token], at: int) -> bool:
    """Whether a person is whom it is for: "dad", "watch for men", but not "the boys"."""
    token = tokens[at]
    if token.label is not Label.RECIPIENT:
        return False
    return _is_somebody(tokens, at) or len(tokens) == 1 or (at > 0 and tokens[at - 1].key == "for")


def _is_somebody(tokens: Sequence[Token], at: int) -> bool:
    """Whether this is a person somebody has ("for dad", "my wife"), not a kind of product."""
    token = tokens[at]
    if token.label is not Label.RECIPIENT or RECIPIENTS[token.code].generic:
        return False
    return at > 0 and tokens[at - 1].key in phrases.DETERMINERS


def _names_fond_person(tokens: Sequence[Token]) -> bool:
    """Whether the text is "for a golf fan"."""
    keys = [token.key for token in tokens if token.label is not Label.CONTENT]
    return "for" in keys and not phrases.FOND_PEOPLE.isdisjoint(keys[keys.index("for") :])


def in_compound(tokens: Sequence[Token], at: int) -> bool:
    """Whether an occasion or person only names a thing: "birthday candles", "boyfriend jeans".

    So it is when content follows at once, unless a word of asking follows that ("birthday golf
    gift") or a determiner goes before a person ("my dad fishing").
    """
    if tokens[at].label is Label.RECIPIENT and at > 0 and tokens[at - 1].key in phrases.DETERMINERS:
        return False
    end = at + 1
    while end < len(tokens) and tokens[end].label is Label.CONTENT:
        end += 1
    asked = end < len(tokens) and (
        tokens[end].label is Label.MARKER
        or tokens[end].key in phrases.FOND_PEOPLE | {"idea", "ideas"}
    )
    return end > at + 1 and not asked
