"""Reading files of exchange rates."""

from datetime import date
from decimal import Decimal

import pytest

from builders.recommendations.rate_files import xml_file
from gifter_adapters.ecb.rates_file import read_rates
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.exchange_rates import RateSheet

DAY = date(2026, 11, 27)
RATES = {"USD": Decimal("1.0584"), "GBP": Decimal("0.8325")}


def test_the_daily_xml_file_is_read() -> None:
    content = xml_file("2026-11-27", {"USD": "1.0584", "GBP": "0.8325"})

    assert read_rates(content) == [RateSheet(DAY, RATES)]


def test_the_daily_csv_file_is_read() -> None:
    content = b"Date, USD, GBP, \n27 November 2026, 1.0584, 0.8325, \n"

    assert read_rates(content) == [RateSheet(DAY, RATES)]


def test_a_history_has_a_sheet_for_each_day_the_newest_first() -> None:
    content = b"Date,USD,BGN,GBP,\n2026-11-26,1.05,1.9558,0.83,\n2026-11-27,1.0584,N/A,0.8325,\n"

    newest, before = read_rates(content)

    assert newest == RateSheet(DAY, RATES)
    assert before.per_euro["BGN"] == Decimal("1.9558")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>Not found</html>",
        b"<broken",
        b"Product,Price\nmug,3\n",
        b"Date,USD\nyesterday,1.05\n",
        b"Date,USD\n2026-11-27,many\n",
        b"Date,USD\n2026-11-27,-1\n",
        b"Date,USD\n2026-11-27,NaN\n",
        b"\xff\xfe",
        b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
    ],
)
def test_other_files_and_wrong_rates_are_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput):
        read_rates(content)
