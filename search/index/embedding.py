"""Turns texts into vectors by a model in a folder: within this process, nothing is sent anywhere.

Off unless HUB_SEMANTIC_MODEL_DIR names a folder with `model.onnx` and `tokenizer.json`. The model is used only
when its SHA-256 is the one that HUB_SEMANTIC_MODEL_SHA256 says. Texts that mean the same are near each
other: the scalar product of two vectors is their cosine.
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import threading
from array import array
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

logger = logging.getLogger(__name__)

MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
PACKAGES = ("onnxruntime", "tokenizers", "numpy")
"""Of requirements-semantic.txt; nothing else needs them, so they are imported only here and late."""

LONGEST_WINDOW = 256
"""Tokens that the model reads at once, some 200 words: what all-MiniLM was trained for."""
OVERLAP = 32
MOST_WINDOWS = 8
"""Windows of one text whose mean is its vector; a passage is seldom longer."""
AT_ONCE = 16

Vector = bytes
"""Single-precision floats in the machine's order, of length one."""


class ModelUnfit(Exception):
    """The folder holds no model that may be used; the message says why."""


class Embedder:
    """A loaded model. Safe between threads."""

    def __init__(self, folder: Path, sha256: str):
        import onnxruntime
        from tokenizers import Tokenizer

        if faults := model_faults(folder, sha256):
            raise ModelUnfit(faults[0])
        self.name = sha256[:12]
        """Tells vectors of this model from those of another."""
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.enable_truncation(LONGEST_WINDOW, stride=OVERLAP)
        self._tokenizer.enable_padding()
        options = onnxruntime.SessionOptions()
        # A visitor's query takes milliseconds; many threads would only get in each other's way.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / MODEL), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = {each.name for each in self._session.get_inputs()}
        self.dimensions = len(floats(self.embed(["a"])[0]))

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """A vector of each text, in their order."""
        return [
            vector
            for begin in range(0, len(texts), AT_ONCE)
            for vector in self._embed(texts[begin : begin + AT_ONCE])
        ]

    def _embed(self, texts: Sequence[str]) -> list[Vector]:
        import numpy

        windows: list[Any] = []
        owners: list[int] = []
        for number, encoding in enumerate(self._tokenizer.encode_batch(list(texts))):
            for window in [encoding, *encoding.overflowing][:MOST_WINDOWS]:
                windows.append(window)
                owners.append(number)
        given = {
            "input_ids": [window.ids for window in windows],
            "attention_mask": [window.attention_mask for window in windows],
            "token_type_ids": [window.type_ids for window in windows],
        }
        found = self._session.run(
            None,
            {
                name: numpy.array(rows, dtype=numpy.int64)
                for name, rows in given.items()
                if name in self._inputs
            },
        )[0]
        if found.ndim == 3:
            mask = numpy.array(given["attention_mask"], dtype=numpy.float32)[:, :, None]
            found = (found * mask).sum(axis=1) / numpy.maximum(mask.sum(axis=1), 1)
        whole = numpy.zeros((len(texts), found.shape[1]), dtype=numpy.float32)
        numpy.add.at(whole, owners, _of_length_one(found))
        return [row.astype(numpy.float32).tobytes() for row in _of_length_one(whole)]


def _of_length_one(rows: Any) -> Any:
    """Each row with length one; one of zeros, in which the model reads nothing, points evenly anywhere."""
    import numpy

    lengths = numpy.linalg.norm(rows, axis=1, keepdims=True)
    return numpy.where(
        lengths > 0, rows / numpy.where(lengths > 0, lengths, 1), rows.shape[1] ** -0.5
    )


def floats(vector: Vector) -> list[float]:
    """A kept vector as numbers."""
    return array("f", vector).tolist()


_loading = threading.Lock()


def embedder() -> Embedder | None:
    """The configured model, loaded once a process; None where none is configured."""
    if not settings.HUB_SEMANTIC_MODEL_DIR:
        return None
    # Else two first visitors would load it twice.
    with _loading:
        return _embedder(settings.HUB_SEMANTIC_MODEL_DIR, settings.HUB_SEMANTIC_MODEL_SHA256)


def usable_embedder() -> Embedder | None:
    """The same; None, and one line in the log, where the model is unfit or a package is missing."""
    try:
        return embedder()
    except (ModelUnfit, ImportError) as error:
        _tell_once(str(error))
        return None


@cache
def _tell_once(why: str) -> None:
    logger.error("Search by meaning is off: %s", why)


@cache
def _embedder(folder: str, sha256: str) -> Embedder:
    return Embedder(Path(folder), sha256)


def model_faults(folder: Path, sha256: str) -> list[str]:
    """What keeps the model from being used; reads the whole file."""
    for name in (MODEL, TOKENIZER):
        if not (folder / name).is_file():
            return [f"There is no {name} in {folder}."]
    found = hashlib.sha256((folder / MODEL).read_bytes()).hexdigest()
    if found != sha256.lower():
        return [
            f"{folder / MODEL} is not the model whose SHA-256 is configured; its own is {found}."
        ]
    return []


def check_model() -> list[CheckMessage]:
    """search.E010: packages missing; search.E011: no such model, or not the one that was meant."""
    if not settings.HUB_SEMANTIC_MODEL_DIR:
        return []
    if missing := [name for name in PACKAGES if importlib.util.find_spec(name) is None]:
        return [
            Error(
                f"HUB_SEMANTIC_MODEL_DIR is set, but {' and '.join(missing)} is not installed.",
                hint="Install requirements-semantic.txt, or take the setting away.",
                id="search.E010",
            )
        ]
    return [
        Error(
            fault,
            hint="HUB_SEMANTIC_MODEL_DIR is to name a folder with model.onnx and tokenizer.json, and"
            " HUB_SEMANTIC_MODEL_SHA256 the SHA-256 of a model.onnx that you trust.",
            id="search.E011",
        )
        for fault in model_faults(
            Path(settings.HUB_SEMANTIC_MODEL_DIR), settings.HUB_SEMANTIC_MODEL_SHA256
        )
    ]
