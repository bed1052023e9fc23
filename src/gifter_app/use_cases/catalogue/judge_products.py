"""Brings the traits of products in step with their texts and with the judge's version."""

from collections.abc import Callable, Mapping, Sequence

from gifter_app.use_cases.catalogue.judge_texts import JudgeTexts
from gifter_domain.catalogue.traits.judge import JUDGE_VERSION
from gifter_domain.catalogue.traits.ports import Judged, ProductTraits, UnjudgedText


class JudgeProducts:
    """Judges products for `judge_product` jobs, and all of them after a change of the judge."""

    def __init__(self, traits: ProductTraits, judge_texts: JudgeTexts) -> None:
        self._traits = traits
        self._judge_texts = judge_texts

    async def execute(self, payloads: Sequence[Mapping[str, str]]) -> None:
        """Judges the products of the jobs. One that is gone or judged already needs nothing."""
        product_ids = [payload["productId"] for payload in payloads]
        await self._store(await self._traits.unjudged(JUDGE_VERSION, product_ids))

    async def judge_all(self, batch_size: int, report: Callable[[int, int], None]) -> int:
        """Judges every product whose text this judge has not judged; returns how many it stored.

        Calls `report` with the number seen and the total after each batch. It can be stopped at any
        time and started again, and runs beside workers.
        """
        total = await self._traits.count_unjudged(JUDGE_VERSION)
        seen = stored = 0
        after = ""
        while texts := await self._traits.unjudged_after(JUDGE_VERSION, after, batch_size):
            stored += await self._store(texts)
            seen += len(texts)
            report(seen, total)
            after = texts[-1].product_id
        return stored

    async def _store(self, texts: Sequence[UnjudgedText]) -> int:
        found = await self._judge_texts.execute([each.text for each in texts])
        judged = [
            Judged(text, traits, JUDGE_VERSION) for text, traits in zip(texts, found, strict=True)
        ]
        return await self._traits.store(judged) if judged else 0
