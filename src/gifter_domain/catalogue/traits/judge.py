"""The rule judge: from a product's texts to its traits, by the lexicons alone."""

import re
from collections.abc import Iterable, Iterator, Sequence

from gifter_domain.catalogue.traits.about import topics_of
from gifter_domain.catalogue.traits.ages import GROWN_UP, ages_by_words, stated_ages
from gifter_domain.catalogue.traits.kinds import kind_of
from gifter_domain.catalogue.traits.lexicon import ENGLISH, GERMAN, Lexicon, lexicon_for
from gifter_domain.catalogue.traits.mentions import Mention, Reader, Way
from gifter_domain.catalogue.traits.tokens import words_of
from gifter_domain.catalogue.traits.trait import (
    ADULT_ONLY,
    ALCOHOL,
    ALCOHOL_THEME,
    ALLERGENS,
    ANIMAL,
    CERTAIN,
    FOOD,
    FOR_AGES,
    MEAT,
    POSSIBLE,
    UNKNOWN_ALCOHOL,
    UNKNOWN_CONTENTS,
    Evidence,
    ProductText,
    Provenance,
    Trait,
    Value,
)

# Raise it when the rules change; the lexicons have versions of their own.
_RULES = 2
JUDGE_VERSION = f"rules-{_RULES}/en-{ENGLISH.version}/de-{GERMAN.version}"

_ABV = re.compile(
    r"(\d{1,2}(?:[.,]\d+)?)\s?%\s?(?:abv|vol|alc|alkohol)"
    r"|(?:abv|vol|alc|alkohol)\.?:?\s?(\d{1,2}(?:[.,]\d+)?)\s?%",
    re.IGNORECASE,
)
_STILL_ALCOHOL_FREE = 0.5  # per cent; what may be called alcohol-free
_ADULTS_ONLY = re.compile(
    r"\b18\s?\+|\b(?:fsk|usk)\s?(?:ab\s)?18\b|\b18s\b|\b18 (?:and|or) (?:over|older)\b"
    r"|\b(?:over|ages?|aged|ab|under|unter)[\s-]18\b(?!\s?(?:m\b|months?|mths?|monat|cm|mm|kg|%))",
    re.IGNORECASE,
)
# Traces of these count as contained: little of them can kill.
_TRACES_COUNT = frozenset({"nuts", "peanuts"})
_SAID = (Way.STATED, Way.LISTED)


def judge(product: ProductText) -> list[Trait]:
    """Returns the traits of a product, each code and value once."""
    return _Judgement(product).traits()


class _Judgement:
    def __init__(self, product: ProductText) -> None:
        self._product = product
        self._fields = product.fields()
        whole = " ".join(text for _, text in self._fields)
        self._lexicon = lexicon_for(whole)
        self._mentions = [
            mention for name, text in self._fields for mention in _read(self._lexicon, name, text)
        ]
        self._kind = kind_of(self._lexicon, dict(self._fields), product.category, self._mentions)
        self._whole = Evidence("title", 0, len(product.title))

    def traits(self) -> list[Trait]:
        free = {trait.code: trait for trait in self._free_of()}
        without = _expanded(free)
        found = [*self._contained(without), *self._adult(), *self._ages(), *free.values()]
        found += topics_of(self._lexicon, self._product)
        contained = {trait.code for trait in found if trait.value is Value.YES}
        if ALCOHOL in contained or "adult" in contained:
            found.append(self._trait(ADULT_ONLY, self._whole))
        found += self._unknown(without)
        return _each_once(found)

    def _contained(self, without: frozenset[str]) -> Iterator[Trait]:
        alcohol = self._strength()
        if alcohol is not None:
            yield alcohol
        for mention in self._mentions:
            for trait in self._of_mention(mention):
                traces = mention.way is Way.TRACES
                if trait.code not in without or traces:
                    yield trait
        yield from (trait for trait in self._of_kind() if trait.code not in without)

    def _of_mention(self, mention: Mention) -> Iterator[Trait]:
        if mention.way is Way.TRACES:
            yield from self._traces(mention)
        elif mention.way is Way.IMITATED and not mention.meaning.may_be_made_of:
            yield from self._possible(mention, {"plastic"})
        elif mention.way is Way.FREE and mention.meaning.free_of:
            yield from self._yes(mention, mention.meaning.made_of)  # "faux fur" is plastic
        elif mention.way in _SAID:
            is_food = self._kind.is_edible and not self._is_utensil(mention)
            yield from self._eaten(mention) if is_food else self._made_of(mention)

    def _is_utensil(self, mention: Mention) -> bool:
        """Returns True for the wine of a "wine glass" that comes with food."""
        return mention.is_attributive and (
            mention.field != "title" or not self._kind.category.is_edible
        )

    def _traces(self, mention: Mention) -> Iterator[Trait]:
        codes = mention.meaning.contains | mention.meaning.names
        yield from self._yes(mention, codes & _TRACES_COUNT)
        yield from self._possible(mention, codes - _TRACES_COUNT)

    def _eaten(self, mention: Mention) -> Iterator[Trait]:
        meaning = mention.meaning
        yield from self._yes(mention, meaning.contains | (meaning.names & ALLERGENS))
        yield from self._possible(mention, meaning.may_contain)
        if meaning.is_food and (mention.field == "title" or self._is_more_than(mention)):
            yield self._trait(FOOD, _evidence(mention))

    def _is_more_than(self, mention: Mention) -> bool:
        """Returns True if the product's name leaves open what it holds, and this is no spice."""
        return not self._kind.head.is_edible and not mention.meaning.is_plain

    def _made_of(self, mention: Mention) -> Iterator[Trait]:
        meaning = mention.meaning
        yield from self._yes(mention, meaning.made_of)
        yield from self._possible(mention, meaning.may_be_made_of)
        if not meaning.is_edible:
            return
        if mention.way is Way.LISTED and not mention.is_attributive and self._brings_food(mention):
            yield from self._yes(mention, meaning.contains | ({FOOD} if meaning.is_food else set()))
            yield from self._possible(mention, meaning.may_contain)
        elif ALCOHOL in meaning.contains:
            yield self._trait(ALCOHOL_THEME, _evidence(mention))
        elif mention.field == "title":
            yield from self._possible(mention, meaning.contains)  # "Salami Board"

    def _brings_food(self, mention: Mention) -> bool:
        """Returns False for books, clothes and other things that never come with food."""
        never = {"books", "clothing", "scent", "candles", "jewellery"}
        return not (self._kind.kinds & never) and not mention.meaning.made_of

    def _of_kind(self) -> Iterator[Trait]:
        kind = self._kind
        if kind.is_edible:
            if kind.category.is_food or kind.head.is_food:
                yield self._trait(FOOD, self._whole)
        else:
            for code in kind.kinds:
                yield self._trait(code, self._whole)

    def _strength(self) -> Trait | None:
        """Returns the alcohol that a strength in per cent states."""
        for name, text in self._fields:
            for found in _ABV.finditer(text):
                strength = float((found[1] or found[2]).replace(",", "."))
                if strength > _STILL_ALCOHOL_FREE:
                    return self._trait(ALCOHOL, Evidence(name, *found.span()))
        return None

    def _free_of(self) -> Iterator[Trait]:
        for mention in self._mentions:
            if mention.way is Way.FREE and not self._is_of_part(mention):
                codes = mention.meaning.free_of or mention.meaning.names
            elif mention.way is Way.IMITATED:
                codes = mention.meaning.names & ANIMAL
                if "leather" in codes and mention.field:
                    codes |= self._vegan_before(mention)
            else:
                continue
            for code in sorted(codes):
                yield Trait(code, Value.FREE_OF, CERTAIN, Provenance.RULES, _evidence(mention))

    def _vegan_before(self, mention: Mention) -> frozenset[str]:
        text = dict(self._fields)[mention.field]
        is_vegan = text[: mention.start].lower().rstrip(" -").endswith("vegan")
        return frozenset({"vegan"}) if is_vegan else frozenset()

    def _is_of_part(self, mention: Mention) -> bool:
        """Returns True if only one food of several is free of it: "gluten-free crackers"."""
        return mention.is_of_next and mention.field != "title" and self._kind.is_edible

    def _adult(self) -> Iterator[Trait]:
        for mention in self._mentions:
            if mention.way in _SAID:
                if "adult" in mention.meaning.shows:
                    yield self._trait("adult", _evidence(mention))
                elif mention.meaning.shows:
                    yield self._trait(ADULT_ONLY, _evidence(mention))
        for name, text in self._fields:
            if found := _ADULTS_ONLY.search(text):
                yield self._trait(ADULT_ONLY, Evidence(name, *found.span()))

    def _ages(self) -> Iterator[Trait]:
        found = self._stated_ages() or self._ages_by_words()
        if found is None:
            return
        (low, high), evidence = found
        if low >= GROWN_UP:
            if self._kind.kinds & {"toys", "books"}:
                yield self._trait(ADULT_ONLY, evidence)
            return
        yield Trait(FOR_AGES, Value.YES, CERTAIN, Provenance.RULES, evidence, ages=(low, high))

    def _stated_ages(self) -> tuple[tuple[int, int], Evidence] | None:
        if self._kind.head.is_drink or self._kind.category.is_drink:
            return None  # "aged 12 years" is a whisky
        for name, text in self._fields:
            if (found := stated_ages(text)) is not None:
                return found[0], Evidence(name, *found[1])
        return None

    def _ages_by_words(self) -> tuple[tuple[int, int], Evidence] | None:
        for name, text in self._fields:
            if (found := ages_by_words(self._lexicon, text)) is not None:
                return found[0], Evidence(name, *found[1])
        return None

    def _unknown(self, without: frozenset[str]) -> Iterator[Trait]:
        """Yields what is not known of food and drink: it may contain anything it does not name."""
        if not self._kind.is_edible or self._states_ingredients():
            return
        named = [m.meaning for m in self._mentions if m.meaning.is_edible and m.way in _SAID]
        if not named or not all(meaning.is_plain for meaning in named):
            yield self._trait(UNKNOWN_CONTENTS, self._whole)
        if ALCOHOL in without:
            return
        if not named or any(ALCOHOL in meaning.may_contain for meaning in named):
            yield self._trait(UNKNOWN_ALCOHOL, self._whole)

    def _states_ingredients(self) -> bool:
        return any(
            m.field == "specs" and m.meaning.is_edible and m.way in _SAID for m in self._mentions
        )

    def _trait(self, code: str, evidence: Evidence, certainty: float = CERTAIN) -> Trait:
        value = Value.YES if certainty == CERTAIN else Value.POSSIBLE
        return Trait(code, value, certainty, Provenance.RULES, evidence)

    def _yes(self, mention: Mention, codes: Iterable[str]) -> Iterator[Trait]:
        for code in sorted(codes):
            yield self._trait(code, _evidence(mention))

    def _possible(self, mention: Mention, codes: Iterable[str]) -> Iterator[Trait]:
        for code in sorted(codes):
            yield self._trait(code, _evidence(mention), POSSIBLE)


def _read(lexicon: Lexicon, name: str, text: str) -> list[Mention]:
    return Reader(lexicon, name, words_of(text, lexicon.language)).mentions()


def _evidence(mention: Mention) -> Evidence:
    return Evidence(mention.field, mention.start, mention.end)


def _expanded(codes: Iterable[str]) -> frozenset[str]:
    """Returns all codes that are absent: something vegan has nothing of an animal."""
    free = frozenset(codes)
    free |= ANIMAL if "vegan" in free else MEAT if "vegetarian" in free else frozenset()
    return free


def _each_once(traits: Sequence[Trait]) -> list[Trait]:
    """Returns each code once, contained rather than possible, and freedom of it apart."""
    kept: dict[tuple[str, bool], Trait] = {}
    for trait in traits:
        key = (trait.code, trait.value is Value.FREE_OF)
        if key not in kept or kept[key].certainty < trait.certainty:
            kept[key] = trait
    return list(kept.values())
