"""Contacts are read from the files of phones, address books and spreadsheets."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_adapters.contact_files.reader import ContactFiles
from gifter_domain.people.birthday import Birthday
from gifter_domain.people.recipient_import import MAX_CONTACTS, Contact, Reason, UnusedBirthday
from gifter_domain.people.written_birthdays import DateOrder
from gifter_domain.shared.errors import InvalidInput, TooLarge

FILES = Path(__file__).parents[2] / "data" / "recipients"


TODAY = date(2026, 11, 21)


def read(file: bytes, order: DateOrder | None = None) -> Sequence[Contact]:
    return ContactFiles().read(file, TODAY, order)


def unread(text: str, reason: Reason = Reason.BIRTHDAY_UNREADABLE) -> UnusedBirthday:
    return UnusedBirthday(text, reason)


def contacts_in(name: str) -> list[Contact]:
    return list(read((FILES / name).read_bytes()))


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
        contact.name: (contact.birthday, contact.unused)
        for contact in contacts_in("birthdays-4.0.vcf")
    }

    assert found == {
        "Ana Luísa Silva": (Birthday(2, 29), None),
        "Date": (Birthday(4, 15, 1985), None),
        "Time too": (Birthday(4, 15, 1985), None),
        "Local time with an offset": (Birthday(4, 15, 1985), None),
        "No year": (Birthday(4, 15), None),
        "Year and month": (None, unread("1985-04")),
        "Month": (None, unread("--04")),
        "Day": (None, unread("---15")),
        "Words": (None, unread("circa 1800")),
        "No such day": (None, unread("20250229")),
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
    assert read(card.encode()) == [Contact(1, "The Silvas", problem=problem)]


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
        Contact(6, "Dana", Birthday(4, 15, 1990)),
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
        Contact(5, "Cy", unused=unread("irgendwann")),
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
    assert read(f"{header}\n{row}".encode()) == [Contact(2, "Jörg Groß")]


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
        ("15.04.85", "1985-04-15"),
        ("15.04", None),
        ("1.2.3.4", None),
    ],
)
def test_a_day_written_with_dots_begins_with_the_day(written: str, birthday: str | None) -> None:
    (contact,) = read(f"name,birthday\nAna,{written}".encode())

    assert contact.birthday == (Birthday.parsed(birthday) if birthday else None)
    assert (contact.unused is None) == (birthday is not None)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_of_csv_is_detected(delimiter: str) -> None:
    text = delimiter.join(["Birthday", "Name"]) + "\n" + delimiter.join(["--04-15", "Ana, Bo; Cy"])
    quoted = re.sub("Ana.*", '"Ana, Bo; Cy"', text)

    assert read(quoted.encode()) == [Contact(2, "Ana, Bo; Cy", Birthday(4, 15))]


def test_a_letter_split_by_line_folding_is_restored() -> None:
    card = a_card("FN:Zoë").encode().replace(b"\xc3\xab", b"\xc3\r\n \xab")

    assert [contact.name for contact in read(card)] == ["Zoë"]


def test_a_card_of_version_2_1_is_read_as_android_writes_it() -> None:
    name = "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=47=72=6F=C3=9F;=4A=C3=B6=72=67;;;"
    card = a_card(
        name,
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4A=C3=B6=72=67=20=",
        "=47=72=6F=C3=9F",
        "TEL;CELL;PREF:+440000000000",
        "NOTE;QUOTED-PRINTABLE:likes tea=0D=0Aand cake",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2012-06-02;1;;;;;;;;;;;;;",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;1985-04-15;3;;;;;;;;;;;;;",
        version="2.1",
    )

    (contact,) = read(card.encode())

    assert (contact.name, contact.notes) == ("Jörg Groß", "likes tea\r\nand cake")
    assert [one.name for one in read(a_card(name, version="2.1").encode())] == ["Jörg Groß"]
    assert contact.birthday == Birthday(4, 15, 1985)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("FN;CHARSET=ISO-8859-1:Jörg Groß".encode("latin-1"), "Jörg Groß"),
        ("FN;CHARSET=windows-1251:Иван".encode("cp1251"), "Иван"),
        ("FN:Jörg Groß".encode("cp1252"), "Jörg Groß"),
        (b"FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=F6rg", "Jörg"),
        (b"FN;ENCODING=QUOTED-PRINTABLE;CHARSET=NONSENSE:J=C3=B6rg", "Jörg"),
        (b'FN;X-NOTE="a:b;c":Ana', "Ana"),
    ],
)
def test_the_letters_of_a_card_are_read_in_the_encoding_it_declares(line: bytes, name: str) -> None:
    card = b"BEGIN:VCARD\r\nVERSION:2.1\r\n" + line + b"\r\nEND:VCARD\r\n"

    assert [contact.name for contact in read(card)] == [name]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_cards_are_read_from_unicode_of_any_kind(encoding: str) -> None:
    assert [one.name for one in read(a_card("FN:Zoë").encode(encoding))] == ["Zoë"]


@pytest.mark.parametrize(
    ("written", "birthday"),
    [
        ("BDAY;X-APPLE-OMIT-YEAR=1904:1904-07-05", "--07-05"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604;VALUE=DATE:16040229", "--02-29"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1985-04-15", "1985-04-15"),
        ("BDAY:4/15/1985", "1985-04-15"),
        ("BDAY;VALUE=text:15 April 1985", "1985-04-15"),
    ],
)
def test_a_card_names_the_year_that_stands_for_none(written: str, birthday: str) -> None:
    (contact,) = read(a_card("FN:Ana", written).encode())

    assert contact.birthday == Birthday.parsed(birthday)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("First Name,Last Name,Birthday,Anniversary", "Jörg,Groß,4/15/1985,6/2/2012"),
        ("Vorname;Nachname;Geburtstag;Jahrestag", "Jörg;Groß;15.04.1985;02.06.2012"),
        ("Prénom;Nom;Date de naissance", "Jörg;Groß;15/04/1985"),
        ("Prénom;Nom de famille;Anniversaire", "Jörg;Groß;15 avril 1985"),
        ("Nombre,Apellidos,Cumpleaños,Aniversario", "Jörg,Groß,15/4/1985,2/6/2012"),
        ("Nombre completo,Fecha de nacimiento", "Jörg Groß,15 de abril de 1985"),
        ("Nome;Cognome;Data di nascita", "Jörg;Groß;15/04/85"),
        ("Nome,Compleanno", "Jörg Groß,15 apr 1985"),
        ("Voornaam;Achternaam;Verjaardag", "Jörg;Groß;15-4-1985"),
        ("Naam;Geboortedatum", "Jörg Groß;15 april 1985"),
        ("Nome;Sobrenome;Aniversário", "Jörg;Groß;15/04/1985"),
        ("Nome completo;Data de nascimento", "Jörg Groß;15 de abril de 1985"),
        ("Display Name,Birth Year,Birth Month,Birth Day", "Jörg Groß,1985,4,15"),
        ("Anzeigename;Geburtsjahr;Geburtsmonat;Geburtstag", "Jörg Groß;1985;4;15"),
        ("Name,Year,Month,Day", "Jörg Groß,1985,April,15"),
        ("First Name,Last Name,Birthday,Event 1 - Label,Event 1 - Value",
         "Jörg,Groß,,Birthday,1985-04-15"),
        ("Name,Event 1 - Type,Event 1 - Value,Event 2 - Type,Event 2 - Value",
         "Jörg Groß,Anniversary,2012-06-02,Geburtstag,1985-04-15"),
    ],
)  # fmt: skip
def test_columns_are_found_in_the_languages_of_the_big_exporters(header: str, row: str) -> None:
    for start in ("", "sep=;\n" if ";" in header else "sep=,\r\n"):
        (contact,) = read(f"{start}{header}\n{row}\n".encode())

        assert (contact.name, contact.birthday) == ("Jörg Groß", Birthday(4, 15, 1985))
        assert contact.unused is None
        assert contact.line == (3 if start else 2)


@pytest.mark.parametrize(
    ("header", "row", "text"),
    [
        ("name,birth year,birth month,birth day", "Ana,1985,,", "1985"),
        ("name,birth year", "Ana,1985", "1985"),
        ("name,birthday,birth date (old)", "Ana,1985-04-15,1985-04-16", "1985-04-16"),
        ("name,my birthday field", "Ana,in spring", "in spring"),
        ("name,birthday", "Ana,3/4/1985", "3/4/1985"),
    ],
)
def test_what_looks_like_a_birthday_and_is_not_used_is_named(
    header: str, row: str, text: str
) -> None:
    (contact,) = read(f"{header}\n{row}\n".encode())

    assert contact.unused is not None
    assert contact.unused.text == text


@pytest.mark.parametrize("value", ["", "null", "0/0/00", "N/A", "-"])
def test_a_cell_that_says_that_there_is_no_birthday_is_no_fault(value: str) -> None:
    (contact,) = read(f"name,birthday\nAna,{value}\n".encode())

    assert (contact.birthday, contact.unused) == (None, None)


@pytest.mark.parametrize(
    ("names", "encoding"),
    [
        ("Jörg Groß\nÉloïse Lefèvre", "cp1252"),
        ("Jörg Groß\nZoë Müller\nÉloïse Lefèvre", "mac_roman"),
        ("Łukasz Żółć\nZofia Śliwińska", "cp1250"),
        ("Иван Петров\nМария Сидорова", "cp1251"),
        ("Jörg", "utf-16"),
        ("Jörg Groß", "utf-16-le"),
    ],
)
def test_spreadsheets_are_read_in_the_encodings_of_windows_and_macos(
    names: str, encoding: str
) -> None:
    file = f"name\n{names}\n".encode(encoding)

    assert [contact.name for contact in read(file)] == names.split("\n")


def test_an_encoding_that_cannot_be_told_is_refused_with_those_that_were_tried() -> None:
    with pytest.raises(InvalidInput) as refused:
        read("name\nGülşen Çağ\n".encode("cp1254"))

    assert "cp1254" in str(refused.value.details)


_cells = st.sampled_from(
    ["", "null", "1985", "1985-04-15", "3/4/1985", "15/4/1985", "4/15/85", "April", "12", "x"]
)


@given(st.lists(st.tuples(_cells, _cells, _cells, _cells), min_size=1, max_size=5))
def test_no_birthday_of_a_file_is_dropped_without_a_reason(rows: list[tuple[str, ...]]) -> None:
    header = "name,birthday,birth year,birth month,birth day"
    lines = [",".join(("Ana", *row)) for row in rows]

    for contact, row in zip(read("\n".join((header, *lines)).encode()), rows, strict=True):
        filled = any(cell not in ("", "null") for cell in row)
        assert filled == (contact.birthday is not None or contact.unused is not None)


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
        read(file)


def test_too_many_contacts_are_refused() -> None:
    row = "Ana\n"
    assert len(read(f"name\n{row * MAX_CONTACTS}".encode())) == MAX_CONTACTS
    with pytest.raises(TooLarge):
        read(f"name\n{row * (MAX_CONTACTS + 1)}".encode())


_lines = st.sampled_from(
    ["BEGIN:VCARD", "END:VCARD", "VERSION:3.0", "FN:Ana", 'FN;A="b', " folded", "BDAY:--0415", "N:"]
)


@given(st.lists(_lines | st.text(max_size=20), max_size=12).map("\n".join) | st.text(max_size=200))
def test_any_text_gives_contacts_or_an_error_message(text: str) -> None:
    for file in (text, f"BEGIN:VCARD\n{text}", f"name,birthday\n{text}"):
        try:
            contacts = read(file.encode("utf-8", "surrogatepass"))
        except InvalidInput:
            continue
        assert all(contact.line >= 1 for contact in contacts)


@given(st.binary(max_size=200))
def test_any_bytes_give_contacts_or_an_error_message(file: bytes) -> None:
    for start in (b"", b"BEGIN:VCARD\r\n", b"name\n"):
        try:
            read(start + file)
        except InvalidInput:
            continue


_ANDROID_IN_CODES = "".join(
    f"={byte:02X}" for byte in b"vnd.android.cursor.item/contact_event;1985-04-15;3;;"
)


@pytest.mark.parametrize(
    "lines",
    [
        ["item1.X-ABDATE;type=pref:1985-04-15", "item1.X-ABLabel:Birthday"],
        ["item2.X-ABLabel:_$!<Birthday>!$_", "item2.X-ABDATE:1985-04-15"],
        ["X-MS-BIRTHDAY:1985-04-15"],
        ["BDAY:", "X-BIRTHDAY:1985-04-15"],
        [f"X-ANDROID-CUSTOM;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{_ANDROID_IN_CODES}"],
    ],
)
def test_birthdays_are_read_from_the_properties_of_address_books(lines: list[str]) -> None:
    (contact,) = read(a_card("FN:Ana", *lines).encode())

    assert str(contact.birthday) == "1985-04-15"


def test_an_apple_day_of_another_kind_is_no_birthday() -> None:
    (contact,) = read(
        a_card("FN:A", "item1.X-ABDATE:2012-06-02", "item1.X-ABLabel:_$!<Anniversary>!$_").encode()
    )

    assert (contact.birthday, contact.unused) == (None, None)


@pytest.mark.parametrize(
    ("line", "unused"),
    [
        ("BDAY:1986-04-15", UnusedBirthday("1986-04-15", Reason.BIRTHDAY_DIFFERS)),
        ("BDAY;=:soon", unread("BDAY;=:soon")),
    ],
)
def test_a_second_birthday_of_a_card_is_named_with_its_reason(
    line: str, unused: UnusedBirthday
) -> None:
    (contact,) = read(a_card("FN:Ana", "BDAY:1985-04-15", line).encode())

    assert (str(contact.birthday), contact.unused) == ("1985-04-15", unused)


@pytest.mark.parametrize("value", ["00/00/0000", "0000/00/00", "0.0.0000", "0/0/00 0:00"])
def test_a_date_of_zeros_is_no_birthday_and_no_fault(value: str) -> None:
    (contact,) = read(f"Name,Geb.\nAna,{value}\n".encode())

    assert (contact.birthday, contact.unused) == (None, None)


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("Łukasz Wójcik", "cp1250"), ("Jürgen Groß", "latin-1")],
)
def test_the_encoding_of_cards_is_told_by_the_whole_file(name: str, encoding: str) -> None:
    file = a_card(f"FN:{name}", "NOTE:x", "BDAY:1985-04-15").encode(encoding)

    assert [contact.name for contact in read(file)] == [name]


def test_russian_letters_are_never_read_as_western_ones() -> None:
    with pytest.raises(InvalidInput):
        read(a_card("FN:Иван Петров").encode("cp1251"))


@pytest.mark.parametrize(
    ("column", "written", "birthday"),
    [
        ("Birthday (MM/DD)", "3/4", "--03-04"),
        ("Birthday (MM/DD/YYYY)", "3/4/1985", "1985-03-04"),
        ("DOB dd/mm/yyyy", "3/4/1985", "1985-04-03"),
        ("dob [M-D-YY]", "3-4-85", "1985-03-04"),
        ("Geburtstag (TT/MM/JJJJ)", "3/4/1985", "1985-04-03"),
        ("Date de naissance (JJ/MM/AAAA)", "3/4/1985", "1985-04-03"),
        ("Data di nascita gg/mm/aaaa", "3/4/1985", "1985-04-03"),
        ("Geboortedatum (dd-mm-jjjj)", "3-4-1985", "1985-04-03"),
        ("Birthday (YY/MM/DD)", "85/4/3", "1985-04-03"),
        ("Birthday (MM/DD)", "15/4", "--04-15"),
    ],
)
def test_a_column_that_states_the_order_of_day_and_month_is_read_in_it(
    column: str, written: str, birthday: str
) -> None:
    [contact] = read(f"Name,{column}\nAna,{written}\n".encode())

    assert (str(contact.birthday), contact.unused) == (birthday, None)


def test_the_order_that_the_user_gives_wins_over_that_of_the_column() -> None:
    [contact] = read(b"Name,Birthday (MM/DD)\nAna,3/4\n", DateOrder.DMY)

    assert str(contact.birthday) == "--04-03"


@pytest.mark.parametrize(
    ("written", "birthday"),
    [
        ("31152", "1985-04-15"),
        ("31152.0", "1985-04-15"),
        ("36586,5", "2000-03-01"),
        ("10000", "1927-05-18"),
        ("99999", None),
        ("1985", None),
    ],
)
def test_the_number_by_which_spreadsheets_store_a_day_is_read(
    written: str, birthday: str | None
) -> None:
    [contact] = read(f"Name;Birthday\nAna;{written}\n".encode())

    assert contact.birthday == (birthday and Birthday.parsed(birthday))
    assert contact.unused == (None if birthday else unread(written))
