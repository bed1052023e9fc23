"""The texts that search and embeddings read, made from a product's content."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from gifter_domain.catalogue.mirror import Brand, ProductContent

# Models read the first few hundred words; PostgreSQL refuses a tsvector of a megabyte.
_EMBEDDING_CHARS = 2_000
_SEARCH_CHARS = 20_000


@dataclass(frozen=True, slots=True)
class SearchTexts:
    """The words of a product for full-text search, by weight: `a` counts most, `d` least."""

    a: str
    b: str
    c: str
    d: str


def embedding_text(content: ProductContent, brand: Brand | None) -> str:
    """The canonical text of a product: one line each for title, descriptions, labels and brand.

    The same content gives the same text; spacing does not matter, nor do ids, prices and pictures.
    """
    lines = (
        content.title,
        content.short_description,
        content.description,
        ", ".join(_labels(content)),
        brand.name if brand else None,
    )
    plain = (_plain(line) for line in lines if line)
    return "\n".join(line for line in plain if line)[:_EMBEDDING_CHARS]


def text_hash(text: str) -> str:
    """The SHA-256 of a canonical text, in hex: equal if and only if the vector may be kept."""
    return hashlib.sha256(text.encode()).hexdigest()


def search_texts(content: ProductContent, brand: Brand | None) -> SearchTexts:
    """Title first, then labels, then the brand and the short text, then the long ones."""
    return SearchTexts(
        a=_searchable([content.title]),
        b=_searchable(_labels(content)),
        c=_searchable([brand.name if brand else None, content.short_description]),
        d=_searchable([content.description, content.specs]),
    )


def _labels(content: ProductContent) -> list[str]:
    """Category, tags and occasions as words: `thank_you` is `thank you`."""
    category = (content.category,) if content.category else ()
    labels = (*category, *content.gift_tags, *content.occasion_fit, *content.style_tags)
    return list(dict.fromkeys(_plain(label.replace("_", " ")) for label in labels))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _searchable(texts: Iterable[str | None]) -> str:
    return "\n".join(text for text in texts if text)[:_SEARCH_CHARS]
