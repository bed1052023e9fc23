"""A payload fits Apple's limit, with any text of a notice."""

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from builders.notifications.notices import a_notice
from gifter_adapters.apns.payload import MAX_BYTES, payload

LONG = st.text(max_size=30).map(lambda text: text * 300)


def alert(title: str, body: str) -> dict[str, str]:
    sent = payload(a_notice(title=title, body=body))
    assert len(sent) <= MAX_BYTES
    shown: dict[str, str] = json.loads(sent)["aps"]["alert"]
    return shown


@given(title=LONG, body=LONG)
def test_a_text_is_cut_at_its_end_to_fit(title: str, body: str) -> None:
    shown = alert(title, body)

    for said, whole in ((shown["title"], title), (shown["body"], body)):
        assert said in ("", whole) or (said.endswith("…") and whole.startswith(said[:-1]))


def test_a_text_that_fits_is_not_changed() -> None:
    assert alert("Ana’s birthday", "On Tuesday") == {
        "title": "Ana’s birthday",
        "body": "On Tuesday",
    }


def test_a_long_body_fills_the_space_beside_the_title() -> None:
    shown = alert("Ana’s birthday", "ö" * 5000)

    assert shown["title"] == "Ana’s birthday"
    assert len(payload(a_notice(title="Ana’s birthday", body="ö" * 5000))) > MAX_BYTES - 3


def test_a_character_of_several_parts_is_never_cut() -> None:
    family, accented = "👩‍👩‍👧", "e" + unicodedata.lookup("COMBINING ACUTE ACCENT")
    for start in range(20):  # so that the limit falls on each part
        for character in (family, accented):
            shown = alert("Ana", "x" * start + character * 2000)["body"]
            rest = shown.removesuffix("…").lstrip("x")
            assert rest == character * (len(rest) // len(character))
