"""A model so small that its meanings can be written down: a few words, each with a direction.

It has the shape of the real ones (tokens in, a vector for each token out), so all that differs is what
it knows: words of one line of `MEANINGS` mean the same, all others mean nothing in particular.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

MEANINGS = (
    ("dog", "hound", "puppy"),
    ("boat", "ship", "vessel"),
    ("sad", "low", "depressed"),
    ("song", "melody", "tune"),
)
DIMENSIONS = len(MEANINGS) + 1


def make_tiny_model(folder: Path) -> str:
    """Write model.onnx and tokenizer.json; returns the model's SHA-256."""
    words = ["[PAD]", "[UNK]", *(word for line in MEANINGS for word in line)]
    _write_tokenizer(folder, {word: number for number, word in enumerate(words)})
    rows = [[0.0] * DIMENSIONS for _ in words]
    for direction, line in enumerate(MEANINGS):
        for word in line:
            rows[words.index(word)][direction] = 1.0
    # What the model does not know points away from everything that it does.
    rows[1][-1] = 0.2
    _write_model(folder, rows)
    return hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()


def _write_tokenizer(folder: Path, vocabulary: dict[str, int]) -> None:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))


def _write_model(folder: Path, rows: list[list[float]]) -> None:
    from onnx import TensorProto, checker, helper, save

    table = helper.make_tensor(
        "table", TensorProto.FLOAT, [len(rows), DIMENSIONS], [x for row in rows for x in row]
    )
    shape = ["batch", "sequence"]
    given = [
        helper.make_tensor_value_info(name, TensorProto.INT64, shape)
        for name in ("input_ids", "attention_mask")
    ]
    found = helper.make_tensor_value_info(
        "last_hidden_state", TensorProto.FLOAT, [*shape, DIMENSIONS]
    )
    node = helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"])
    graph = helper.make_graph([node], "tiny", given, [found], [table])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    checker.check_model(model)
    save(model, str(folder / "model.onnx"))
