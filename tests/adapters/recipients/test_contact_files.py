"""Contacts are read from the files of phones, address books and spreadsheets."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_adapters.contact_files.reader import ContactFiles
from gifter_domain.people.birthday import Birthday
from gifter_domain.people.recipient_import import MAX_CONTACTS, Contact, Reason
from gifter_domain.shared.errors import InvalidInput, TooLarge

FILES = Path(__file__).parents[2] / "data" / "recipients"


def contacts_in(name: str) -> list[Contact]:
    return list(ContactFiles().read((FILES / name).read_bytes()))


def a_card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def test_vcards_are_read_with_folded_lines_groups_and_any_case() -> None:
    notes = "Allergic to nuts, likes \nlong walks; and tea"

    assert contacts_in("contacts-3.0.vcf") == [
        Contact(1, "Ana Luísa Silva", Birthday(2, 29), notes=notes),
        Contact(16, "Chidi Okafor", Birthday(4, 15, 1985)),
        Contact(22, "Dana", Birthday(12, 1, 1990)),
        Contact(28, "Example Gardens"),
    ]


def test_birthdays_are_read_in_all_forms_of_vcard_4() -> None:
    found = {
        contact.name: (contact.birthday, contact.problem)
        for contact in contacts_in("birthdays-4.0.vcf")
    }

    unreadable = (None, Reason.BIRTHDAY_UNREADABLE)
    assert found == {
        "Ana Luísa Silva": (Birthday(2, 29), None),
        "Date": (Birthday(4, 15, 1985), None),
        "Time too": (Birthday(4, 15, 1985), None),
        "Local time with an offset": (Birthday(4, 15, 1985), None),
        "No year": (Birthday(4, 15), None),
        "Year and month": unreadable,
        "Month": unreadable,
        "Day": unreadable,
        "Words": unreadable,
        "No such day": unreadable,
        "Empty": (None, None),
    }


@pytest.mark.parametrize(
    ("version", "kind", "is_person"),
    [
        ("4.0", "KIND:individual", True),
        ("4.0", "KIND:x-of-our-own", True),
        ("4.0", "KIND:group", False),
        ("4.0", "item1.kind;VALUE=text:Org", False),
        ("4.0", "KIND:location", False),
        ("4.0", "KIND:device", False),
        ("3.0", "X-ADDRESSBOOKSERVER-KIND:group", False),
    ],
)
def test_a_card_that_is_no_person_is_listed_with_its_problem(
    version: str, kind: str, is_person: bool
) -> None:
    card = a_card(kind, "FN:The Silvas", version=version)

    problem = None if is_person else Reason.NOT_A_PERSON
    assert ContactFiles().read(card.encode()) == [Contact(1, "The Silvas", problem=problem)]


def test_one_broken_card_or_line_does_not_affect_the_others() -> None:
    assert contacts_in("broken.vcf") == [
        Contact(1, problem=Reason.UNREADABLE),
        Contact(4, problem=Reason.VERSION_UNSUPPORTED),
        Contact(9, "Spoiled by one line only"),
        Contact(15, problem=Reason.UNREADABLE),
        Contact(18),
        Contact(22, problem=Reason.UNREADABLE),
    ]


def test_csv_columns_are_found_by_many_names() -> None:
    assert contacts_in("people.csv") == [
        Contact(2, "Ana Luísa Silva", Birthday(2, 29), "my sister", "Likes tea,\nand long walks"),
        Contact(5, "Okafor, Chidi", Birthday(4, 15, 1985), "Friend (work)"),
        Contact(6, "Dana", problem=Reason.BIRTHDAY_UNREADABLE),
        Contact(7, birthday=Birthday(1, 1, 1990), relationship="aunt"),
        Contact(8, "Édouard"),
    ]
    assert contacts_in("address-book.csv") == [
        Contact(2, "Ana Silva", Birthday(4, 15, 1985)),
        Contact(3, "Chidi Okafor", notes="plays chess"),
    ]
    assert contacts_in("spreadsheet.csv") == [Contact(2, "Ana", Birthday(4, 15, 1985))]


def test_csv_in_german_is_read_too() -> None:
    assert contacts_in("adressbuch.csv") == [
        Contact(2, "Jörg Groß", Birthday(4, 15, 1985), "Bruder", "mag Tee; und Kekse"),
        Contact(3, "Ana Silva", Birthday(2, 9)),
        Contact(4, "Bo"),
        Contact(5, "Cy", problem=Reason.BIRTHDAY_UNREADABLE),
    ]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Vorname;Name", "Jörg;Groß"),
        ("Name;Vorname", "Groß;Jörg"),
        ("Name", "Jörg Groß"),
        ("Anzeigename;Vorname;Nachname", "Jörg Groß;J.;G."),
        ("Name;Given Name", "Jörg Groß;Jörg"),
    ],
)
def test_a_german_name_beside_a_first_name_is_the_last_one(header: str, row: str) -> None:
    assert ContactFiles().read(f"{header}\n{row}".encode()) == [Contact(2, "Jörg Groß")]


@pytest.mark.parametrize(
    ("written", "birthday"),
    [
        ("15.04.1985", "1985-04-15"),
        ("15. 4. 1985", "1985-04-15"),
        ("1.4.1985", "1985-04-01"),
        ("15.04.", "--04-15"),
        ("29.2.", "--02-29"),
        ("15.04.1604", "--04-15"),
        ("15.04.1985 00:00:00", "1985-04-15"),
        ("30.2.", None),
        ("04.15.1985", None),
        ("15.04.85", None),
        ("15.04", None),
        ("1.2.3.4", None),
    ],
)
def test_a_day_written_with_dots_begins_with_the_day(written: str, birthday: str | None) -> None:
    (contact,) = ContactFiles().read(f"name,birthday\nAna,{written}".encode())

    assert contact.birthday == (Birthday.parsed(birthday) if birthday else None)
    assert (contact.problem is None) == (birthday is not None)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_of_csv_is_detected(delimiter: str) -> None:
    text = delimiter.join(["Birthday", "Name"]) + "\n" + delimiter.join(["--04-15", "Ana, Bo; Cy"])
    quoted = re.sub("Ana.*", '"Ana, Bo; Cy"', text)

    assert ContactFiles().read(quoted.encode()) == [Contact(2, "Ana, Bo; Cy", Birthday(4, 15))]


def test_a_letter_split_by_line_folding_is_restored() -> None:
    card = a_card("FN:Zoë").encode().replace(b"\xc3\xab", b"\xc3\r\n \xab")

    assert [contact.name for contact in ContactFiles().read(card)] == ["Zoë"]


REFUSED = [
    b"",
    b"  \n ",
    b"\xff\xfe\x00",
    b"name\n\xff",
    b"{}",
    b"age,height\n1,2\n",
    b"BEGIN:VCARDS",
    b"name\n" + b'"' + b"x" * 200_000,
]


@pytest.mark.parametrize("file", REFUSED, ids=lambda file: repr(file[:12]))
def test_a_file_without_contacts_is_refused(file: bytes) -> None:
    with pytest.raises(InvalidInput):
        ContactFiles().read(file)


def test_too_many_contacts_are_refused() -> None:
    row = "Ana\n"
    assert len(ContactFiles().read(f"name\n{row * MAX_CONTACTS}".encode())) == MAX_CONTACTS
    with pytest.raises(TooLarge):
        ContactFiles().read(f"name\n{row * (MAX_CONTACTS + 1)}".encode())


_lines = st.sampled_from(
    ["BEGIN:VCARD", "END:VCARD", "VERSION:3.0", "FN:Ana", 'FN;A="b', " folded", "BDAY:--0415", "N:"]
)


@given(st.lists(_lines | st.text(max_size=20), max_size=12).map("\n".join) | st.text(max_size=200))
def test_any_text_gives_contacts_or_an_error_message(text: str) -> None:
    for file in (text, f"BEGIN:VCARD\n{text}", f"name,birthday\n{text}"):
        try:
            contacts = ContactFiles().read(file.encode("utf-8", "surrogatepass"))
        except InvalidInput:
            continue
        assert all(contact.line >= 1 for contact in contacts)


@given(st.binary(max_size=200))
def test_any_bytes_give_contacts_or_an_error_message(file: bytes) -> None:
    for start in (b"", b"BEGIN:VCARD\r\n", b"name\n"):
        try:
            ContactFiles().read(start + file)
        except InvalidInput:
            continue
