"""Finding products for people who browse."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gifter_domain.catalogue.listing import ProductRow
from gifter_domain.catalogue.reads import CatalogueReads, ProductFilter
from gifter_domain.catalogue.searching import (
    SearchWords,
    any_word,
    corrected,
    corrections,
    plain_words,
)
from gifter_domain.language.spelling import Correction
from gifter_domain.shared.pages import Page, PageRequest


@dataclass(frozen=True, slots=True)
class FoundProducts:
    """A page of products, the version of the reader's account, and the corrected words.

    The version is None if no product was found. Only a first page has corrections.
    """

    page: Page[ProductRow]
    account_version: int | None
    corrections: Sequence[Correction] = ()


class FindProducts:
    """Finds products by a filter. Repairs the words of a text that no product has.

    If no product has all words of a text, it finds those with any of them.
    """

    def __init__(self, reads: CatalogueReads, words: SearchWords) -> None:
        self._reads = reads
        self._words = words

    async def execute(
        self, wanted: ProductFilter, page: PageRequest, reader_id: str
    ) -> FoundProducts:
        """Returns a page. A later page has the text of the first one in its cursor."""
        if wanted.text is None or page.after is not None:
            return FoundProducts(*await self._reads.products(wanted, page, reader_id))
        made = await self._corrections(wanted.text)
        text = corrected(wanted.text, made)
        found, version = await self._reads.products(replace(wanted, text=text), page, reader_id)
        either = any_word(text)
        if not found.items and either:
            wanted = replace(wanted, text=either)
            found, version = await self._reads.products(wanted, page, reader_id)
        return FoundProducts(found, version, made)

    async def _corrections(self, text: str) -> Sequence[Correction]:
        unknown = await self._words.unknown(plain_words(text))
        return corrections(unknown, await self._words.vocabulary()) if unknown else ()
