"""Typical gifts for the occasion, the people, the interests and the ages of a query.

They are short names of products. Their vectors are prototypes: a product that is close in meaning
to several of them fits, although no text of it names the occasion.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from gifter_domain.recommendations.gift_query import ADULT, GiftQuery
from gifter_domain.recommendations.interests import interests

STAGES = ("baby", "toddler", "child", "teenager", ADULT)
_ANIMALS = frozenset({"dogs", "cats", "pets", "horses"})
Group = tuple[str, str]  # a kind of group and a code: ("occasion", "wedding")


def typical_gifts(query: GiftQuery) -> dict[Group, tuple[str, ...]]:
    """Returns the typical gifts of each group that the query belongs to.

    A query for people of a known age has the groups of all stages of life, for comparison, and one
    for children those of things for grown-ups, parents and pets. For children their stage counts
    and not the relationship: a son may be one or thirty years old.
    """
    known = _known()
    groups: dict[Group, tuple[str, ...]] = {
        ("interest", code): interests()[code].gifts for code in query.interests
    }
    young = [stage for stage in query.stages if stage != ADULT]
    groups |= {("young", stage): known["stage"][stage] for stage in young}
    for kind, code in (
        ("occasion", query.occasion),
        ("recipient", None if young else query.recipient),
        ("situation", query.situation),
    ):
        if code is not None and code in known[kind]:
            groups[kind, code] = known[kind][code]
    if query.stages:
        groups |= {("stage", stage): known["stage"][stage] for stage in STAGES}
    if young and ADULT not in query.stages:
        groups |= {("other", code): known["other"][code] for code in _others(query)}
    return groups


def _others(query: GiftQuery) -> tuple[str, ...]:
    """Returns the kinds of thing that are no gifts for a child, such as those for pets."""
    pets = () if _ANIMALS & {*query.interests} else ("pets",)
    return ("grown_ups", "parents", *pets)


@cache
def _known() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    path = files("gifter_domain.recommendations") / "prototypes" / "en.toml"
    data: Any = tomllib.loads(path.read_text(encoding="utf-8"))  # TOML has no types of its own
    return {
        kind: {code: tuple(gifts) for code, gifts in data[f"{kind}s"].items()}
        for kind in ("occasion", "recipient", "situation", "stage", "other")
    }
