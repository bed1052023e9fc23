"""Relationships in people's own words, and the kinds they are read as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.language.relationships import RELATIONSHIPS, relationship_kind
from gifter_domain.language.terms import RECIPIENTS

MEANT = [
    ("Mum", "mum"),
    ("my little sister", "sister"),
    ("MUM (Jane)", "mum"),
    ("friend from work", "friend"),
    ("School friends", "friend"),
    ("work friend", "colleague"),
    ("Mother in law", "mum"),
    ("mother-in-law", "mum"),
    ("in-laws", "parents"),
    ("Friend - uni", "friend"),
    ("neighbour, no. 7", "neighbour"),
    ("dad/grandad", "dad"),
    ("_$!<Mother>!$_", "mum"),
    ("ｓｉｓｔｅｒ", "sister"),
    ("baby brother", "brother"),
]
NOT_CERTAIN = ["", "  ", "Tom's mum", "Tom’s mum", "brothers' wife", "ex-wife", "friend of Tom"]
NOT_CERTAIN += ["great aunt", "it's complicated", "知り合い", "my", "no friend"]


@pytest.mark.parametrize(("text", "kind"), MEANT)
def test_a_kind_of_relationship_is_recognised_in_many_wordings(text: str, kind: str) -> None:
    assert relationship_kind(text) == kind


@pytest.mark.parametrize("text", [*NOT_CERTAIN, None])
def test_an_unclear_relationship_has_no_kind(text: str | None) -> None:
    assert relationship_kind(text) is None


def test_recommendations_know_every_kind() -> None:
    for code, phrases in RELATIONSHIPS.items():
        assert RECIPIENTS[code].phrases == phrases
        assert {relationship_kind(phrase) for phrase in phrases} == {code}


@given(
    st.text(max_size=60) | st.lists(st.sampled_from(["my", "'s ", "dad", "-", "("])).map(" ".join)
)
def test_any_text_can_be_read_without_an_error(text: str) -> None:
    assert relationship_kind(text) in (None, *RELATIONSHIPS)
