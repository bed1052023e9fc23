"""Finds out the format of a file of contacts, and reads it."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from gifter_adapters.contact_files.csv_rows import read_csv
from gifter_adapters.contact_files.date_words import date_words
from gifter_adapters.contact_files.vcards import begins_cards, read_vcards
from gifter_adapters.encodings import decoded
from gifter_domain.people.recipient_import import MAX_CONTACTS, Contact, with_birthdays
from gifter_domain.people.written_birthdays import DateOrder
from gifter_domain.shared.errors import InvalidInput, TooLarge


class ContactFiles:
    """Implements `ContactFileReader`. The text decides the format, not the file's name."""

    def __init__(self) -> None:
        self._words = date_words()

    def read(self, file: bytes, today: date, order: DateOrder | None = None) -> Sequence[Contact]:
        stated, read = (None, read_vcards(file)) if begins_cards(file) else read_csv(decoded(file))
        contacts = _at_most(MAX_CONTACTS, read)
        if not contacts:
            raise InvalidInput.at("", "there is no contact in this file")
        return with_birthdays(contacts, self._words, today, order or stated)


def _at_most(limit: int, contacts: Iterator[Contact]) -> list[Contact]:
    taken = list(islice(contacts, limit + 1))
    if len(taken) > limit:
        raise TooLarge(f"The file has more than {limit} contacts; import it in parts.")
    return taken
