"""Topics of a product: occasions, people, gender, interests, colours, materials and style.

Their codes have a facet before the name: `occasion:christmas`, `for:mum`, `interest:gardening`. The
tags, occasions and styles are the shop's own statements: they have the provenance `BRAND`.
"""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from gifter_domain.catalogue.traits.meaning import Phrase
from gifter_domain.catalogue.traits.tokens import Word, folded, phrase_at, words_of
from gifter_domain.catalogue.traits.trait import (
    CERTAIN,
    Evidence,
    ProductText,
    Provenance,
    Trait,
    Value,
)

_LABELS = frozenset({"title", "tags", "category"})
_TEXTS = _LABELS | {"short_description", "description"}
# The fields that count for a facet. A colour or a person in a description is often another's.
_FIELDS = {
    "occasion": _TEXTS,
    "for": _LABELS,
    "gender": _TEXTS,
    "interest": _TEXTS,
    "colour": frozenset({"title", "tags"}),
    "material": frozenset({"title", "specs"}),
    "style": _TEXTS,
}
_OF_CODES = {"occasions": "occasion", "styles": "style"}
# A description that names more occasions than these would name any.
_MOST_OCCASIONS = 2
_LIKELY = 0.7  # of a mention in a description
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class _Topics:
    """The codes of each phrase in a language, and the version of the file."""

    codes: Mapping[Phrase, tuple[str, ...]]
    version: str


def _load(language: str) -> _Topics:
    file = files("gifter_domain.catalogue.traits") / "lexicon" / f"topics_{language}.toml"
    raw = file.read_text(encoding="utf-8")
    codes: dict[Phrase, tuple[str, ...]] = {}
    for facet, names in tomllib.loads(raw).items():
        for name, listed in names.items():
            for phrase in (folded(each, language) for each in listed.split(",")):
                codes[phrase] = (*codes.get(phrase, ()), f"{facet}:{name}")
    return _Topics(codes, hashlib.sha256(raw.encode()).hexdigest()[:8])


_TOPICS = {language: _load(language) for language in ("en", "de")}
TOPICS_VERSION = "-".join(topics.version for topics in _TOPICS.values())
TOPIC_CODES = frozenset(
    code for topics in _TOPICS.values() for codes in topics.codes.values() for code in codes
)


def declared_topics(language: str, product: ProductText) -> Iterator[Trait]:
    """Yields a trait for each occasion and style that the shop declares by a code or a word."""
    for name, text in product.codes():
        facet, start = _OF_CODES[name], 0
        for value in text.split(". "):
            for code in _codes_of_value(language, facet, value):
                evidence = Evidence(name, start, start + len(value))
                yield Trait(code, Value.YES, CERTAIN, Provenance.BRAND, evidence)
            start += len(value) + len(". ")


def _codes_of_value(language: str, facet: str, value: str) -> Iterator[str]:
    """Yields the code that a value is, otherwise those of its words in either language."""
    named = f"{facet}:{value.strip().lower().replace(' ', '_')}"
    if named in TOPIC_CODES:
        yield named
        return
    for each in sorted(_TOPICS, key=lambda other: other != language):
        found = [code for code, _, _ in _mentions(each, words_of(value, each))]
        if codes := {code for code in found if code.startswith(f"{facet}:")}:
            yield from sorted(codes)
            return


def topics_of_texts(language: str, product: ProductText) -> Iterator[Trait]:
    """Yields a trait for each mention of a topic in the fields that count for its facet."""
    for name, text in (*product.fields(), ("category", product.category or "")):
        certainty = CERTAIN if name in _LABELS else _LIKELY
        source = Provenance.BRAND if name == "tags" else Provenance.RULES
        found = [
            Trait(code, Value.YES, certainty, source, Evidence(name, start, end))
            for code, start, end in _mentions(language, words_of(text, language))
            if name in _FIELDS[code.partition(":")[0]]
        ]
        occasions = {trait.code for trait in found if trait.code.startswith("occasion:")}
        is_vague = name not in _LABELS and len(occasions) > _MOST_OCCASIONS
        yield from (trait for trait in found if not (is_vague and trait.code in occasions))


def _mentions(language: str, words: Sequence[Word]) -> Iterator[tuple[str, int, int]]:
    """Yields the codes of the longest phrase at each place, with its span."""
    codes, at = _TOPICS[language].codes, 0
    while at < len(words):
        phrase = _longest(codes, words, at)
        for code in codes.get(phrase, ()):
            yield code, words[at].start, words[at + len(phrase) - 1].end
        at += len(phrase) or 1


def _longest(codes: Mapping[Phrase, tuple[str, ...]], words: Sequence[Word], at: int) -> Phrase:
    """Returns the longest phrase at a place, or an empty one."""
    for length in range(_MOST_WORDS, 0, -1):
        phrase = phrase_at(words, at, length)
        if phrase is not None and phrase in codes:
            return phrase
    return ()
