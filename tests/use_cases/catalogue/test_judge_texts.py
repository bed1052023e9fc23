"""Judging texts: rules, and neighbours where words say no age."""

from collections.abc import Sequence

from gifter_adapters.local_ai.embedder import LocalEmbedder
from gifter_app.use_cases.catalogue.judge_texts import JudgeTexts
from gifter_domain.ai.embedding import EmbeddingModel, EmbeddingProviderRefused, Vectors
from gifter_domain.catalogue.traits.judge import judge
from gifter_domain.catalogue.traits.trait import ProductText, Provenance, Trait


class MissingModel:
    """An embedder whose model is not installed."""

    model = EmbeddingModel("local", "missing", 2)

    async def embed(self, texts: Sequence[str]) -> Vectors:
        raise EmbeddingProviderRefused("The model is not installed.")


async def judged(*products: ProductText) -> list[list[Trait]]:
    return await JudgeTexts(LocalEmbedder()).execute(products)


def ages(traits: Sequence[Trait]) -> list[tuple[tuple[int, int], Provenance]]:
    return [(trait.ages, trait.provenance) for trait in traits if trait.ages]


async def test_a_product_like_gifts_for_children_is_for_children() -> None:
    toy, stool = await judged(
        ProductText(title="Talking Cartoon Dinosaur"), ProductText(title="Stool")
    )

    assert ages(toy) == [((3, 10), Provenance.NEIGHBOURS)]
    assert ages(stool) == []


async def test_words_win_over_neighbours() -> None:
    (toy,) = await judged(ProductText(title="Talking Cartoon Dinosaur", specs="Ages 4-6"))

    assert ages(toy) == [((4, 6), Provenance.RULES)]


async def test_neighbours_clear_no_danger() -> None:
    products = [
        ProductText(title="Cartoon Dinosaur Gin", specs="40% ABV"),
        ProductText(title="Cartoon Dinosaur Puzzle", specs="For adults only"),
        ProductText(title="Cartoon Dinosaur Nut Bar", specs="Hazelnuts", category="Food"),
    ]

    for product, traits in zip(products, await judged(*products), strict=True):
        dangers = {(trait.code, trait.value) for trait in judge(product)}
        assert dangers <= {(trait.code, trait.value) for trait in traits}


async def test_without_the_built_in_model_rules_alone_judge() -> None:
    product = ProductText(title="Talking Cartoon Dinosaur")

    assert await JudgeTexts(MissingModel()).execute([product]) == [judge(product)]


async def test_what_is_for_grown_ups_is_not_compared() -> None:
    (night,) = await judged(
        ProductText(title="Cartoon Dinosaur Night", category="experiences", tags=("For couples",))
    )

    assert ages(night) == []
