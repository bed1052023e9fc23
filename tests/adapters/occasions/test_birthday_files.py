"""Birthdays are read from the calendar files of many apps."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_adapters.ical.reading import BirthdayFiles
from gifter_domain.people.birthday import Birthday
from gifter_domain.people.recipient_import import Contact, Reason

TODAY = date(2026, 11, 21)
LISBON = ZoneInfo("Europe/Lisbon")


def read(*lines: str, calendar: str = "Home", zone: ZoneInfo = LISBON) -> Contact:
    file = ["BEGIN:VCALENDAR", "VERSION:2.0", f"X-WR-CALNAME:{calendar}", "BEGIN:VEVENT", *lines]
    whole = "\r\n".join([*file, "END:VEVENT", "END:VCALENDAR", ""])
    (contact,) = BirthdayFiles().read(whole.encode(), TODAY, zone)
    return contact


@pytest.mark.parametrize(
    ("title", "starts", "calendar", "name", "birthday"),
    [
        ("Ana's birthday", "19850415", "Home", "Ana", "1985-04-15"),
        ("Ana’s Birthday", "16040415", "Home", "Ana", "--04-15"),
        ("James' birthday", "19000415", "Home", "James", "--04-15"),
        ("Ana’s 40th Birthday", "20250415", "Home", "Ana", "1985-04-15"),
        ("Ana's birthday", "20250415", "Home", "Ana", "--04-15"),
        ("Birthday of Ana Silva", "19850415", "Home", "Ana Silva", "1985-04-15"),
        ("Geburtstag von Jörg", "19850415", "Home", "Jörg", "1985-04-15"),
        ("Jörg hat 41. Geburtstag", "20260415", "Home", "Jörg", "1985-04-15"),
        ("Ana Silva - Birthday", "19850415", "Home", "Ana Silva", "1985-04-15"),
        ("🎂 Georg (1985)", "19850415", "Contact birthdays", "Georg", "1985-04-15"),
        ("Georg *1985", "20200415", "Birthdays", "Georg", "1985-04-15"),
        ("Georg *", "19000218", "Geburtstage", "Georg", "--02-18"),
        ("Ana *1985", "20000229", "Birthdays", "Ana", "--02-29"),
        ("Donald Duck", "16041215", "Birthdays", "Donald Duck", "--12-15"),
        ("Silva\\, Ana's birthday", "20000229", "Home", "Silva, Ana", "2000-02-29"),
    ],
)
def test_a_birthday_is_found(
    title: str, starts: str, calendar: str, name: str, birthday: str
) -> None:
    contact = read(
        f"DTSTART;VALUE=DATE:{starts}", "RRULE:FREQ=YEARLY", f"SUMMARY:{title}", calendar=calendar
    )

    assert (contact.name, str(contact.birthday), contact.problem) == (name, birthday, None)
    assert contact.line == 4


@pytest.mark.parametrize(
    ("starts", "marks", "birthday"),
    [
        ("20160205", [], "--02-05"),  # made by hand some years ago
        ("20041231", [], "2004-12-31"),
        ("19700218", [], "--02-18"),
        ("19040312", [], "--03-12"),
        ("19700218", ["X-NEXTCLOUD-BC-UNKNOWN-YEAR:1"], "--02-18"),
        ("19700218", ["X-NEXTCLOUD-BC-YEAR:1970", "X-NEXTCLOUD-BC-UNKNOWN-YEAR:0"], "1970-02-18"),
        ("20120218", ["X-NEXTCLOUD-BC-FIELD-TYPE:BDAY", "X-NEXTCLOUD-BC-YEAR:2012"], "2012-02-18"),
        ("19600229", ["X-NEXTCLOUD-BC-UNKNOWN-YEAR:1"], "--02-29"),
    ],
)
def test_a_first_year_is_the_year_of_birth_only_if_nothing_else_is_likely(
    starts: str, marks: list[str], birthday: str
) -> None:
    contact = read(f"DTSTART;VALUE=DATE:{starts}", "RRULE:FREQ=YEARLY", "SUMMARY:🎂 Ana", *marks)

    assert (contact.name, str(contact.birthday)) == ("Ana", birthday)


@pytest.mark.parametrize(
    ("mark", "title"),
    [
        ("X-NEXTCLOUD-BC-FIELD-TYPE:DEATHDATE", "Ana"),
        ("CATEGORIES:Anniversary", "Wedding of Ana"),
    ],
)
def test_a_yearly_day_of_another_kind_is_no_birthday(mark: str, title: str) -> None:
    contact = read(
        "DTSTART;VALUE=DATE:19850415",
        "RRULE:FREQ=YEARLY",
        f"SUMMARY:{title}",
        mark,
        calendar="Birthdays",
    )

    assert contact.problem is Reason.NOT_A_BIRTHDAY


def test_every_twelve_months_is_yearly() -> None:
    contact = read(
        "DTSTART;VALUE=DATE:19850415", "RRULE:FREQ=MONTHLY;INTERVAL=12", "SUMMARY:Ana's birthday"
    )

    assert contact.birthday == Birthday(4, 15, 1985)


@pytest.mark.parametrize(
    ("starts", "zone", "birthday"),
    [
        (":19850414T230000Z", "Europe/Lisbon", "1985-04-15"),
        (":19850415T000000Z", "Europe/Lisbon", "1985-04-15"),
        (":19850415T050000Z", "America/New_York", "1985-04-15"),
        (";TZID=Asia/Tokyo:19850415T000000", "Europe/Lisbon", "1985-04-15"),
        (";TZID=Asia/Tokyo:19850415T235900", "Europe/Lisbon", "1985-04-15"),
        (":19850415T000000", "America/New_York", "1985-04-15"),
        (":00010101T000000Z", "America/New_York", None),
    ],
)
def test_an_instant_is_read_as_the_day_in_the_users_zone(
    starts: str, zone: str, birthday: str | None
) -> None:
    lines = f"DTSTART{starts}", "RRULE:FREQ=YEARLY", "SUMMARY:Ana's birthday"

    contact = read(*lines, zone=ZoneInfo(zone))

    assert contact.birthday == (Birthday.parsed(birthday) if birthday else None)


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["DTSTART;VALUE=DATE:19850415", "SUMMARY:Ana's birthday"], "not_a_birthday"),
        (["DTSTART;VALUE=DATE:19850415", "RRULE:FREQ=YEARLY", "SUMMARY:Rent"], "not_a_birthday"),
        (
            ["DTSTART:19850415T090000Z", "RRULE:FREQ=WEEKLY", "SUMMARY:Ana's birthday"],
            "not_a_birthday",
        ),
        (["DTSTART;VALUE=DATE:tomorrow", "SUMMARY:Ana's birthday"], "unreadable"),
        (["SUMMARY:Ana's birthday", "RRULE:FREQ=YEARLY"], "unreadable"),
    ],
)
def test_an_event_that_is_no_birthday_is_listed_with_its_problem(
    lines: list[str], problem: str
) -> None:
    assert read(*lines).problem == problem


@pytest.mark.parametrize(
    ("rule", "over"),
    [
        ("UNTIL=19990101", True),
        ("UNTIL=20261120T235959Z", True),
        ("UNTIL=20261121", False),
        ("UNTIL=20991231T000000", False),
        ("UNTIL=99991231T235959Z", False),
        ("UNTIL=00010101T000000Z", True),
        ("COUNT=41", True),
        ("COUNT=42", False),
        ("INTERVAL=1\r\nSTATUS:CONFIRMED", False),
        ("INTERVAL=1\r\nSTATUS:CANCELLED", True),
    ],
)
def test_a_birthday_whose_rule_has_ended_is_listed_as_over(rule: str, over: bool) -> None:
    yearly = f"RRULE:FREQ=YEARLY;{rule}"

    contact = read("DTSTART;VALUE=DATE:19850415", yearly, "SUMMARY:Ana's birthday")

    assert (contact.name, contact.problem) == ("Ana", Reason.OVER if over else None)


def test_properties_of_an_alarm_do_not_count_for_its_event() -> None:
    alarm = ["BEGIN:VALARM", "SUMMARY:Wake up", "TRIGGER:-PT15M", "END:VALARM"]

    contact = read(
        *alarm, "DTSTART;VALUE=DATE:19850415", "RRULE:FREQ=YEARLY", "SUMMARY:Ana's\r\n  birthday"
    )

    assert (contact.name, contact.problem) == ("Ana", None)


_line = st.one_of(
    st.sampled_from(
        [
            "BEGIN:VEVENT",
            "END:VEVENT",
            "BEGIN:VALARM",
            "RRULE:FREQ=YEARLY",
            "RRULE:FREQ=;BYDAY",
            "RRULE:FREQ=YEARLY;UNTIL=00010101T000000Z",
            "DTSTART;VALUE=DATE:20000229",
            "DTSTART;TZID=Mars/Olympus:20000229T000000",
            "DTSTART:99991231",
            "DTSTART:00010101T000000Z",
            "DTSTART:99991231T235959Z",
            "SUMMARY:Ana's 40th birthday",
            "SUMMARY;LANGUAGE:x",
            "CATEGORIES:BIRTHDAY,\\,",
            "X-GIFTER-NAME:A\\",
            "X-GIFTER-BIRTHDAY:--02-29",
        ]
    ),
    st.text(st.characters(codec="utf-8"), max_size=20),
)


@given(st.lists(_line, max_size=12))
def test_any_broken_file_gives_contacts_or_an_error_message(lines: list[str]) -> None:
    file = "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines])

    for contact in BirthdayFiles().read(file.encode("utf-8"), TODAY, LISBON):
        assert contact.problem is not None or contact.birthday is not None


@pytest.mark.parametrize(
    ("mark", "title", "name", "day"),
    [
        ("X-NEXTCLOUD-BC-FIELD-TYPE:ANNIVERSARY", "💍 Al (2012)", "Al", "2012-06-02"),
        ("X-KDE-KABC-ANNIVERSARY:YES", "Al's anniversary", "Al", "--06-02"),
        ("CATEGORIES:ANNIVERSARY", "Anniversary of Al and Bo", "Al and Bo", "--06-02"),
        ("CATEGORIES:Anniversary", "Ana", "Ana", "--06-02"),
    ],
)
def test_a_day_that_the_file_marks_as_an_anniversary_is_one(
    mark: str, title: str, name: str, day: str
) -> None:
    contact = read("DTSTART;VALUE=DATE:20120602", "RRULE:FREQ=YEARLY", mark, f"SUMMARY:{title}")

    assert (contact.name, str(contact.anniversary)) == (name, day)
    assert (contact.birthday, contact.problem) == (None, None)


def calendar_in(encoding: str, title: str, *, mark: str = "") -> bytes:
    """Returns a calendar with a birthday in this encoding; `mark` comes after `SUMMARY`."""
    lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "DTSTART;VALUE=DATE:19850415"]
    lines += ["RRULE:FREQ=YEARLY", f"SUMMARY{mark}:{title}", "END:VEVENT", "END:VCALENDAR", ""]
    return "\r\n".join(lines).encode(encoding)


@pytest.mark.parametrize(
    ("encoding", "mark", "name"),
    [
        ("cp1252", "", "Jörg Müller"),
        ("iso8859-1", ";CHARSET=ISO-8859-1", "Zoë"),
        ("cp1251", ";LANGUAGE=ru;CHARSET=windows-1251", "Анна"),
        ("koi8_r", ';CHARSET="KOI8-R"', "Анна Каренина"),
        ("cp1252", ";CHARSET=nonsense", "Jörg Müller"),
        ("utf-8", ";CHARSET=iso-8859-1", "Jörg"),
        ("utf-8-sig", "", "Jörg"),
        ("utf-16", "", "Zoë"),
    ],
)
def test_a_calendar_is_read_in_its_declared_or_else_its_detected_encoding(
    encoding: str, mark: str, name: str
) -> None:
    file = calendar_in(encoding, f"{name}'s birthday", mark=mark)

    [contact] = BirthdayFiles().read(file, TODAY, LISBON)

    assert (contact.name, str(contact.birthday)) == (name, "1985-04-15")


def test_a_letter_of_a_calendar_that_is_split_by_folding_is_restored() -> None:
    file = calendar_in("utf-8", "Jörg's birthday").replace(b"\xc3\xb6", b"\xc3\r\n \xb6")

    [contact] = BirthdayFiles().read(file, TODAY, LISBON)

    assert contact.name == "Jörg"
