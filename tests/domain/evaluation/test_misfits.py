"""Gifts that a request should never get."""

import pytest

from gifter_domain.evaluation.misfits import Gift, Wanted, gender_of, is_minor, misfits
from gifter_domain.shared.money import Budget, Money

CHILD = Wanted(
    budget=Budget("GBP", 1000, 2000),
    ages=((9, 10),),
    gender="male",
    is_minor=True,
    excludes=frozenset({"nuts"}),
)


@pytest.mark.parametrize(
    ("gift", "reasons"),
    [
        (Gift(price=Money(1500, "GBP"), ages=(5, 9), genders=frozenset({"male"})), set()),
        (Gift(), set()),
        (Gift(price=Money(2100, "GBP")), {"budget"}),
        (Gift(price=Money(1500, "EUR")), {"budget"}),
        (Gift(ages=(11, 100)), {"age"}),
        (Gift(ages=(0, 8)), {"age"}),
        (Gift(genders=frozenset({"female"})), {"gender"}),
        (Gift(adult_only=True), {"adult"}),
        (Gift(contains=frozenset({"alcohol", "nuts"})), {"adult", "excluded"}),
    ],
)
def test_a_gift_breaks_the_conditions_that_its_facts_contradict(
    gift: Gift, reasons: set[str]
) -> None:
    assert misfits(CHILD, gift) == reasons


def test_without_conditions_everything_fits() -> None:
    assert misfits(Wanted(), Gift(adult_only=True, ages=(3, 6))) == set()


def test_a_gift_for_one_of_several_recipients_fits() -> None:
    assert misfits(Wanted(ages=((4, 4), (9, 9))), Gift(ages=(8, 12))) == set()


def test_only_ages_that_end_below_eighteen_are_surely_of_a_minor() -> None:
    assert is_minor([(17, 17)])
    assert not is_minor([(13, 19)])


def test_relationships_say_a_gender_or_none() -> None:
    assert [gender_of(one) for one in ("mum", "uncle", "friend", None)] == [
        "female",
        "male",
        None,
        None,
    ]
