"""What a coder has learned, as a file: arrays without pickles, the same bytes for the same weights."""

from collections.abc import Mapping
from dataclasses import fields
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from pakru.rows import InputError
from pakru.stances.heads import PLACES, Heads
from pakru.stances.model import Model

LEAST = 0.01  # a weight nearer to nothing is left out
UNIT = 10**PLACES


def write_weights(model: Model, path: Path, origin: str = "") -> None:
    """Write a model as a zip of NumPy arrays; the same weights give the same bytes.

    `origin` says what the model was learned from (see `digest_examples`), and is kept as the comment of the zip.
    """
    import numpy as np
    from scipy.sparse import csc_matrix

    with ZipFile(path, "w") as archive:
        archive.comment = origin.encode()
        for name, one in ((field.name, getattr(model, field.name)) for field in fields(model)):
            kept = csc_matrix(np.where(abs(one.weights) < LEAST, 0, (one.weights * UNIT).round()).astype("i4"))
            parts = {
                "names": np.array(one.names),
                "features": np.frombuffer("\n".join(one.vocabulary).encode(), "u1"),
                "values": kept.data,
                "rows": kept.indices,
                "ends": kept.indptr,
                "bias": (one.bias * UNIT).round().astype("i4"),
                "even": np.array([one.even]),
            }
            for part, values in parts.items():
                info = ZipInfo(f"{name}.{part}.npy", (1980, 1, 1, 0, 0, 0))
                info.compress_type = ZIP_DEFLATED
                buffer = BytesIO()
                np.save(buffer, values, allow_pickle=False)
                archive.writestr(info, buffer.getvalue())


def read_weights(path: Path) -> Model:
    """Read what `write_weights` wrote; an InputError where the file is none of its kind."""
    import numpy as np

    try:
        with ZipFile(path), np.load(path, allow_pickle=False) as arrays:
            stored = {key: arrays[key] for key in arrays.files}
        return Model(**{field.name: _read_heads(stored, field.name) for field in fields(Model)})
    except (BadZipFile, KeyError, OSError, ValueError) as fault:
        raise InputError(f"{path}: {fault}; expected weights of a stance coder") from fault


def _read_heads(stored: Mapping[str, Any], name: str) -> Heads:
    from scipy.sparse import csc_matrix

    names, values, rows, ends, bias, even = (
        stored[f"{name}.{part}"] for part in ("names", "values", "rows", "ends", "bias", "even")
    )
    features = stored[f"{name}.features"].tobytes().decode().split("\n")
    kept = csc_matrix((values / UNIT, rows, ends), shape=(len(features), len(names)))
    vocabulary = {feature: n for n, feature in enumerate(features)}
    return Heads(tuple(names.tolist()), vocabulary, kept.toarray().astype("f4"), bias / UNIT, bool(even[0]))
