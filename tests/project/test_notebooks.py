"""Notebooks run from the first cell to the last and print their stored output."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[2] / "docs" / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
async def test_a_notebook_runs_and_prints_its_stored_output(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    kept = printed(notebook)

    await NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": path.parent}}
    ).async_execute()

    assert kept
    assert printed(notebook) == kept


def printed(notebook: nbformat.NotebookNode) -> list[str]:
    """Returns the text that each cell printed. A busy machine may send it in several pieces."""
    texts = (
        "".join(
            output["text"]
            for output in cell.get("outputs", ())
            if output["output_type"] == "stream"
        )
        for cell in notebook.cells
    )
    return [text for text in texts if text]
