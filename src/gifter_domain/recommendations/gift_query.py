"""Gift queries: reads the wanted gift, recipient, occasion and budget from a request's text."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from gifter_domain.language.budgets import read_budget
from gifter_domain.language.limits import Limit
from gifter_domain.language.refusals import refusals
from gifter_domain.language.terms import OCCASIONS, RECIPIENTS, Term
from gifter_domain.language.tokens import (
    Label,
    Token,
    is_gift_recipient,
    is_in_product_name,
    is_request,
    tokenize,
)
from gifter_domain.shared.money import Budget
from gifter_domain.taste.facets import Facets

_STAGES = ((2, "baby"), (5, "toddler"), (13, "child"), (20, "teenager"))


@dataclass(frozen=True, slots=True)
class GiftQuery:
    """A parsed request for gifts.

    `words` are the words to search for, as written and in their order. `avoid` are phrases that the
    request refuses. `occasion` and `recipient` are codes of `terms`, and `age` is in years. `taste`
    is the taste of the recipient. `is_comfort` is True if the budget comes from that taste because
    the request names none.
    """

    words: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    occasion: str | None = None
    recipient: str | None = None
    age: int | None = None
    budget: Budget | None = None
    taste: Facets | None = None
    is_comfort: bool = False

    @property
    def people(self) -> tuple[Term, ...]:
        """Returns the kinds of person that the query is for: the named kind, then the age group."""
        codes = dict.fromkeys((self.recipient, life_stage(self.age)))
        return tuple(RECIPIENTS[code] for code in codes if code)

    @property
    def hints(self) -> str:
        """Returns words that typically describe gifts for the query's occasion and people."""
        occasions = (OCCASIONS[self.occasion],) if self.occasion else ()
        terms = (*occasions, *self.people)
        words = " ".join(f"{term.label} {term.hints}" for term in terms if term.hints).split()
        return " ".join(dict.fromkeys(words))

    @property
    def search_text(self) -> str:
        """Returns the text to search with: the words, otherwise the taste, otherwise the hints.

        May be empty.
        """
        return self.wanted_text or self.hints

    @property
    def wanted_text(self) -> str:
        """Returns the request's words, otherwise the taste's search text; may be empty."""
        return " ".join(self.words) or (self.taste.query if self.taste else "")

    @property
    def limits(self) -> tuple[Limit, ...]:
        """Returns the limits of the taste, which every gift must keep."""
        return self.taste.limits if self.taste else ()

    def for_occasion(self, code: str | None) -> "GiftQuery":
        """Returns the query with this occasion (a code of `terms`), unless the text names one."""
        return replace(self, occasion=self.occasion or code)

    def for_person(self, kind: str | None, age: int | None) -> "GiftQuery":
        """Returns the query with this recipient and age where the text names none.

        `kind` is a code of `terms`.
        """
        return replace(
            self,
            recipient=self.recipient or kind,
            age=age if self.age is None else self.age,
        )

    def for_taste(self, taste: Facets) -> "GiftQuery":
        """Returns the query with this taste, and with its budget if the query has none."""
        comfort = self.budget is None and taste.price_comfort is not None
        budget = taste.price_comfort if comfort else self.budget
        return replace(self, taste=taste, budget=budget, is_comfort=comfort)


def life_stage(age: int | None) -> str | None:
    """Returns the kind of recipient for a person under 20, or None if older or unknown."""
    if age is None:
        return None
    return next((stage for limit, stage in _STAGES if age < limit), None)


def parse_query(
    text: str, *, home_currency: str = "GBP", budget: Budget | None = None
) -> GiftQuery:
    """Parses any text into a gift query; never raises. `budget` overrides a budget in the text.

    A request ("gift for my dad who loves golf") keeps only the words that describe the wanted
    gift. A search ("golf clubs") keeps every word except grammar.
    """
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‘", "'")
    rest, stated = read_budget(plain, home_currency)
    rest, age, turning = _read_age(rest)
    tokens = tokenize(rest)
    occasion = _first(tokens, Label.OCCASION)
    person = _first(tokens, Label.RECIPIENT)
    # "golf birthday £50": a budget together with an occasion or a person makes a request too.
    paid = stated is not None and (occasion, person) != (None, None)
    refused = refusals(tokens)
    is_asking = is_request(tokens) or paid or bool(refused)
    recipient = person if is_asking else _first(tokens, Label.RECIPIENT, only_gift_recipient=True)
    used = {place for run in refused for place in run} | {occasion, recipient}
    return GiftQuery(
        words=_request_words(tokens, used, _code(tokens, occasion))
        if is_asking
        else _search_words(tokens),
        avoid=tuple(" ".join(tokens[at].text for at in run) for run in refused),
        occasion=_code(tokens, occasion) or ("birthday" if turning else None),
        recipient=_code(tokens, recipient),
        age=age,
        budget=budget or stated,
    )


_AGE = re.compile(
    r"\b(?P<months>\d{1,3})\s?-?\s?months?[\s-]?olds?\b"
    r"|\b(?P<turning>turn(?:s|ing))\s(?P<turned>\d{1,3})\b"
    r"|\b(?:aged?|(?:who|he|she)(?:'s| is))\s(?P<is>\d{1,3})\b(?!\s?(?:cm|kg|ml|[%£$€]))"
    r"|\b(?P<old>\d{1,3})\s?-?\s?(?:(?:years?|yrs?|yr?)[\s-]?(?:olds?|of age)|yo|y/o)\b"
    r"|\b(?P<nth>\d{1,3})(?:st|nd|rd|th)(?=\s(?:birthday|bday|b-day))",
    re.IGNORECASE,
)


def _read_age(text: str) -> tuple[str, int | None, bool]:
    """Returns the text without its age, the age in years, and True if somebody turns that age."""
    for found in _AGE.finditer(text):
        months = found["months"]
        age = int(months) // 12 if months else int(next(n for n in _numbers(found) if n))
        if age <= 120:
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            return rest, age, found["turning"] is not None
    return text, None, False


def _numbers(found: re.Match[str]) -> tuple[str | None, ...]:
    return found["turned"], found["is"], found["old"], found["nth"]


def _first(
    tokens: Sequence[Token], label: Label, *, only_gift_recipient: bool = False
) -> int | None:
    """Returns the index of the first occasion or person that is not part of a product's name.

    With `only_gift_recipient`, the person must be the one that the gift is for.
    """
    return next(
        (
            at
            for at, token in enumerate(tokens)
            if token.label is label
            and not is_in_product_name(tokens, at)
            and (is_gift_recipient(tokens, at) or not only_gift_recipient)
        ),
        None,
    )


def _code(tokens: Sequence[Token], at: int | None) -> str | None:
    return None if at is None else tokens[at].code


def _search_words(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Returns the words of a search, without grammar and punctuation."""
    return tuple(t.text for t in tokens if t.label not in (Label.BREAK, Label.STOP))


def _request_words(
    tokens: Sequence[Token], used: Collection[int | None], occasion: str | None
) -> tuple[str, ...]:
    """Returns the words of a request that describe the wanted gift.

    Leaves out the tokens at the indexes in `used` and words that repeat the occasion.
    """
    return tuple(
        token.text
        for at, token in enumerate(tokens)
        if at not in used
        and (occasion is None or token.code != occasion)
        and _describes_gift(tokens, at)
    )


def _describes_gift(tokens: Sequence[Token], at: int) -> bool:
    """Returns True if a word describes the wanted gift. A second person may: "with a baby"."""
    token = tokens[at]
    if token.label is Label.RECIPIENT:
        return RECIPIENTS[token.code].generic or is_in_product_name(tokens, at)
    return token.label in (Label.CONTENT, Label.OCCASION)
