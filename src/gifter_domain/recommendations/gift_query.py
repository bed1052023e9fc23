"""Gift queries: reads the wanted gift, recipient, occasion and budget from a request's text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gifter_domain.language.matching import roots
from gifter_domain.language.terms import OCCASIONS, RECIPIENTS, Term
from gifter_domain.language.understanding import UnderstoodRequest, understand
from gifter_domain.recommendations.german_words import english_of, english_of_compound
from gifter_domain.recommendations.interests import interests_named
from gifter_domain.shared.money import Budget, Money
from gifter_domain.taste.facets import Facets

_STAGES = ((2, "baby"), (5, "toddler"), (13, "child"), (20, "teenager"))
ADULT = "adult"
Ages = tuple[int, int]
# The ages of a kind of person, where the request states none.
_AGES_OF: Mapping[str, Ages] = {
    "baby": (0, 1),
    "toddler": (1, 4),
    "child": (3, 12),
    "teenager": (13, 17),
}
_GROWN_UP: Ages = (18, 99)
_BEGINNING = roots("beginner beginning begin starter start new try learn first anfänger einsteiger")
_FOR_BABIES = frozenset({"baby_shower", "christening"})


@dataclass(frozen=True, slots=True)
class GiftQuery:
    """A parsed request for gifts.

    `words` are the words to search for, as written and in their order. `avoid` are the codes of
    traits, or the words, that the request refuses. `occasion` and `recipient` are codes of `terms`,
    and `age` is in years. `taste` is the taste of the recipient. `is_comfort` is True if the budget
    comes from that taste because the request names none. `is_soft` is True if the budget only says
    "around": its ends exclude nothing. `elsewhere` is the budget in other currencies. `interests`
    are codes of `interests`, `ages` are ranges of years, `owned` are things that the person already
    has, and `refused` are "personal" and "clutter", which are no words of products. `situation` is
    "breakup", "exhausted", "child_loss" or "beginner".
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
    interests: tuple[str, ...] = ()
    ages: tuple[Ages, ...] = ()
    adult: bool | None = None
    owned: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    situation: str | None = None

    @property
    def people(self) -> tuple[Term, ...]:
        """Returns the kinds of person that the query is for: the named kind, then the age group."""
        codes = dict.fromkeys((self.recipient, life_stage(self.age)))
        return tuple(RECIPIENTS[code] for code in codes if code)

    @property
    def is_beginner(self) -> bool:
        """Returns True if the request says that the person begins with what it names."""
        is_said = not _BEGINNING.isdisjoint(roots(" ".join(self.words)))
        return is_said or self.situation == "beginner"

    @property
    def is_search(self) -> bool:
        """Returns True for a plain search for products, for nobody and nothing in particular."""
        return bool(self.words) and not (self.people or self.occasion or self.interests)

    @property
    def occasion_traits(self) -> frozenset[str]:
        """Returns the codes of a product's traits that name the query's occasion."""
        alike = (code for code, known in _AS_KNOWN.items() if known == self.occasion)
        codes = (self.occasion, *alike) if self.occasion else ()
        return frozenset(f"occasion:{code}" for code in codes)

    @property
    def age_ranges(self) -> tuple[Ages, ...]:
        """Returns the ages of the recipients: as stated, otherwise by the kind of person.

        A gift for new parents may be for the baby. Empty if nothing tells the age.
        """
        if self.ages:
            return self.ages
        if self.age is not None:
            return ((self.age, self.age),)
        if self.occasion in _FOR_BABIES:
            return (_AGES_OF["baby"], _GROWN_UP) if self.adult else (_AGES_OF["baby"],)
        if by_kind := _AGES_OF.get(self.recipient or ""):
            return (by_kind,)
        return (_GROWN_UP,) if self.adult else ()

    @property
    def stages(self) -> tuple[str, ...]:
        """Returns the stages of life of the recipients; "adult" from 18 on."""
        ends = (age for low, high in self.age_ranges for age in (low, high))
        return tuple(dict.fromkeys(_stage(age) for age in ends))

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


def _stage(age: int) -> str:
    stage = life_stage(age) if age < _GROWN_UP[0] else None
    return stage or ADULT


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

    Words that only name the occasion ("new dad") are not searched for, nor a diet beside an
    interest.
    """
    code = _AS_KNOWN.get(read.occasion or "", read.occasion)
    names = OCCASIONS[code].phrases if code in OCCASIONS else ()
    known = {name for name in names if " " in name}
    if interests_named(read.words):
        known |= {*read.excludes}
    words = tuple(w for w in read.words if w.lower() not in known)
    return GiftQuery(
        words=_in_english(words, is_german=read.language == "de"),
        avoid=read.excludes,
        occasion=code if code in OCCASIONS else None,
        recipient=read.relationship if read.relationship in RECIPIENTS else None,
        age=_age(read),
        budget=budget or _budget(read),
        is_soft=budget is None and read.budget is not None and read.budget.around is not None,
        interests=interests_named(words) if _is_about(read, words) else (),
        ages=read.ages,
        adult=read.adult,
        owned=read.owned,
        refused=tuple(code for code in read.excludes if code in ("personal", "clutter")),
        situation=read.situation,
    )


def _is_about(read: UnderstoodRequest, words: Sequence[str]) -> bool:
    """Returns True if words are about a person's interests: "golf", but not "golf clubs"."""
    if read.relationship or read.occasion or read.ages or read.situation:
        return True
    return all(interests_named([word]) for word in words)


def _in_english(words: Sequence[str], *, is_german: bool) -> tuple[str, ...]:
    """Returns the words in English, if they are German names of gifts or of interests.

    A text of one word, such as "Handschuhe", is often taken for English.
    """
    named = (_english_of(word, is_german=is_german) for word in words)
    found = tuple(word for codes in named for word in codes)
    return found if found == tuple(words) else tuple(dict.fromkeys(found))


def _english_of(word: str, *, is_german: bool) -> tuple[str, ...]:
    if english := english_of(word, is_german=is_german):
        return (english,)
    if not is_german:
        return (word,)
    if codes := interests_named([word]):
        return codes
    return (english_of_compound(word) or word,)


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
