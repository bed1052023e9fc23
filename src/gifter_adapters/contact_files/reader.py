"""Telling what a file is, and reading it."""

import codecs
from collections.abc import Iterator, Sequence
from itertools import islice

from gifter_adapters.contact_files.csv_rows import read_csv
from gifter_adapters.contact_files.vcards import FOLDED_BYTES, is_vcards, read_vcards
from gifter_domain.people.recipient_import import MAX_CONTACTS, Contact
from gifter_domain.shared.errors import InvalidInput, TooLarge


class ContactFiles:
    """Implements `ContactFileReader`; a file is what its text is, whatever it is called."""

    def read(self, file: bytes) -> Sequence[Contact]:
        text = _decoded(file)
        contacts = _at_most(MAX_CONTACTS, read_vcards(text) if is_vcards(text) else read_csv(text))
        if not contacts:
            raise InvalidInput.at("", "there is no contact in this file")
        return contacts


def _decoded(file: bytes) -> str:
    """UTF-8, or what a byte order mark says: spreadsheets write UTF-16 with one.

    Of vCards, bytes that are no text stay as `surrogateescape` has them, since the folding of
    lines may part the bytes of a letter.
    """
    wide = file.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = file.decode("utf-16" if wide else "utf-8-sig", "strict" if wide else FOLDED_BYTES)
        return text if is_vcards(text) else text.encode().decode()
    except UnicodeError as error:
        raise InvalidInput.at("", "the file is not UTF-8 text; save it as UTF-8") from error


def _at_most(limit: int, contacts: Iterator[Contact]) -> list[Contact]:
    taken = list(islice(contacts, limit + 1))
    if len(taken) > limit:
        raise TooLarge(f"The file holds more than {limit} contacts; import it in parts.")
    return taken
