"""The kind of a product: whether it is eaten, drunk or neither, by its title and category."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gifter_domain.catalogue.traits.lexicon import Lexicon, Match
from gifter_domain.catalogue.traits.meaning import Meaning
from gifter_domain.catalogue.traits.mentions import SAID, Mention, Way
from gifter_domain.catalogue.traits.tokens import Word, words_of
from gifter_domain.catalogue.traits.trait import ALCOHOL, ALCOHOL_THEME, ANIMAL, NUTS

_CLAUSE_END = re.compile(r"[.;:!?]")
_UNKNOWN = Meaning()
_HARMLESS = Meaning(is_thing=True)
_PACKED = NUTS | {ALCOHOL}


@dataclass(frozen=True, slots=True)
class Kind:
    """`head` is the meaning of the noun that names the product, `category` that of its category.

    `is_edible` is True if the product is, or brings, something to eat or to drink; `is_pack` if it
    is a case, a calendar or the like of a drink with alcohol or of nuts.
    """

    head: Meaning
    head_phrase: tuple[str, ...]
    category: Meaning
    is_edible: bool
    is_harmless: bool
    is_pack: bool

    @property
    def kinds(self) -> frozenset[str]:
        """Returns the kinds of gift that the product is, such as `books`."""
        return self.head.kinds | (frozenset() if self.is_harmless else self.category.kinds)


@dataclass(frozen=True, slots=True)
class _Segment:
    """A part of a title and the word that begins it: "with a glass"; empty for the first part."""

    split: str
    words: Sequence[Word]


def kind_of(
    lexicon: Lexicon, texts: Mapping[str, str], category: str | None, mentions: Sequence[Mention]
) -> Kind:
    """Returns the kind of a product by its title, its category and, failing those, its text."""
    found = _category(lexicon, category)
    segments = _segments(lexicon, words_of(texts["title"], lexicon.language))
    head, phrase, rest = _head(lexicon, segments)
    if head is None and not found.is_edible:
        head = _named_in_text(texts, mentions)
    is_harmless = head is not None and not (head.is_edible or head.is_thing)
    meaning = _UNKNOWN if head is None else head
    if is_harmless:
        meaning = _HARMLESS
    title = words_of(texts["title"], lexicon.language)
    pack = _is_pack(lexicon, title, phrase, mentions)
    is_empty = any((word.folded,) in lexicon.cues["empty"] for word in title)
    edible = pack or _is_edible(lexicon, meaning, phrase, found, rest, mentions)
    return Kind(meaning, phrase, found, edible and not is_empty, is_harmless, pack and not is_empty)


def _category(lexicon: Lexicon, category: str | None) -> Meaning:
    """Returns the meaning of the whole category, otherwise of its first known word."""
    words = words_of(category or "", lexicon.language)
    whole = tuple(word.folded for word in words)
    if whole in lexicon.categories:
        return lexicon.categories[whole]
    known = (lexicon.categories.get((word,)) for word in whole)
    return next((meaning for meaning in known if meaning), _UNKNOWN)


def _segments(lexicon: Lexicon, words: Sequence[Word]) -> list[_Segment]:
    """Splits a title at prepositions, commas and dashes: the first part names the product."""
    segments: list[_Segment] = []
    current: list[Word] = []
    split = ""
    for word in words:
        is_split = (word.folded,) in lexicon.cues["splits"]
        new_clause = bool(current) and (word.comma or word.clause != current[-1].clause)
        if is_split or new_clause:
            segments.append(_Segment(split, current))
            current, split = ([], word.folded) if is_split else ([word], ",")
        else:
            current.append(word)
    return [segment for segment in (*segments, _Segment(split, current)) if segment.words]


def _head(
    lexicon: Lexicon, segments: Sequence[_Segment]
) -> tuple[Meaning | None, tuple[str, ...], Sequence[_Segment]]:
    """Returns the first head of the title, its phrase, and the segments after it."""
    for at, segment in enumerate(segments):
        if segment.split in ("", ",") or _is_cue(lexicon, "splits_of", segment) or at == 0:
            match = _head_of(lexicon, segment.words)
            if match is not None:
                phrase = tuple(word.folded for word in segment.words[match.first : match.end])
                return match.meaning, phrase, segments[at + 1 :]
    return None, (), segments


def _head_of(lexicon: Lexicon, words: Sequence[Word]) -> Match | None:
    """Returns the last noun of a segment that names a thing, a food or a drink.

    A flower that stands last names the kind or the scent: "bath salts lavender". So does a food
    after a thing in German: "Seife Honig".
    """
    flower, end = None, len(words)
    while end > 0:
        match = _named_before(lexicon, words, end)
        if match is not None and match.meaning.kinds != {"plants"}:
            return _named_by_thing(lexicon, words, match) or match
        flower = flower or match
        end = match.first if match else end - 1
    return flower


def _named_by_thing(lexicon: Lexicon, words: Sequence[Word], food: Match) -> Match | None:
    """Returns the German thing right before a food that only names its kind: "Seife Honig"."""
    if lexicon.language != "de" or not food.meaning.is_edible:
        return None
    thing = _named_before(lexicon, words, food.first)
    if thing is None or not thing.meaning.is_thing:
        return None
    is_container = (words[thing.end - 1].folded,) in lexicon.cues["containers"]
    return None if is_container else thing


def _named_before(lexicon: Lexicon, words: Sequence[Word], end: int) -> Match | None:
    """Returns the longest noun before `end`; one that a material hides is not eaten."""
    matches = list(lexicon.ending_at(words, end))
    named = next((match for match in matches if _names_product(match.meaning)), None)
    if named is not None and named is not matches[0] and named.meaning.is_edible:
        return Match(matches[0].first, end, _UNKNOWN)  # "essential oil"
    return named


def _names_product(meaning: Meaning) -> bool:
    return meaning.is_edible or meaning.is_thing or meaning == _UNKNOWN


def _is_cue(lexicon: Lexicon, kind: str, segment: _Segment) -> bool:
    return (segment.split,) in lexicon.cues[kind]


def _named_in_text(texts: Mapping[str, str], mentions: Sequence[Mention]) -> Meaning | None:
    """Returns the first food, drink or thing that the text says the product is or has.

    A text that speaks of materials first, or of care for the body, is about no food. A thing counts
    in the first clause alone, where most texts say what they are about.
    """
    is_care = any("scent" in m.meaning.made_of | m.meaning.may_be_made_of for m in mentions)
    for mention in mentions:
        meaning = mention.meaning
        if mention.way not in SAID or mention.is_attributive:
            continue
        if meaning.is_edible and not is_care:
            return meaning
        if meaning.is_thing and not _CLAUSE_END.search(texts[mention.field][: mention.start]):
            return meaning
        if meaning.made_of:
            return None
    return None


def _is_pack(
    lexicon: Lexicon, title: Sequence[Word], phrase: tuple[str, ...], mentions: Sequence[Mention]
) -> bool:
    """Returns True for a case or calendar of a drink with alcohol or of nuts: "Wine Case".

    One that the title calls wooden, or the like, is there to put bottles in.
    """
    if not _ends_in(lexicon, "packs", phrase):
        return False
    if any((word.folded,) in lexicon.cues["casing"] for word in title):
        return False
    named = (m.meaning for m in mentions if m.field == "title" and m.way in SAID)
    return any((meaning.contains | meaning.brings) & _PACKED for meaning in named)


def _is_edible(
    lexicon: Lexicon,
    head: Meaning,
    phrase: tuple[str, ...],
    category: Meaning,
    rest: Sequence[_Segment],
    mentions: Sequence[Mention],
) -> bool:
    if head.is_edible:
        may_grow = head.is_plain and not head.contains & ANIMAL
        is_sown = may_grow and not category.is_edible and _has_seeds(mentions)
        return not category.is_thing and not is_sown
    if head.is_thing and head.kinds & {"books", "toys"}:
        return False
    is_container = _names_container(lexicon, phrase)
    if category.is_edible:
        return (
            not head.is_thing
            or bool(head.brings and is_container)
            or any(
                _is_inside(head, mention, is_container=is_container or category.is_food)
                for mention in mentions
            )
        )
    filled = is_container and any(
        m.field == "specs" and m.meaning.is_edible and m.way in SAID for m in mentions
    )
    brings = filled or any(_brings_food(lexicon, phrase, segment) for segment in rest)
    return head.is_thing and brings


def _has_seeds(mentions: Sequence[Mention]) -> bool:
    """Returns True if the title or the specs name seeds or plants: tomatoes to grow."""
    labels = (m for m in mentions if m.field in ("title", "specs") and m.way in SAID)
    return any("plants" in mention.meaning.kinds for mention in labels)


def _names_container(lexicon: Lexicon, phrase: tuple[str, ...]) -> bool:
    """Returns True for a basket, a box and the like, also as the end of a German compound."""
    return _ends_in(lexicon, "containers", phrase)


def _ends_in(lexicon: Lexicon, kind: str, phrase: tuple[str, ...]) -> bool:
    cues = lexicon.cues[kind]
    if lexicon.compounds is None or not phrase:
        return phrase[-1:] in cues
    return phrase[-1].endswith(tuple(cue[0] for cue in cues))


def _is_inside(head: Meaning, mention: Mention, *, is_container: bool) -> bool:
    """Returns True if a food comes with the thing, which may have been named in passing only."""
    if not mention.meaning.is_edible or mention.way is Way.COMPARED:
        return False
    if is_container:
        return not mention.is_attributive or mention.field == "title"
    is_in_specs = mention.field == "specs" and ALCOHOL_THEME not in head.kinds  # whisky stones
    is_listed = mention.way in (Way.LISTED, Way.BROUGHT) or is_in_specs
    return is_listed and not mention.is_attributive


def _brings_food(lexicon: Lexicon, phrase: tuple[str, ...], segment: _Segment) -> bool:
    """Returns True for "with chocolates" after any thing, and for "of wines" after a container."""
    is_of = _is_cue(lexicon, "splits_of", segment) and phrase[-1:] in lexicon.cues["containers"]
    if not (is_of or _is_cue(lexicon, "splits_with", segment)):
        return False
    match = _head_of(lexicon, segment.words)
    return match is not None and match.meaning.is_edible
