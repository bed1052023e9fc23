"""Certainty: how sure the reader is of each field, by the evidence that the text gives for it."""

from collections.abc import Callable, Mapping

from gifter_domain.language.understanding import UnderstoodRequest

# The text states the field, and the place is known.
STATED = 1.0
# The field follows from a field that is stated: a mum is an adult, two ages are two people.
DERIVED = 0.9
# Only general words tell: "retirement of a life at sea", a range such as "teenager".
GENERAL = 0.8
# The text states another value too, and the reader chose one of them.
CONTESTED = 0.7
# Nothing states the field; it is a guess: words that no other field understood.
GUESSED = 0.5
UNKNOWN = 0.0


def certainties(read: UnderstoodRequest) -> dict[str, float]:
    """Returns for each field how sure its value is, from 0 (nothing tells) to 1 (stated).

    A field without a value has 0. In a language that is not supported, nothing is above a guess.
    """
    sure = {field: certainty(read) for field, certainty in _FIELDS.items()}
    sure["people"] = _people(read, sure["ages"])
    sure["adult"] = _adult(read, sure)
    if not read.supported:
        sure = {field: min(value, GUESSED) for field, value in sure.items()}
    return {field: round(value, 2) for field, value in sure.items()}


def _is_stated(read: UnderstoodRequest, field: str) -> bool:
    return any(span.field == field for span in read.spans)


def _stated(read: UnderstoodRequest, field: str) -> float:
    """Returns the certainty of a field that only the text can state."""
    evidence = STATED if _is_stated(read, field) else DERIVED
    return evidence * CONTESTED if field in read.contested else evidence


def _budget(read: UnderstoodRequest) -> float:
    """Returns the certainty of the amounts. Without a currency, the home currency is derived."""
    budget = read.budget
    if budget is None:
        return UNKNOWN
    mentions = sum(span.field == "budget" for span in read.spans)
    is_whole = budget.per == "total" or None not in (budget.min, budget.max)
    sure = STATED if mentions < 2 or is_whole else CONTESTED
    return sure * DERIVED if budget.is_home else sure


def _ages(read: UnderstoodRequest) -> float:
    if not read.ages:
        return UNKNOWN
    is_exact = all(low == high for low, high in read.ages)
    return _stated(read, "ages") * (STATED if is_exact else GENERAL)


def _interests(read: UnderstoodRequest) -> float:
    if not read.interests:
        return UNKNOWN
    return STATED if _is_stated(read, "interests") else GUESSED


def _people(read: UnderstoodRequest, ages: float) -> float:
    if read.people is None:
        return UNKNOWN
    return STATED if _is_stated(read, "people") else DERIVED * (ages or GENERAL)


def _adult(read: UnderstoodRequest, sure: Mapping[str, float]) -> float:
    """Returns the certainty of ages, otherwise a part of that of the person or the occasion."""
    if read.adult is None:
        return UNKNOWN
    if read.ages:
        return sure["ages"]
    return DERIVED * max(sure["relationship"], sure["occasion"]) or GENERAL


def _if_set(field: str) -> Callable[[UnderstoodRequest], float]:
    return lambda read: _stated(read, field) if getattr(read, field) else UNKNOWN


def _language(read: UnderstoodRequest) -> float:
    """Returns the certainty of the language, a guess where hardly a word tells it."""
    return GUESSED if "language" in read.contested else STATED


_FIELDS: Mapping[str, Callable[[UnderstoodRequest], float]] = {
    "language": _language,
    "budget": _budget,
    "people": lambda _: UNKNOWN,
    "ages": _ages,
    "adult": lambda _: UNKNOWN,
    "occasion": _if_set("occasion"),
    "relationship": _if_set("relationship"),
    "interests": _interests,
    "excludes": _if_set("excludes"),
    "owned": _if_set("owned"),
    "deadline": _if_set("deadline"),
}
