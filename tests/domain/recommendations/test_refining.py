"""Reading what a text changes about an earlier list."""

import pytest

from gifter_domain.recommendations.refining import Refinement, refinement_of


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("cheaper", Refinement("", cheaper=True)),
        ("Something cheaper please", Refinement("something please", cheaper=True)),
        ("that is too expensive", Refinement("that is", cheaper=True)),
        ("etwas Günstigeres", Refinement("etwas", cheaper=True)),
        ("zu teuer", Refinement("", cheaper=True)),
        ("more expensive", Refinement("", dearer=True)),
        ("lieber teurer", Refinement("lieber", dearer=True)),
        ("less practical", Refinement("", disliked=("style.practical",))),
        ("weniger praktisch", Refinement("", disliked=("style.practical",))),
        ("more romantic", Refinement("", liked=("style.romantic",))),
        ("less plastic", Refinement("no plastic")),
        ("not jewellery", Refinement("not jewellery")),
        ("kein Schmuck", Refinement("kein Schmuck")),
        ("more like the second one", Refinement("", rank=2)),
        ("like number 3, but cheaper", Refinement(", but", cheaper=True, rank=3)),
        ("mehr wie das zweite", Refinement("", rank=2)),
        ("ähnlich wie Nr. 10", Refinement("", rank=10)),
        ("for my dad under £20", Refinement("for my dad under £20")),
        ("", Refinement("")),
    ],
)
def test_a_text_is_read_as_changes_and_a_rest(text: str, change: Refinement) -> None:
    assert refinement_of(text) == change
