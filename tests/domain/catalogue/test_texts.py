"""Texts for full-text search and for embedding."""

import hashlib
from typing import Any

from builders.catalogue.changes import a_brand, a_content
from gifter_domain.catalogue.texts import embedding_text, search_texts, text_hash

MUG: dict[str, Any] = {
    "title": "Speckled  Mug",
    "short_description": "Thrown by hand",
    "description": "In Cornwall.\n\nHolds 350 ml.",
    "category": "kitchen",
    "gift_tags": ("For the tea drinker",),
    "occasion_fit": ("thank_you",),
    "style_tags": ("minimal", "kitchen"),
}


def test_the_canonical_text_reads_from_title_to_brand() -> None:
    assert embedding_text(a_content(**MUG), a_brand()) == (
        "Speckled Mug\n"
        "Thrown by hand\n"
        "In Cornwall. Holds 350 ml.\n"
        "kitchen, For the tea drinker, thank you, minimal\n"
        "Harbour & Clay"
    )


def test_price_and_time_do_not_affect_the_text() -> None:
    changed: dict[str, Any] = {"default_price": 1, "is_featured": True}
    changed |= {"slug": "x", "primary_image_url": "y"}

    texts = {
        embedding_text(a_content(0, **MUG), a_brand()),
        embedding_text(a_content(9, **MUG, **changed), a_brand(9)),
    }

    assert len(texts) == 1


def test_a_product_with_only_a_title_has_a_text() -> None:
    assert embedding_text(a_content(), None) == "Speckled Mug"


def test_the_hash_is_sha256_of_the_utf8_text() -> None:
    assert text_hash("£") == hashlib.sha256(b"\xc2\xa3").hexdigest()


def test_search_texts_are_weighted_from_title_to_specs() -> None:
    texts = search_texts(a_content(**MUG, specs="Oat glaze"), a_brand())

    assert texts.a == "Speckled  Mug"
    assert texts.b.splitlines() == ["kitchen", "For the tea drinker", "thank you", "minimal"]
    assert texts.c.splitlines() == ["Harbour & Clay", "Thrown by hand"]
    assert texts.d.endswith("Oat glaze")


def test_very_long_texts_are_cut() -> None:
    endless = a_content(description="word " * 200_000)

    assert len(search_texts(endless, None).d) <= 20_000
    assert len(embedding_text(endless, None)) <= 2_000
