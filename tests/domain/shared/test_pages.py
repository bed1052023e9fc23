"""Keyset pages neither lose nor repeat rows that stay, even if rows are inserted between pages."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.shared.pages import Key, Page, PageRequest, page_of

keys = st.text(alphabet="abcdef", min_size=1, max_size=4)


def read(rows: Sequence[str], request: PageRequest) -> Page[str]:
    """Returns a page as a repository does: from up to `limit + 1` rows after the key, in order."""
    after = request.after[0] if request.after else ""
    found = [row for row in sorted(rows) if row > after][: request.limit + 1]
    return page_of(found, request, lambda row: (row,))


@given(st.sets(keys), st.lists(keys), st.integers(min_value=1, max_value=5))
def test_rows_that_always_existed_appear_once_each(
    there: set[str], inserted: list[str], limit: int
) -> None:
    rows, seen = set(there), list[str]()
    key: Key | None = None
    arriving = iter(inserted)
    while True:
        page = read(sorted(rows), PageRequest(limit, key))
        seen += page.items
        if (key := page.next_key) is None:
            break
        rows |= {row for row in [next(arriving, None)] if row}

    assert len(seen) == len(set(seen))
    assert there <= set(seen)
    assert seen == sorted(seen)


@given(st.lists(keys, unique=True), st.integers(min_value=1, max_value=5))
def test_a_page_says_whether_another_page_follows(rows: list[str], limit: int) -> None:
    page = read(rows, PageRequest(limit))

    assert list(page.items) == sorted(rows)[:limit]
    assert (page.next_key is None) == (len(rows) <= limit)
