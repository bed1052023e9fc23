"""An import creates nobody twice, overwrites nothing and gives a reason for each skip."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.people.birthday import Birthday, birthdays_agree
from gifter_domain.people.recipient import Recipient, name_key
from gifter_domain.people.recipient_import import (
    Contact,
    ImportOutcome,
    ImportPlan,
    Reason,
    UnusedBirthday,
    plan_import,
    with_birthdays,
)

TODAY = date(2026, 11, 21)


def a_recipient(recipient_id: str, name: str, birthday: Birthday | None = None) -> Recipient:
    return Recipient(
        id=recipient_id,
        owner_id="ada",
        user_id=None,
        name=name,
        relationship=None,
        birthday=birthday,
        notes=None,
        avatar_url=None,
        expires_at=None,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        updated_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def planned(known: list[Recipient], contacts: list[Contact], run: str = "new") -> ImportPlan:
    return plan_import(known, contacts, [f"{run}{n}" for n in range(len(contacts))], TODAY)


def carried_out(known: list[Recipient], plan: ImportPlan) -> list[Recipient]:
    """Returns the recipients after the plan was carried out."""
    changed = [replace(r, birthday=plan.birthdays.get(r.id, r.birthday)) for r in known]
    new = [
        a_recipient(recipient_id, details["name"] or "", details["birthday"])
        for recipient_id, details in plan.created.items()
    ]
    return changed + new


def outcomes(plan: ImportPlan) -> list[tuple[ImportOutcome, Reason | None]]:
    return [(contact.outcome, contact.reason) for contact in plan.contacts]


_birthdays = st.sampled_from(
    [None, Birthday(5, 1), Birthday(5, 1, 1990), Birthday(5, 1, 1991), Birthday(2, 29)]
)
_names = st.sampled_from(["Ana", " ana ", "ANA", "Bo", "Strauß", "STRAUSS", "", "\x00", "x" * 101])
_problems = st.sampled_from([None, None, None, Reason.UNREADABLE])
_contacts = st.lists(
    st.builds(
        Contact, st.integers(1, 99), _names, _birthdays, relationship=st.text(), problem=_problems
    ),
    max_size=8,
)
_known = st.lists(st.tuples(st.sampled_from(["Ana", "Bo"]), _birthdays), max_size=4).map(
    lambda people: [a_recipient(f"r{n}", *person) for n, person in enumerate(people)]
)


@given(_known, _contacts)
def test_importing_the_same_file_again_changes_nothing(
    known: list[Recipient], contacts: list[Contact]
) -> None:
    first = planned(known, contacts)

    again = planned(carried_out(known, first), contacts, "again")

    assert again.created == {}
    assert again.birthdays == {}
    skipped = [c.outcome is ImportOutcome.SKIPPED for c in first.contacts]
    assert [c.outcome is ImportOutcome.SKIPPED for c in again.contacts] == skipped


@given(_known, _contacts)
def test_every_contact_of_the_file_is_a_recipient_afterwards_with_its_birthday(
    known: list[Recipient], contacts: list[Contact]
) -> None:
    plan = planned(known, contacts)
    after = {recipient.id: recipient for recipient in carried_out(known, plan)}

    assert len(plan.contacts) == len(contacts)
    for recipient in known:
        assert birthdays_agree(recipient.birthday, after[recipient.id].birthday)
        assert recipient.birthday is None or after[recipient.id].birthday is not None
    for contact, result in zip(contacts, plan.contacts, strict=True):
        assert result.line == contact.line
        assert (result.recipient_id is None) == (result.outcome is ImportOutcome.SKIPPED)
        if result.recipient_id is not None:
            recipient = after[result.recipient_id]
            assert name_key(recipient.name or "") == name_key(contact.name)
            assert birthdays_agree(recipient.birthday, contact.birthday)


def test_a_contact_with_the_same_name_and_another_birthday_is_another_person() -> None:
    known = [a_recipient("r1", "Ana", Birthday(5, 1, 1990))]

    plan = planned(known, [Contact(1, "Ana", Birthday(5, 1, 1991)), Contact(2, "ana")])

    assert outcomes(plan) == [
        (ImportOutcome.CREATED, None),
        (ImportOutcome.MATCHED, Reason.SAME_NAME),
    ]
    assert plan.contacts[1].recipient_id == "r1"


def test_a_missing_birthday_is_added_and_a_known_one_never_replaced() -> None:
    known = [a_recipient("r1", "Ana"), a_recipient("r2", "Bo", Birthday(5, 1, 1990))]

    plan = planned(known, [Contact(1, "Ana", Birthday(2, 29)), Contact(2, "Bo", Birthday(5, 1))])

    assert plan.birthdays == {"r1": Birthday(2, 29)}
    assert outcomes(plan) == [
        (ImportOutcome.MATCHED, Reason.BIRTHDAY_ADDED),
        (ImportOutcome.MATCHED, Reason.SAME_NAME_AND_BIRTHDAY),
    ]


def test_a_skipped_contact_has_a_reason() -> None:
    contacts = [
        Contact(1),
        Contact(2, "x" * 101),
        Contact(3, "a\x00b"),
        Contact(4, problem=Reason.UNREADABLE),
        Contact(5, "Ana", Birthday(1, 1, 2027)),
        Contact(6, "Bo", unused=UnusedBirthday("circa 1960", Reason.BIRTHDAY_UNREADABLE)),
    ]

    assert outcomes(planned([], contacts)) == [
        (ImportOutcome.SKIPPED, Reason.NAME_MISSING),
        (ImportOutcome.SKIPPED, Reason.NAME_REFUSED),
        (ImportOutcome.SKIPPED, Reason.NAME_REFUSED),
        (ImportOutcome.SKIPPED, Reason.UNREADABLE),
        (ImportOutcome.CREATED, Reason.BIRTHDAY_UNREADABLE),
        (ImportOutcome.CREATED, Reason.BIRTHDAY_UNREADABLE),
    ]


def test_an_unused_birthday_is_named_for_new_and_matched_contacts() -> None:
    unused = UnusedBirthday("3/4/1985", Reason.BIRTHDAY_AMBIGUOUS)
    contacts = [Contact(1, "Ana", unused=unused), Contact(2, "Bo", unused=unused)]

    plan = planned([a_recipient("r1", "Ana")], contacts)

    assert outcomes(plan) == [
        (ImportOutcome.MATCHED, Reason.SAME_NAME),
        (ImportOutcome.CREATED, Reason.BIRTHDAY_AMBIGUOUS),
    ]
    assert [one.unused_birthday for one in plan.contacts] == [unused, unused]


def test_of_several_birthdays_the_first_is_taken_and_the_first_other_one_named() -> None:
    written = ("circa 1960", "1985-04-15", "16 April", "--04-15")
    (contact,) = with_birthdays([Contact(1, "Ana", written=written)], {"april": 4}, TODAY, None)

    assert contact.birthday == Birthday(4, 15, 1985)
    assert contact.unused == UnusedBirthday("circa 1960", Reason.BIRTHDAY_UNREADABLE)


def test_a_year_is_taken_from_another_column_of_the_same_birthday() -> None:
    contact = Contact(1, "Ana", written=("15 April", "1985-04-15", "16 April"))

    (read,) = with_birthdays([contact], {"april": 4}, TODAY, None)

    assert read.birthday == Birthday(4, 15, 1985)
    assert read.unused == UnusedBirthday("16 April", Reason.BIRTHDAY_DIFFERS)


def test_long_texts_are_cut_and_unstorable_characters_removed() -> None:
    contact = Contact(
        1, " Ana\n Lu ", relationship="r" * 200, notes="a\x00b\n\tc\ud800" + "n" * 9_999
    )

    [details] = planned([], [contact]).created.values()

    assert details["name"] == "Ana Lu"
    assert details["relationship"] == "r" * 100
    assert (details["notes"] or "").startswith("ab\n\tcn")
    assert len(details["notes"] or "") == 5_000
