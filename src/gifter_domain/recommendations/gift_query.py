"""Gift queries: reads the wanted gift, recipient, occasion and budget from a request's text."""

from dataclasses import dataclass, replace

from gifter_domain.language.terms import OCCASIONS, RECIPIENTS, Term
from gifter_domain.language.understanding import UnderstoodRequest, understand
from gifter_domain.shared.money import Budget, Money
from gifter_domain.taste.facets import Facets

_STAGES = ((2, "baby"), (5, "toddler"), (13, "child"), (20, "teenager"))


@dataclass(frozen=True, slots=True)
class GiftQuery:
    """A parsed request for gifts.

    `words` are the words to search for, as written and in their order. `avoid` are the codes of
    traits, or the words, that the request refuses. `occasion` and `recipient` are codes of `terms`,
    and `age` is in years. `taste` is the taste of the recipient. `is_comfort` is True if the budget
    comes from that taste because the request names none. `is_soft` is True if the budget only says
    "around": its ends exclude nothing. `elsewhere` is the budget in other
    currencies.
    """

    words: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    occasion: str | None = None
    recipient: str | None = None
    age: int | None = None
    budget: Budget | None = None
    taste: Facets | None = None
    is_comfort: bool = False
    is_soft: bool = False
    elsewhere: tuple[Budget, ...] = ()

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
    def hard_budget(self) -> Budget | None:
        """Returns the limits that every price must keep: of a soft budget only the currency."""
        return Budget(self.budget.currency) if self.budget and self.is_soft else self.budget

    @property
    def hard_elsewhere(self) -> tuple[Budget, ...]:
        """Returns these limits in other currencies."""
        return tuple(Budget(b.currency) if self.is_soft else b for b in self.elsewhere)

    def budget_for(self, price: Money | None) -> Budget | None:
        """Returns the budget in the currency of a price, otherwise in its own."""
        code = price.currency if price else None
        return next((b for b in self.elsewhere if b.currency == code), self.budget)

    def for_taste(self, taste: Facets, *, with_price: bool = True) -> "GiftQuery":
        """Returns the query with this taste, and with its usual price if the query has no budget.

        Without `with_price`, the query keeps having no budget.
        """
        comfort = with_price and self.budget is None and taste.price_comfort is not None
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
    """Parses any text into a gift query; never raises. `budget` overrides a budget in the text."""
    return gift_query(understand(text, home_currency=home_currency), budget)


def gift_query(read: UnderstoodRequest, budget: Budget | None = None) -> GiftQuery:
    """Returns the gift query of an understood text. `budget` overrides the text's.

    An occasion without gifts of its own in `terms` ("Hanukkah") becomes a word to search with.
    """
    code = _AS_KNOWN.get(read.occasion or "", read.occasion)
    name = (code or "").replace("_", " ")
    is_new = code not in OCCASIONS and name not in " ".join(read.words).lower()
    return GiftQuery(
        words=(*read.words, name) if name and is_new else read.words,
        avoid=read.excludes,
        occasion=code if code in OCCASIONS else None,
        recipient=read.relationship if read.relationship in RECIPIENTS else None,
        age=_age(read),
        budget=budget or _budget(read),
        is_soft=budget is None and read.budget is not None and read.budget.around is not None,
    )


# Several of them get one gift together.
_TOGETHER = frozenset({"couple", "parents", "grandparent", "partner"})


def _budget(read: UnderstoodRequest) -> Budget | None:
    """Returns the price range of one gift: of a total for several people, the share of each."""
    stated = read.budget
    if stated is None:
        return None
    share = stated.per == "total" and read.relationship not in _TOGETHER
    people = read.people or 1 if share else 1
    least, most = (None if end is None else end // people for end in (stated.min, stated.max))
    return Budget(stated.currency, least, most)


def _age(read: UnderstoodRequest) -> int | None:
    """Returns the first age; of a range the middle, and only beside a person: "teenager"."""
    low, high = read.ages[0] if read.ages else (None, None)
    if low is None or high is None:
        return None
    return low if low == high else (low + high) // 2 if read.relationship else None


_AS_KNOWN = {"new_baby": "baby_shower", "secret_santa": "christmas", "stag_do": "bridal_shower"}
