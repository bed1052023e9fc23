"""Understanding a request for a gift: what is wished for, by whom, for when, and for how much."""

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
    in_compound,
    is_meant,
    is_request,
    read,
)
from gifter_domain.shared.money import Budget
from gifter_domain.taste.facets import Facets

_STAGES = ((2, "baby"), (5, "toddler"), (13, "child"), (20, "teenager"))


@dataclass(frozen=True, slots=True)
class GiftQuery:
    """A request, understood.

    `words` are what to look for, as they were written and in their order; `avoid` are words that
    the request refuses. `occasion` and `recipient` are codes of `terms`. `taste` is whose it is
    for; `is_comfort` says that the budget is that taste's, as the request names none.
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
        """The kinds of person the query is for: as they were named, and by their age."""
        codes = dict.fromkeys((self.recipient, life_stage(self.age)))
        return tuple(RECIPIENTS[code] for code in codes if code)

    @property
    def hints(self) -> str:
        """Words that gifts for such a person and occasion are typically described with."""
        occasions = (OCCASIONS[self.occasion],) if self.occasion else ()
        terms = (*occasions, *self.people)
        words = " ".join(f"{term.label} {term.hints}" for term in terms if term.hints).split()
        return " ".join(dict.fromkeys(words))

    @property
    def search_text(self) -> str:
        """What to search by: the words, else the taste, or the hints where there is neither.

        May be empty.
        """
        return self.named or self.hints

    @property
    def named(self) -> str:
        """What is named to look for, by the request or else by the taste; may be empty."""
        return " ".join(self.words) or (self.taste.query if self.taste else "")

    @property
    def limits(self) -> tuple[Limit, ...]:
        """What no gift for this taste may be."""
        return self.taste.limits if self.taste else ()

    def for_occasion(self, code: str | None) -> "GiftQuery":
        """The query for a known occasion: a code of `terms`. What the text says stays."""
        return replace(self, occasion=self.occasion or code)

    def for_person(self, kind: str | None, age: int | None) -> "GiftQuery":
        """The query for a known person: a code of `terms`, and an age. What the text says stays."""
        return replace(
            self,
            recipient=self.recipient or kind,
            age=age if self.age is None else self.age,
        )

    def for_taste(self, taste: Facets) -> "GiftQuery":
        """The query for somebody of this taste, and at its price where the request names none."""
        comfort = self.budget is None and taste.price_comfort is not None
        budget = taste.price_comfort if comfort else self.budget
        return replace(self, taste=taste, budget=budget, is_comfort=comfort)


def life_stage(age: int | None) -> str | None:
    """The kind of recipient a young person of this age is; None for the unknown and the grown."""
    if age is None:
        return None
    return next((stage for limit, stage in _STAGES if age < limit), None)


def understand(text: str, *, home_currency: str = "GBP", budget: Budget | None = None) -> GiftQuery:
    """The query behind any text; never raises. An explicit `budget` overrides the text's own.

    Only a text that reads as a request ("gift for my dad who loves golf") loses the words that say
    nothing about the thing wished for; a search ("golf clubs") keeps every word but grammar.
    """
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‘", "'")
    rest, spoken = read_budget(plain, home_currency)
    rest, age, turning = _read_age(rest)
    tokens = read(rest)
    occasion = _first(tokens, Label.OCCASION)
    person = _first(tokens, Label.RECIPIENT)
    # "golf birthday £50": money beside an occasion or a person is a request too.
    paid = spoken is not None and (occasion, person) != (None, None)
    refused = refusals(tokens)
    asked = is_request(tokens) or paid or bool(refused)
    recipient = person if asked else _first(tokens, Label.RECIPIENT, if_meant=True)
    gone = {place for run in refused for place in run} | {occasion, recipient}
    return GiftQuery(
        words=_wanted(tokens, gone, _code(tokens, occasion)) if asked else _all_words(tokens),
        avoid=tuple(" ".join(tokens[at].text for at in run) for run in refused),
        occasion=_code(tokens, occasion) or ("birthday" if turning else None),
        recipient=_code(tokens, recipient),
        age=age,
        budget=budget or spoken,
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
    """The text without an age, the age in years, and whether somebody turns it."""
    for found in _AGE.finditer(text):
        months = found["months"]
        age = int(months) // 12 if months else int(next(n for n in _numbers(found) if n))
        if age <= 120:
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            return rest, age, found["turning"] is not None
    return text, None, False


def _numbers(found: re.Match[str]) -> tuple[str | None, ...]:
    return found["turned"], found["is"], found["old"], found["nth"]


def _first(tokens: Sequence[Token], label: Label, *, if_meant: bool = False) -> int | None:
    """Where an occasion or a person is first spoken of, and not a thing called after them."""
    return next(
        (
            at
            for at, token in enumerate(tokens)
            if token.label is label
            and not in_compound(tokens, at)
            and (is_meant(tokens, at) or not if_meant)
        ),
        None,
    )


def _code(tokens: Sequence[Token], at: int | None) -> str | None:
    return None if at is None else tokens[at].code


def _all_words(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The words of a search, without its grammar."""
    return tuple(t.text for t in tokens if t.label not in (Label.BREAK, Label.STOP))


def _wanted(
    tokens: Sequence[Token], gone: Collection[int | None], said: str | None
) -> tuple[str, ...]:
    """The words of a request to look for: not those gone, nor its occasion said again."""
    return tuple(
        token.text
        for at, token in enumerate(tokens)
        if at not in gone and (said is None or token.code != said) and _says_what(tokens, at)
    )


def _says_what(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word tells what is wished for; of persons, a second one may: "with a baby"."""
    token = tokens[at]
    if token.label is Label.RECIPIENT:
        return RECIPIENTS[token.code].generic or in_compound(tokens, at)
    return token.label in (Label.CONTENT, Label.OCCASION)
