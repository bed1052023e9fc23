"""The words before and after an amount of money that say what it is: a limit, a share, a range."""

import re
from collections.abc import Mapping
from functools import cache, partial

from gifter_domain.language.lexicons import lexicon_of, source

_WORDS = r"(?: (?!mind|care|matter|worry)[\w']+){0,3}"  # between "rather not" and "more than"


@cache
def sides_of(language: str) -> dict[str, re.Pattern[str]]:
    """Returns the patterns of the words before and after an amount."""
    return {
        name: re.compile(pattern)
        for name, pattern in (_limits(language) | _shares(language) | _other(language)).items()
    }


def _either(language: str, name: str) -> str:
    known = sorted(lexicon_of(language).data["money"][name], key=len, reverse=True)
    return "|".join(source(phrase, "") for phrase in known)


def _limits(language: str) -> dict[str, str]:
    """Returns the patterns that make an amount the most, the least or about what is spent."""
    either = partial(_either, language)
    fill = rf"(?: (?:{either('fill')}))*"
    not_another = rf"(?!\w)(?! ?(?:[£€$¥₹]|{lexicon_of(language).number}))"
    before = ("most", "least", "near", "exact", "budget", "each_before")
    after = ("most_after", "least_after", "near_after")
    return {
        **{name: rf"(?<![\w-])(?P<limit>(?:{either(name)}){fill})[ :,]{{0,2}}$" for name in before},
        **{name: rf"[ ,(-]{{0,2}}(?:{either(name)}){not_another}" for name in after},
        "no_more": rf"(?<!\w)(?:{either('no')}){fill}{_WORDS}{fill} ?$",
        "no": rf"(?<!\w)(?:{either('no')}){fill} ?$",
        "bare_least": rf"(?:{either('bare_least')})(?!\w)",
        "too_little": rf" (?:{either('too_little')})(?!\w)",
        "too_much": rf" (?:{either('too_much')})(?!\w)",
    }


def _shares(language: str) -> dict[str, str]:
    """Returns the patterns that tell whether an amount is for each or for all."""
    either = partial(_either, language)
    return {
        **{name: rf"[ ,(-]{{0,2}}(?:{either(name)})(?!\w)" for name in ("each", "total")},
        "total_before": rf"(?<!\w)(?:{either('total')})(?: [\w:]+){{0,2}} ?:? ?$",
        "slang_share": rf"(?<!\w)(?:{either('slang_share')}) $",
    }


def _other(language: str) -> dict[str, str]:
    """Returns the patterns of numbers that are no budget, and of the places of those that are."""
    either = partial(_either, language)
    listed = rf"(?:\d+(?: ?, | & |/|-| (?:{either('aged_and')}) ))*"
    return {
        "begin": rf"(?:^|[,.;:(–-] ?|(?<!\w)(?:{either('fill')}) )$",
        "clause": rf"[.;!?](?!\d)|, |(?<!\w)(?:{either('now')})(?!\w)",
        "spends": rf"(?<!\w)(?:{either('spends')})(?!\w)",
        "counted": rf"(?: ?-?(?:{either('counted')}))(?!\w)|'s",
        "aged": rf"(?<!\w)(?:{either('aged')}) ?{listed}$",
        "bare_range": rf"(?:^|[.,;:!?] |(?<!\w)(?:{either('wanted')}) )(?:{either('between')}) $",
        "majority": rf"(?:{either('majority')})(?![.,]\d)(?!\w)",
        "income": rf"(?<!\w)(?:{either('income')})(?: (?:{either('near')}|over|only|gut))? $",
        "earlier": rf"(?<!\w)(?:{either('earlier')})(?!\w)",
    }


def limit_before(before: str, sides: Mapping[str, re.Pattern[str]]) -> tuple[str, int | None]:
    """Returns the kind of limit that the words before an amount state, and where they begin."""
    if sides["exact"].search(before):
        return "", None
    found = [(name, m) for name in ("most", "least", "near") if (m := sides[name].search(before))]
    strict = [(name, m) for name, m in found if name != "near"]
    if not found and (match := sides["budget"].search(before)):
        return "budget", match.start("limit")
    if not found:
        return "", None
    kind, match = max(strict or found, key=lambda pair: pair[1].start("limit"))
    start = match.start("limit")
    denial = sides["no_more" if kind == "least" else "no"]
    if kind != "near" and (denied := denial.search(before[:start])):
        return ("most" if kind == "least" else "least"), denied.start()
    return kind, start


def share_around(
    before: str, after: str, sides: Mapping[str, re.Pattern[str]]
) -> tuple[str | None, int]:
    """Returns "each" or "total" if the words around an amount say so, and their length after it."""
    found = sides["each"].match(after)
    if found and not re.match(r" ?[\d£€$]", after[found.end() :]):
        return "each", found.end()
    if sides["each_before"].search(before):
        return "each", 0
    if found := sides["total"].match(after):
        return "total", found.end()
    return ("total" if sides["total_before"].search(before) else None), 0
