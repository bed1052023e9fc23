"""Finds out the format of a file of contacts, and reads it."""

import codecs
from collections.abc import Iterator, Sequence
from itertools import islice

from gifter_adapters.contact_files.csv_rows import read_csv
from gifter_adapters.contact_files.vcards import FOLDED_BYTES, is_vcards, read_vcards
from gifter_domain.people.recipient_import import MAX_CONTACTS, Contact
from gifter_domain.shared.errors import InvalidInput, TooLarge


class ContactFiles:
    """Implements `ContactFileReader`. The text decides the format, not the file's name."""

    def read(self, file: bytes) -> Sequence[Contact]:
        text = _decoded(file)
        contacts = _at_most(MAX_CONTACTS, read_vcards(text) if is_vcards(text) else read_csv(text))
        if not contacts:
            raise InvalidInput.at("", "there is no contact in this file")
        return contacts


def _decoded(file: bytes) -> str:
    """Decodes UTF-8, or UTF-16 if there is its byte order mark, as spreadsheets write it.

    In vCards, bytes that are no text are kept by `surrogateescape`, since folded lines may separate
    the bytes of a letter.
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
        raise TooLarge(f"The file has more than {limit} contacts; import it in parts.")
    return taken
