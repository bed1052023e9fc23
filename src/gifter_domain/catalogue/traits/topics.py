"""Topics of a product: occasions, people, gender, interests, colours, materials and style.

Their codes have a facet before the name: `occasion:christmas`, `for:mum`, `interest:gardening`.
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


def topics_of_texts(language: str, product: ProductText) -> Iterator[Trait]:
    """Yields a trait for each mention of a topic in the fields that count for its facet."""
    for name, text in (*product.fields(), ("category", product.category or "")):
        certainty = CERTAIN if name in _LABELS else _LIKELY
        found = [
            Trait(code, Value.YES, certainty, Provenance.RULES, Evidence(name, start, end))
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
