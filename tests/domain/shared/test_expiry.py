"""Things expire at an instant, from then on."""

from datetime import timedelta

import pytest

from builders.core.clocks import NOON
from gifter_domain.shared.expiry import is_expired

MOMENT = timedelta(microseconds=1)


def test_what_has_no_expiry_never_expires() -> None:
    assert not is_expired(None, NOON)


@pytest.mark.parametrize("ago", [0 * MOMENT, MOMENT])
def test_a_thing_is_expired_at_its_instant_and_after_it(ago: timedelta) -> None:
    assert is_expired(NOON - ago, NOON)


def test_a_thing_is_not_expired_before_its_instant() -> None:
    assert not is_expired(NOON + MOMENT, NOON)
