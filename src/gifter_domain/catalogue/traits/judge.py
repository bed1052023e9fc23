"""The rule judge: from a product's texts and codes to its traits, by the lexicons alone."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from gifter_domain.catalogue.traits.about import topics_of
from gifter_domain.catalogue.traits.audience import Audience
from gifter_domain.catalogue.traits.contradictions import (
    alcohol_beside_freedom,
    contradicted_codes,
    denied_codes,
    uncontradicted,
)
from gifter_domain.catalogue.traits.foods import DESCRIPTIONS, Foods
from gifter_domain.catalogue.traits.freedom import absent_codes, freedom_of
from gifter_domain.catalogue.traits.implications import implied_by
from gifter_domain.catalogue.traits.ingredients import (
    ingredient_lists,
    is_after_heading,
    states_allergens,
)
from gifter_domain.catalogue.traits.kinds import kind_of
from gifter_domain.catalogue.traits.lexicon import ENGLISH, GERMAN, Lexicon, lexicon_for
from gifter_domain.catalogue.traits.mentions import SAID, Mention, Reader, Way
from gifter_domain.catalogue.traits.neighbours import NEIGHBOURS_VERSION
from gifter_domain.catalogue.traits.strength import strengths
from gifter_domain.catalogue.traits.tokens import words_of
from gifter_domain.catalogue.traits.topics import TOPICS_VERSION, declared_topics, topics_of_texts
from gifter_domain.catalogue.traits.trait import (
    ALCOHOL,
    ALCOHOL_THEME,
    CERTAIN,
    EDIBLE,
    FOOD,
    NUTS,
    POSSIBLE,
    UNKNOWN_ALCOHOL,
    UNKNOWN_CONTENTS,
    Evidence,
    ProductText,
    Provenance,
    Trait,
    Value,
    each_once,
)

# Raise it when the rules change; the lexicons have versions of their own.
_RULES = 22
JUDGE_VERSION = (
    f"rules-{_RULES}/en-{ENGLISH.version}/de-{GERMAN.version}/topics-{TOPICS_VERSION}"
    f"/neighbours-{NEIGHBOURS_VERSION}"
)

_EXPERIENCES = "experiences"
# Kinds of gift that count even where they only come with another.
_BROUGHT = frozenset({"candles", "socks", "books", "toys", "jewellery", "plants"})


def judge(product: ProductText) -> list[Trait]:
    """Returns the traits of a product, each code and value once."""
    return _Judgement(product).traits()


class _Judgement:
    def __init__(self, product: ProductText) -> None:
        self._product = product
        self._fields = product.fields()
        whole = " ".join(text for _, text in self._fields)
        self._lexicon = lexicon_for(whole, product.category or "")
        self._mentions = [
            mention for name, text in self._fields for mention in _read(self._lexicon, name, text)
        ]
        self._kind = kind_of(self._lexicon, dict(self._fields), product.category, self._mentions)
        self._lists = ingredient_lists(self._fields, self._mentions) if self._kind.is_edible else []
        self._foods = Foods(self._lexicon, self._kind, dict(self._fields), self._lists)
        self._whole = Evidence("title", 0, len(product.title))
        self._audience = Audience(
            self._lexicon, self._fields, product.category, self._kind, self._mentions
        )

    def traits(self) -> list[Trait]:
        free = list(freedom_of(dict(self._fields), self._kind, self._mentions))
        free = uncontradicted(free, self._denying(), dict(self._fields))
        if _EXPERIENCES in self._kind.kinds:  # "a vegan tea can be had if asked for"
            free = [trait for trait in free if trait.evidence.field in ("title", "tags")]
        without = absent_codes(free)
        found = [*self._contained(without), *self._audience.traits(), *free]
        found += self._partly_alcoholic()
        found += topics_of(self._lexicon, self._product)
        found += topics_of_texts(self._lexicon.language, self._product)
        found += declared_topics(self._lexicon.language, self._product)
        contained = {trait.code for trait in found if trait.value is Value.YES}
        found += self._unknown(without)
        implied = {code for has in contained for code in implied_by(has, without)}
        if self._kind.is_edible:
            implied.add(EDIBLE)
        found += [self._trait(code, self._whole) for code in sorted(implied - contained)]
        return each_once(found)

    def _contained(self, without: frozenset[str]) -> Iterator[Trait]:
        yield from (self._trait(ALCOHOL, place) for place in strengths(self._fields))
        for mention in self._mentions:
            for trait in self._of_mention(mention):
                traces = mention.way in (Way.TRACES, Way.DENIED)
                if trait.code not in without or traces:
                    yield trait
        yield from (trait for trait in self._of_kind() if trait.code not in without)

    def _of_mention(self, mention: Mention) -> Iterator[Trait]:
        if mention.way is Way.TRACES:
            yield from self._traces(mention)
        elif mention.way is Way.DENIED:
            yield from self._denied(mention)
        elif mention.way is Way.ADDED:
            yield from self._possible(mention, mention.meaning.contains | mention.meaning.names)
        elif mention.way is Way.IMITATED and not mention.meaning.may_be_made_of:
            yield from self._possible(mention, {"plastic"})
        elif mention.way is Way.FREE and mention.meaning.free_of:
            yield from self._yes(mention, mention.meaning.made_of)  # "faux fur" is plastic
        elif mention.way in SAID:
            is_food = self._kind.is_edible and not self._is_utensil(mention)
            yield from self._eaten(mention) if is_food else self._made_of(mention)
            if self._brings_thing(mention):
                yield from self._yes(mention, mention.meaning.kinds | mention.meaning.made_of)

    def _brings_thing(self, mention: Mention) -> bool:
        """Returns True for a candle in a hamper, or that "comes with" another thing."""
        meaning = mention.meaning
        if mention.is_attributive or not (meaning.kinds & _BROUGHT or meaning.made_of):
            return False
        if self._kind.is_edible:
            return self._foods.is_mixed and meaning.is_thing
        return mention.way is Way.BROUGHT and bool(meaning.kinds & _BROUGHT)

    def _is_utensil(self, mention: Mention) -> bool:
        """Returns True for the wine of a "wine glass" beside food, not of a "wine case"."""
        if self._kind.is_pack and mention.field == "title":
            return False
        return mention.is_attributive and (
            mention.field != "title" or not self._kind.category.is_edible
        )

    def _traces(self, mention: Mention) -> Iterator[Trait]:
        codes = mention.meaning.contains | mention.meaning.names
        yield from self._yes(mention, codes & NUTS)
        yield from self._possible(mention, codes - NUTS)

    def _denied(self, mention: Mention) -> Iterator[Trait]:
        """Yields the allergens and the alcohol of something that is "not free from nuts"."""
        if self._kind.is_edible or mention.meaning.free_of & {ALCOHOL}:
            codes = denied_codes(mention.meaning)
            certain = codes & (NUTS | {ALCOHOL})
            yield from self._yes(mention, certain)
            yield from self._possible(mention, codes - certain)

    def _denying(self) -> frozenset[str]:
        """Returns the codes of which no statement of freedom is believed."""
        listed = contradicted_codes(self._mentions, self._lists)
        alcohol = [*strengths(self._fields), *self._partly_alcoholic()]
        return listed | ({ALCOHOL} if alcohol else set())

    def _partly_alcoholic(self) -> list[Trait]:
        """Returns the alcohol of a set in which only a part is free from it."""
        places = alcohol_beside_freedom(self._fields, self._mentions)
        return [self._trait(ALCOHOL, place) for place in places]

    def _eaten(self, mention: Mention) -> Iterator[Trait]:
        meaning = mention.meaning
        certain, possible = self._foods.ingredients(mention)
        yield from self._yes(mention, certain)
        yield from self._possible(mention, possible)
        if (
            meaning.is_food
            and self._foods.is_named_food(mention)
            and not self._foods.is_in_passing(mention)
        ):
            yield self._trait(FOOD, _evidence(mention))

    @property
    def _is_container(self) -> bool:
        return self._kind.head_phrase[-1:] in self._lexicon.cues["containers"]

    def _made_of(self, mention: Mention) -> Iterator[Trait]:
        meaning = mention.meaning
        yield from self._yes(mention, meaning.made_of)
        yield from self._possible(mention, meaning.may_be_made_of)
        if self._is_on_skin_or_listed(mention):
            yield from self._yes(mention, (meaning.contains | meaning.names) & NUTS)
        if not meaning.is_edible or self._is_ambiguous(mention):
            return
        if self._brings_food(mention):
            is_named = meaning.is_food and not (meaning.is_plain and not meaning.contains)
            yield from self._yes(mention, meaning.contains | ({FOOD} if is_named else set()))
            yield from self._possible(mention, meaning.may_contain)
        elif ALCOHOL in meaning.contains:
            is_drunk = _EXPERIENCES in self._kind.kinds  # a tasting, a tour of a vineyard
            yield self._trait(ALCOHOL if is_drunk else ALCOHOL_THEME, _evidence(mention))
        elif _EXPERIENCES in self._kind.kinds:  # a class with lunch
            yield from self._yes(mention, meaning.contains)
            yield from self._possible(mention, meaning.may_contain)
        elif mention.field == "title" and self._is_container:
            yield from self._possible(mention, meaning.contains)  # "Salami Board"

    def _is_on_skin_or_listed(self, mention: Mention) -> bool:
        """Returns True for an ingredient of a lotion, and after "ingredients" or "allergens"."""
        return self._is_for_skin or is_after_heading(dict(self._fields)[mention.field], mention)

    @cached_property
    def _is_for_skin(self) -> bool:
        title = words_of(dict(self._fields)["title"], self._lexicon.language)
        return any(self._lexicon.cue_at("skin", title, at) for at in range(len(title)))

    def _is_ambiguous(self, mention: Mention) -> bool:
        """Returns True for the "port" or "stout" of a product that is neither eaten nor drunk."""
        is_ambiguous = mention.phrase in self._lexicon.cues["ambiguous"]
        return is_ambiguous and mention.field in DESCRIPTIONS

    def _brings_food(self, mention: Mention) -> bool:
        """Returns True for listed food, unless books, clothes and the like cannot come with it."""
        never = {"books", "clothing", "scent", "candles", "jewellery"}
        is_listed = mention.way in (Way.LISTED, Way.BROUGHT) and not mention.is_attributive
        return is_listed and not (self._kind.kinds & never) and not mention.meaning.made_of

    def _of_kind(self) -> Iterator[Trait]:
        kind = self._kind
        if kind.is_edible:
            is_drink = kind.category.is_drink and kind.head.is_open
            if kind.category.is_food or (kind.head.is_food and not is_drink):
                yield self._trait(FOOD, self._whole)
        else:
            for code in kind.kinds:
                yield self._trait(code, self._whole)

    def _unknown(self, without: frozenset[str]) -> Iterator[Trait]:
        """Yields what is not known of food and drink: it may contain anything it does not name."""
        if (
            not self._kind.is_edible
            or self._foods.is_fully_listed
            or states_allergens(self._mentions)
        ):
            return
        named = [m.meaning for m in self._mentions if m.meaning.is_edible and m.way in SAID]
        if not named or not all(meaning.is_plain for meaning in named):
            yield self._trait(UNKNOWN_CONTENTS, self._whole)
        if ALCOHOL in without:
            return
        if not named or any(ALCOHOL in meaning.may_contain for meaning in named):
            yield self._trait(UNKNOWN_ALCOHOL, self._whole)

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
