"""Judged sets: a folder with a catalogue, searches, and grades for their items."""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from gifter_cli.evaluation.files import read_lines
from gifter_cli.runtime import MISUSED, fail
from gifter_domain.catalogue.mirror import (
    Brand,
    BrandStatus,
    Change,
    Product,
    ProductContent,
    ProductStatus,
)
from gifter_domain.catalogue.traits.facts import facts_of
from gifter_domain.catalogue.traits.judge import judge
from gifter_domain.catalogue.traits.trait import ProductText
from gifter_domain.evaluation.misfits import Gift
from gifter_domain.evaluation.ranking.lists import Grades
from gifter_domain.shared.money import Money

CATALOGUE, QUERIES, JUDGMENTS = "catalogue.jsonl.gz", "queries.jsonl", "judgments.tsv"
_HIGHEST_GRADE = 3
_SEEN_AT = datetime(2026, 1, 1, tzinfo=UTC)
_NO_AGE_LIMIT = 200


class SetItem(msgspec.Struct, rename="camel", frozen=True):
    """A product. `age_min`, `age_max` and `genders` are never stored: they only judge lists."""

    id: str
    title: str
    description: str | None = None
    brand: str | None = None
    price_minor: int | None = None
    currency: str | None = None
    age_min: int | None = None
    age_max: int | None = None
    genders: tuple[str, ...] = ()

    def judged(self) -> Gift:
        """Returns the facts by which lists are judged: the shop's own, and those of its text."""
        facts = facts_of(judge(ProductText(title=self.title, description=self.description)))
        has_price = self.price_minor is not None and self.currency is not None
        has_ages = self.age_min is not None or self.age_max is not None
        return Gift(
            price=Money(self.price_minor or 0, self.currency or "") if has_price else None,
            ages=(self.age_min or 0, self.age_max or _NO_AGE_LIMIT) if has_ages else None,
            genders=frozenset(self.genders),
            contains=frozenset(facts.contains),
            adult_only=facts.adult_only,
        )


class SetQuery(msgspec.Struct, frozen=True):
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class JudgedSet:
    name: str
    catalogue: Path
    queries: Sequence[SetQuery]
    grades: Mapping[str, Grades]


def judged_sets(folder: Path) -> list[JudgedSet]:
    """Returns the set in the folder, or each set in a folder inside it, by name."""
    if not folder.is_dir():
        fail(f"there is no folder {folder}", MISUSED)
    inside = sorted(path.parent for path in folder.glob(f"*/{JUDGMENTS}"))
    found = [folder] if (folder / JUDGMENTS).is_file() else inside
    if not found:
        fail(f"neither {folder} nor a folder inside it has {JUDGMENTS}", MISUSED)
    return [judged_set(path) for path in found]


def judged_set(path: Path) -> JudgedSet:
    """Reads the set in a folder. Ends the command with the place of a mistake."""
    for name in (CATALOGUE, QUERIES, JUDGMENTS):
        if not (path / name).is_file():
            fail(f"{path} is not an evaluation set: it has no {name}", MISUSED)
    queries = read_lines(path / QUERIES, SetQuery)
    grades: dict[str, dict[str, int]] = {query.id: {} for query in queries}
    _read_grades(path / JUDGMENTS, grades)
    return JudgedSet(path.name, path / CATALOGUE, queries, grades)


def _read_grades(file: Path, grades: Mapping[str, dict[str, int]]) -> None:
    """Adds the grades of the file to those of each query."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        if not {"query_id", "item_id", "grade"} <= set(rows.fieldnames or ()):
            fail(f"{file} needs the columns query_id, item_id and grade, divided by tabs")
        for row in rows:
            query, grade = row["query_id"], row["grade"] or ""
            if query not in grades:
                fail(f"{file}, line {rows.line_num}: there is no query {query!r}")
            if not grade.isdigit() or int(grade) > _HIGHEST_GRADE:
                fail(f"{file}, line {rows.line_num}: the grade {grade!r} is not 0, 1, 2 or 3")
            grades[query][row["item_id"]] = int(grade)


def usual_currency(items: Iterable[SetItem], otherwise: str) -> str:
    """Returns the currency of most prices."""
    counts = Counter(item.currency for item in items if item.currency)
    return counts.most_common(1)[0][0] if counts else otherwise


def product_change(item: SetItem) -> Change:
    """Returns the product as an event of the shop would bring it.

    Products without a brand get one each, because a list has only a few products of one brand.
    """
    brand_id = item.brand or f"brand of {item.id}"
    content = ProductContent(
        source_ts=_SEEN_AT,
        payload_brand_id=brand_id,
        title=item.title,
        status=ProductStatus.PUBLISHED,
        visible_to_gifter=True,
        description=item.description,
        default_price=item.price_minor,
        default_currency=item.currency,
    )
    brand = Brand(
        source_ts=_SEEN_AT,
        payload_brand_id=brand_id,
        name=item.brand or "Unknown",
        status=BrandStatus.APPROVED,
    )
    return Change(Product(item.id, content), brand)
