"""Budgets in a request: limits, ranges, "around", shares of several givers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from gifter_domain.language.lexicons import Lexicon, lexicon_of
from gifter_domain.language.reading.amounts import Amount, amounts_in
from gifter_domain.language.reading.contributions import contributions_in
from gifter_domain.language.reading.money_words import limit_before, share_around, sides_of
from gifter_domain.language.reading.text import Text, tail
from gifter_domain.shared.money import MINOR_DIGITS, Budget

SOFT = Decimal("0.25")  # "around £40" means this much to either side
_MOST = 10**12  # minor units; a larger number is not a price
_NEAR = 30  # letters between the two ends of a budget
_DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD")


@dataclass(frozen=True, slots=True)
class StatedBudget:
    """A budget in minor units as a request states it.

    `around` is the middle of a soft budget. `per` is "each" or "total" where that is stated.
    `is_home` is True if no currency is named, so that the home currency is meant.
    """

    currency: str
    min: int | None = None
    max: int | None = None
    around: int | None = None
    per: str | None = None
    is_home: bool = False

    @property
    def range(self) -> Budget:
        """Returns both ends as a price range."""
        return Budget(self.currency, self.min, self.max)


@dataclass(frozen=True, slots=True)
class _Mention:
    """One or two amounts with the kind of limit that the words around them state."""

    amounts: tuple[Amount, ...]
    kind: str  # "most", "least", "near", "budget" or "" if none is stated
    per: str | None
    start: int
    end: int

    @property
    def unit(self) -> str | None:
        return next((amount.unit for amount in self.amounts if amount.unit is not None), None)


def read_budget(text: Text, language: str, home: str, givers: int | None) -> StatedBudget | None:
    """Reads the budget of a request and marks its words as understood.

    The first mention counts. A later one adds an end that the first left open. Shares of several
    givers are added up.
    """
    lexicon = lexicon_of(language)
    if summed := contributions_in(text.plain, lexicon):
        text.note("budget", summed.start, summed.end)
        text.hide(summed.start, summed.end)
        return _budget(_Mention((summed,), "most", "total", summed.start, summed.end), home)
    counts = lexicon.phrases("people", "givers").find(text.plain)
    free = [
        m
        for m in _mentions(text.plain, lexicon)
        if not text.is_taken(m.start, m.end)
        and (
            m.unit
            or len(m.amounts) > 1
            or not any(m.start < hit.end and hit.start < m.end for hit in counts)
        )
    ]
    mentions = _of_this_gift(text, lexicon, free)
    for mention in mentions:
        text.note("budget", mention.start, mention.end)
        text.hide(mention.start, mention.end)
    budgets = [budget for mention in mentions if (budget := _budget(mention, home))]
    if not budgets:
        return None
    if _is_summed(text.plain, lexicon, mentions, budgets):
        return replace(budgets[0], max=sum(b.max or 0 for b in budgets), per="total")
    first = budgets[0]
    for other in budgets[1:]:
        first = _joined(first, other)
    return _of_all(first, givers) if givers and first.per == "each" else first


def _of_this_gift(text: Text, lexicon: Lexicon, mentions: Sequence[_Mention]) -> Sequence[_Mention]:
    """Returns the amounts without incomes and debts, and without earlier gifts beside this one."""
    income = [m for m in mentions if _is_income(text.plain, lexicon, m)]
    earlier = [m for m in mentions if _is_earlier(text.plain, lexicon, m)]
    left = [m for m in mentions if m not in income and m not in earlier]
    for mention in mentions if left else income:
        if mention not in left:
            text.hide(mention.start, mention.end)
    return left or [m for m in mentions if m not in income]


def _is_income(plain: str, lexicon: Lexicon, mention: _Mention) -> bool:
    return bool(sides_of(lexicon.language)["income"].search(tail(plain, mention.start)))


def _is_earlier(plain: str, lexicon: Lexicon, mention: _Mention) -> bool:
    """Returns True if the clause of the amount says that it was spent before: "last year £80"."""
    sides = sides_of(lexicon.language)
    before = sides["clause"].split(tail(plain, mention.start))[-1]
    after = sides["clause"].split(plain[mention.end : mention.end + 50])[0]
    return bool(sides["earlier"].search(before) or sides["earlier"].search(after))


def _is_summed(
    plain: str, lexicon: Lexicon, mentions: Sequence[_Mention], budgets: Sequence[StatedBudget]
) -> bool:
    """Returns True if several givers put in an amount each: "I give £20 and my brother £30"."""
    gives = plain in lexicon.phrases("people", "contributes")
    one = {budget.currency for budget in budgets}
    return gives and len(budgets) > 1 and len(one) == 1 and not any(m.kind for m in mentions)


def _of_all(budget: StatedBudget, givers: int) -> StatedBudget:
    """Returns the sum of what the givers spend."""
    ends = (budget.min, budget.max, budget.around)
    least, most, around = (None if end is None else end * givers for end in ends)
    return replace(budget, min=least, max=most, around=around, per="total")


def _joined(first: StatedBudget, other: StatedBudget) -> StatedBudget:
    least = other.min if first.min is None else first.min
    most = other.max if first.max is None else first.max
    is_open = (first.min is None) != (other.min is None) and (first.max is None) != (
        other.max is None
    )
    agree = first.currency == other.currency and (least or 0) <= (most or _MOST)
    is_raised = first.min and first.max and other.max and not (other.min or other.around)
    if agree and is_raised and (other.max or 0) > (first.max or 0):
        return replace(first, max=other.max)  # "£20 to £25, but I could go to £30"
    return replace(first, min=least, max=most) if agree and is_open else first


def _budget(mention: _Mention, home: str) -> StatedBudget | None:
    unit = mention.unit
    plain_dollar = home if home in _DOLLARS else "USD"
    currency = plain_dollar if unit == "$" else unit or home
    scale = 10 ** MINOR_DIGITS.get(currency, 2)
    ends = sorted(int(amount.value * scale) for amount in mention.amounts)
    if ends[-1] > _MOST:
        return None
    budget = StatedBudget(currency, per=mention.per, is_home=not unit)
    if len(ends) == 2:
        return replace(budget, min=ends[0], max=ends[1])
    if mention.kind == "least":
        return replace(budget, min=ends[0])
    if mention.kind == "near":
        low, high = int(ends[0] * (1 - SOFT)), int(ends[0] * (1 + SOFT))
        return replace(budget, min=low, max=high, around=ends[0])
    return replace(budget, max=ends[0])


_CONNECTION = re.compile(
    r" ?(?:-|–|—|/|to|and|bis|und|or|oder|bis zu|up to|bis (?:max\.?|maximal|höchstens)"
    r"|to (?:max|at most)) ?"
)


def _mentions(plain: str, lexicon: Lexicon) -> list[_Mention]:
    amounts = amounts_in(plain, lexicon)
    mentions: list[_Mention] = []
    at = 0
    while at < len(amounts):
        pair = tuple(amounts[at : at + 2])
        between = plain[pair[0].end : pair[-1].start]
        is_range = len(pair) == 2 and _CONNECTION.fullmatch(between)
        if is_range and _is_pair(plain, lexicon, pair, between):
            mentions.append(_mention(plain, lexicon, pair))
            at += 2
            continue
        if raised := _raised(plain, lexicon, pair):
            mentions.append(raised)
            at += 2
            continue
        mention = _with_next_unit(plain, lexicon, pair)
        if mention.unit is not None or _is_bare_limit(plain, lexicon, mention):
            mentions.append(mention)
        elif is_range and _is_bare_limit(plain, lexicon, both := _mention(plain, lexicon, pair)):
            mentions.append(both)
            at += 1
        at += 1
    return mentions


def _is_pair(plain: str, lexicon: Lexicon, pair: tuple[Amount, ...], between: str) -> bool:
    """Returns True if two amounts are one range: "£20-30", or "budget 20-30" without a unit."""
    if any(amount.unit is not None for amount in pair):
        return True
    both = _mention(plain, lexicon, pair)
    return between.strip() in ("-", "–", "to", "bis") and _is_bare_limit(plain, lexicon, both)


_RAISES = re.compile(
    r",? (?:or |oder )?(?:maybe|perhaps|possibly|even|vielleicht|zur not|notfalls|allenfalls) "
    r"|,? ?[;(–-]? ?(?:but |or |and |aber |oder |und )?"
    r"(?:up to|at (?:the )?most|max(?:imum)?|bis(?: zu)?|höchstens|maximal|no more than"
    r"|stretching to|can stretch to|could stretch to|could go to) "
)
_RAISED = re.compile(
    r" (?:at a (?:push|stretch|pinch)|if need be|if pushed|zur not|notfalls)(?!\w)"
)


def _raised(plain: str, lexicon: Lexicon, pair: tuple[Amount, ...]) -> _Mention | None:
    """Returns the mention of the second amount, a limit above the first: "£30, maybe £35"."""
    if len(pair) < 2 or pair[0].unit is None or pair[1].unit not in (None, pair[0].unit):
        return None
    between = plain[pair[0].end : pair[1].start]
    if _mention(plain, lexicon, (pair[0],)).kind == "least":
        return None
    is_raised = between in (", ", " or ") and _RAISED.match(plain, pair[1].end)
    if not (is_raised or _RAISES.fullmatch(between)) or pair[1].value <= pair[0].value:
        return None
    most = replace(pair[1], unit=pair[0].unit, start=pair[0].start)
    return replace(_mention(plain, lexicon, (most,)), kind="most")


def _with_next_unit(plain: str, lexicon: Lexicon, pair: Sequence[Amount]) -> _Mention:
    """Returns the mention of the first amount; "at least 50, at most 80 euros" shares the unit."""
    mention = _mention(plain, lexicon, (pair[0],))
    if len(pair) < 2 or pair[0].unit is not None or pair[1].unit is None:
        return mention
    kinds = {mention.kind, _mention(plain, lexicon, (pair[1],)).kind}
    if kinds != {"most", "least"} or pair[1].start - pair[0].end > _NEAR:
        return mention
    return replace(mention, amounts=(replace(pair[0], unit=pair[1].unit),))


def _mention(plain: str, lexicon: Lexicon, amounts: tuple[Amount, ...]) -> _Mention:
    start, end = amounts[0].start, amounts[-1].end
    sides = sides_of(lexicon.language)
    before, after = plain[max(0, start - 70) : start], plain[end : end + 50]
    kind, kind_start = limit_before(before, sides)
    kind_end = 0
    for name in ("near", "most", "least"):
        if found := sides[f"{name}_after"].match(after):
            if name == "near" and kind in ("most", "least"):
                continue
            kind, kind_end = name, found.end()
    if amounts[-1].has_plus:
        kind = "least"
    if kind == "least" and sides["too_much"].match(after):
        kind = "most"
    elif kind == "most" and (found := sides["too_little"].match(after)):
        kind, kind_end = "least", found.end()
    if any(amount.is_vague for amount in amounts) and kind not in ("most", "least"):
        kind = "near"
    per, per_end = share_around(before, after[kind_end:], sides)
    if per is None and plain[start : start + 2] == "a " and sides["slang_share"].search(before):
        per = "each"  # "twelve of us put in a fiver"
    first = start - (len(before) - kind_start) if kind_start is not None else start
    return _Mention(amounts, kind, per, first, end + kind_end + per_end)


def _is_bare_limit(plain: str, lexicon: Lexicon, mention: _Mention) -> bool:
    """Returns True if a number without a unit is an amount: "max 25", and not "under 12 years"."""
    sides = sides_of(lexicon.language)
    after = plain[mention.amounts[-1].end :]
    is_age = sides["majority"].match(plain, mention.start)
    if is_age and not sides["spends"].search(tail(plain, mention.start)):
        return False
    if sides["counted"].match(after) or sides["aged"].search(tail(plain, mention.start)):
        return False
    if len(mention.amounts) > 1 and sides["bare_range"].search(tail(plain, mention.start)):
        return True
    begins = mention.start < mention.amounts[0].start or mention.per == "each"
    if not begins and not sides["begin"].search(tail(plain, mention.start)):
        return False
    if mention.kind in ("most", "budget") or mention.per == "each":
        return True
    if mention.kind == "least" and sides["bare_least"].match(plain[mention.start :]):
        return True
    before = re.split("[.;!?] ", tail(plain, mention.start))[-1]
    near = before[-40:] + plain[mention.start : mention.end]
    return len(mention.amounts) + bool(mention.kind) > 1 and bool(sides["spends"].search(near))
