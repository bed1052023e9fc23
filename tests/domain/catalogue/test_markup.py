"""HTML and entities of the mirror become text once, and text goes back without a loss."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.catalogue.markup import markup_of_text, text_of_markup


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Salt &amp; Pepper", "Salt & Pepper"),
        ("Caf&eacute; &#8220;Ada&#x201D;", "Café “Ada”"),
        ("<p>One <b>bold</b> word</p><p>Two</p>", "One bold word\nTwo"),
        ("<ul>\n <li>Red</li>\n <li>Blue</li>\n</ul>", "Red\nBlue"),
        ('A<br/>B<BR>C<a href="https://example.com?a=1">D</a>', "A\nB\nCD"),
        ("Mug<script>alert('<b>')</script><style>p{}</style><!-- <p>no</p> -->!", "Mug!"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("&lt;b&gt;", "<b>"),
        ("made with <3 for x < y > z, AT&T and R&D", "made with <3 for x < y > z, AT&T and R&D"),
        ("https://example.com/?a=1&copy=2", "https://example.com/?a=1&copy=2"),
        ("<Ada> and <your name here>", "<Ada> and <your name here>"),
        ("  two\n\nlines  ", "  two\n\nlines  "),
    ],
)
def test_html_and_entities_become_text_once(markup: str, text: str) -> None:
    assert text_of_markup(markup) == text


@given(st.text() | st.text(alphabet="<>&;/bpr#1!- \nlt"))
def test_any_text_goes_through_markup_unchanged(text: str) -> None:
    assert text_of_markup(markup_of_text(text)) == text


@pytest.mark.parametrize("piece", ["<script>", "<!--", "<p ", "<a<", "&amp", "</style>"])
def test_hostile_markup_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    text_of_markup(piece * 10_000)

    assert time.process_time() - started < 2
