"""Instructions: one page for whoever fills in a sheet, with the targets and holders of a codebook."""

from collections.abc import Iterable, Mapping, Sequence
from importlib import resources

from pakru.codebook import Codebook
from pakru.sheets.handouts import WRITER

OTHERS = "OTHER"
SHOWN = 4  # names of an actor, or examples of a target, that stand for the rest


def list_holders(codebook: Codebook) -> tuple[str, ...]:
    """List who may hold a stance: the actors of the codebook, the writer, and everybody else.

    >>> list_holders(Codebook({"actors": ({"actor": "PERU", "alias": "Lima"},)}))
    ('PERU', 'AUTHOR', 'OTHER')
    """
    actors = dict.fromkeys(row["actor"] for row in codebook.table("actors"))
    return (*(actor for actor in actors if actor not in (WRITER, OTHERS)), WRITER, OTHERS)


def list_targets(codebook: Codebook) -> tuple[str, ...]:
    """List what a stance may be on: the targets of the codebook, in the order of its table."""
    return tuple(dict.fromkeys(row["target"] for row in codebook.table("targets")))


def make_instructions(codebook: Codebook) -> str:
    """Make the page, in Markdown: how to fill in a sheet, the codebook's targets and holders, the hard cases.

    What a word means comes from the table `meanings`; a word that it lacks is told by its names or examples.
    """
    guide = (resources.files("pakru") / "sheets" / "guide.md").read_text(encoding="utf-8")
    targets = _tabulate("target", list_targets(codebook), codebook, "targets", "example")
    holders = _tabulate("holder", list_holders(codebook), codebook, "actors", "alias")
    return guide.replace("{targets}", targets).replace("{holders}", holders)


def _tabulate(kind: str, words: Iterable[str], codebook: Codebook, table: str, column: str) -> str:
    meanings = {row["word"]: row for row in codebook.table("meanings") if row["list"] == kind}
    name = "target" if kind == "target" else "actor"
    rows = []
    for word in words:
        known = [row[column] for row in codebook.table(table) if row[name] == word]
        rows.append((word, *_explain(meanings.get(word), known)))
    titles = [kind, "meaning", "example" if kind == "target" else "also by the names"]
    return "\n".join(_line(cells) for cells in (titles, ["---"] * 3, *rows))


def _explain(meaning: Mapping[str, str] | None, known: Sequence[str]) -> tuple[str, str]:
    names = "; ".join(list(dict.fromkeys(name for name in known if name))[:SHOWN])
    return (meaning["meaning"], meaning["example"] or names) if meaning else ("", names)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(' '.join(cell.split()).replace('|', chr(92) + '|') for cell in cells)} |"
