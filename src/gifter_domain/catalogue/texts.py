"""Texts of a product for full-text search and for embedding, made from its content."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from gifter_domain.catalogue.mirror import Brand, ProductContent
from gifter_domain.catalogue.traits.trait import ProductText

# Models read only the first few hundred words. PostgreSQL refuses a tsvector of a megabyte.
_EMBEDDING_CHARS = 2_000
_SEARCH_CHARS = 20_000


@dataclass(frozen=True, slots=True)
class SearchTexts:
    """The texts of a product for full-text search, by weight: `a` counts most, `d` least."""

    a: str
    b: str
    c: str
    d: str


def embedding_text(content: ProductContent, brand: Brand | None) -> str:
    """Returns the canonical text of a product: title, descriptions, labels and brand, a line each.

    The same content gives the same text. White space, ids, prices and pictures do not affect it.
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
    """Returns the SHA-256 of a canonical text, in hex. A vector is outdated when it differs."""
    return hashlib.sha256(text.encode()).hexdigest()


def judged_text(content: ProductContent) -> ProductText:
    """Returns the texts from which traits are judged: all of them, specs too."""
    return ProductText(
        title=content.title,
        short_description=content.short_description,
        description=content.description,
        specs=content.specs,
        category=content.category,
        tags=content.gift_tags,
        occasions=content.occasion_fit,
        styles=content.style_tags,
    )


def search_texts(content: ProductContent, brand: Brand | None) -> SearchTexts:
    """Returns the search texts: a title, b labels, c brand and short text, d the long texts."""
    return SearchTexts(
        a=_searchable([content.title]),
        b=_searchable(_labels(content)),
        c=_searchable([brand.name if brand else None, content.short_description]),
        d=_searchable([content.description, content.specs]),
    )


def _labels(content: ProductContent) -> list[str]:
    """Returns category, tags and occasions as words: `thank_you` becomes `thank you`."""
    category = (content.category,) if content.category else ()
    labels = (*category, *content.gift_tags, *content.occasion_fit, *content.style_tags)
    return list(dict.fromkeys(_plain(label.replace("_", " ")) for label in labels))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _searchable(texts: Iterable[str | None]) -> str:
    return "\n".join(text for text in texts if text)[:_SEARCH_CHARS]
