"""The word list of the repairs: which English words there are, how frequent they are and what they can be.

`pakru/data/words.txt` holds a word a line, the most frequent first, with its tags: N noun, P plural, V verb, Z verb in
-s, D past form, G form in -ing, A adjective, R adverb, M name, the most frequent reading first, a small letter for one
under a fifth; H marks a person, O a group or organisation. Names that end in "s" are listed as `name`. Nothing is read
before it is used.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pakru.codebook import Codebook

FREQUENT = 20_000  # ranks that a half of a glued word may have


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Words with their tags, the frequent ones among them, and names that end in "s"."""

    tags: Mapping[str, str]
    frequent: frozenset[str]
    names: frozenset[str]

    def knows(self, word: str) -> bool:
        """Say whether `word` is listed, in any case of letters."""
        return word in self.tags or word.lower() in self.tags or word in self.names


@cache
def read_lexicon() -> Lexicon:
    """Read the word list, once.

    >>> lexicon = read_lexicon()
    >>> lexicon.tags["countries"], lexicon.tags["visit"], lexicon.knows("countrys"), lexicon.knows("Emirates")
    ('P', 'VNO', False, True)
    """
    lines = resources.files("pakru").joinpath("data", "words.txt").read_text("utf-8").splitlines()
    listed = [line.partition(" ") for line in lines]
    tags = {word: tag for word, _, tag in listed if tag != "name"}
    names = frozenset(word for word, _, tag in listed if tag == "name")
    return Lexicon(tags, frozenset(list(tags)[:FREQUENT]), names)


def is_common(word: str) -> bool:
    """Say whether a word is a frequent common noun or adjective rather than a name.

    >>> is_common("minister"), is_common("lavrov")
    (True, False)
    """
    lexicon = read_lexicon()
    return word in lexicon.frequent and any(tag in lexicon.tags[word] for tag in "NA")


@cache
def classes(codebook: Codebook) -> Mapping[str, str]:
    """Give the class of each function word."""
    return {row["word"]: row["class"] for row in codebook.table("function_words")}
