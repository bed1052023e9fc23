"""Topics that a product is about, such as `fitness`, by any word of its labels or its text."""

from collections.abc import Iterator, Mapping, Sequence

from gifter_domain.catalogue.traits.lexicon import MOST_WORDS, Lexicon
from gifter_domain.catalogue.traits.meaning import Phrase
from gifter_domain.catalogue.traits.tokens import Word, phrase_at, words_of
from gifter_domain.catalogue.traits.trait import (
    CERTAIN,
    POSSIBLE,
    Evidence,
    ProductText,
    Provenance,
    Trait,
    Value,
)

_LABELS = frozenset({"title", "tags", "category"})


def topics_of(lexicon: Lexicon, product: ProductText) -> Iterator[Trait]:
    """Yields a trait for each mention of a topic. Labels may name it by more words than texts."""
    for name, text in (*product.fields(), ("category", product.category or "")):
        words = words_of(text, lexicon.language)
        yield from _named(lexicon.about["texts"], CERTAIN, name, words)
        if name in _LABELS:
            yield from _named(lexicon.about["labels"], CERTAIN, name, words)
            yield from _named(lexicon.about["hints"], POSSIBLE, name, words)


def _named(
    topics: Mapping[str, frozenset[Phrase]], certainty: float, field: str, words: Sequence[Word]
) -> Iterator[Trait]:
    value = Value.YES if certainty == CERTAIN else Value.POSSIBLE
    for at in range(len(words)):
        for length in range(1, MOST_WORDS + 1):
            phrase = phrase_at(words, at, length)
            for code in (code for code, phrases in topics.items() if phrase in phrases):
                evidence = Evidence(field, words[at].start, words[at + length - 1].end)
                yield Trait(code, value, certainty, Provenance.RULES, evidence)
