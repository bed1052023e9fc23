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
Group = tuple[str, str]  # a kind of group and a code: ("occasion", "wedding")


def typical_gifts(query: GiftQuery) -> dict[Group, tuple[str, ...]]:
    """Returns the typical gifts of each group that the query belongs to.

    A query for people of a known age has the groups of all stages of life, for comparison. For
    children their stage counts and not the relationship: a son may be one or thirty years old.
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
    return groups


@cache
def _known() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    path = files("gifter_domain.recommendations") / "prototypes" / "en.toml"
    data: Any = tomllib.loads(path.read_text(encoding="utf-8"))  # TOML has no types of its own
    return {
        kind: {code: tuple(gifts) for code, gifts in data[f"{kind}s"].items()}
        for kind in ("occasion", "recipient", "situation", "stage")
    }
