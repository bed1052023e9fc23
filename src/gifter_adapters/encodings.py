"""Decodes imported files: UTF-8, UTF-16 and the encodings of Windows, macOS and DOS."""

import codecs
import re
from unicodedata import category

from charset_normalizer import from_bytes

from gifter_domain.shared.errors import InvalidInput

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# Spreadsheets and address books of Western Europe and the Americas write this one. Few bytes fit
# several encodings, so it is taken if they give nothing but letters and marks of those languages.
_WESTERN = "cp1252"
_WESTERN_LETTERS = frozenset("äöüßéèêëàâáãåæçíìîïñóòôõøœúùûÄÖÜÉÈÊËÀÂÁÃÅÆÇÍÌÎÏÑÓÒÔÕØŒÚÙÛ€–’ªº\xa0")
_OTHERS = ("mac_roman", "cp850", "cp1250", "iso8859_2", "cp1251", "koi8_r", "cp1253", "cp1254")
_JAPANESE = ("shift_jis", "euc_jp")
_UNWRITTEN = re.compile(
    r"[\u00c0-\u024f]{5}|[A-Za-z][\u0370-\u052f]|[\u0370-\u052f][A-Za-z]"
    r"|[\u03b1-\u03c9\u0430-\u044f][\u0391-\u03a9\u0410-\u042f]"
)
_WIDE = ("utf_16_le", "utf_16_be")


def decoded(file: bytes) -> str:
    """Returns the text of a file.

    Raises `InvalidInput` with the encodings that were tried if none fits, or several fit as well.
    """
    mark = next((mark for mark in _MARKS if file.startswith(mark)), None)
    try:
        if mark or b"\0" not in file:
            return file.decode(_MARKS[mark] if mark else "utf-8")
    except UnicodeError:
        pass
    return _western(file) or _detected(file)


def _western(file: bytes) -> str | None:
    if b"\0" in file:
        return None
    try:
        text = file.decode(_WESTERN)
    except UnicodeError:
        return None
    return text if {c for c in text if not c.isascii()} <= _WESTERN_LETTERS else None


def _detected(file: bytes) -> str:
    candidates = _WIDE if b"\0" in file else _OTHERS + _JAPANESE
    fitting = [
        one for one in from_bytes(file, cp_isolation=list(candidates)) if _is_written(str(one))
    ]
    quality = max(((-one.chaos, one.coherence) for one in fitting), default=None)
    best = {str(one) for one in fitting if (-one.chaos, one.coherence) == quality}
    if len(best) == 1:
        return best.pop()
    tried = ", ".join(name.replace("_", "-") for name in ("utf-8", _WESTERN, *candidates))
    raise InvalidInput.at(
        "", f"the file's encoding cannot be told (tried {tried}); save it as UTF-8"
    )


def _is_written(text: str) -> bool:
    """Returns whether all characters outside ASCII are letters, or marks that names have.

    Five Latin letters with marks in a row, or letters of two scripts, are hardly a name.
    """
    letters = all(c.isascii() or c in _WESTERN_LETTERS or category(c)[0] in "LM" for c in text)
    return letters and _UNWRITTEN.search(text) is None
