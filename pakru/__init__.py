"""From messy web texts to clean tables with a way back to every character.

The public names load on first use, so that `import pakru` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # for editors and type checkers
    from pakru.codebook import Codebook as Codebook
    from pakru.corpus import Corpus as Corpus
    from pakru.corpus import read_corpus as read_corpus
    from pakru.documents import read_documents as read_documents
    from pakru.records import Interval as Interval
    from pakru.scores import score as score

__version__ = "0.1.0"

# public name -> the module that holds it
_HOMES = {
    "Codebook": "codebook",
    "Corpus": "corpus",
    "Interval": "records",
    "read_corpus": "corpus",
    "read_documents": "documents",
    "score": "scores",
}

__all__ = [*_HOMES]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'pakru' has no attribute {name!r}; it has {', '.join(_HOMES)}")
    return getattr(import_module(f"pakru.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return [*globals(), *_HOMES]
