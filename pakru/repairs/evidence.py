"""What a whole document says about its words: the evidence that its repairs rest on, counted when first asked for."""

import re
from collections import Counter
from collections.abc import Set
from functools import cached_property
from itertools import pairwise

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


class Evidence:
    """The words of a document and which of them stand side by side.

    >>> evidence = Evidence("Sergey Lavrov came. Lavrov left the Soviet Union.")
    >>> evidence.words["Lavrov"], ("Soviet", "Union") in evidence.pairs, "Lavrov" in evidence.surnames
    (2, True, True)
    """

    def __init__(self, text: str):
        self.text = text

    @cached_property
    def _tokens(self) -> list[str]:
        return WORD.findall(self.text)

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word stands in the document, case kept."""
        return Counter(self._tokens)

    @cached_property
    def pairs(self) -> Set[tuple[str, str]]:
        """Words that follow each other."""
        return set(pairwise(self._tokens))

    @cached_property
    def surnames(self) -> Set[str]:
        """Capitalised words that follow another one: "Sergey Lavrov", "Mr Putin"."""
        return {after for before, after in self.pairs if before.istitle() and after.istitle() and len(after) > 2}

    @cached_property
    def lone(self) -> Set[str]:
        """Capitalised words that follow a small one which is no article: "defeat Lee", not "the Strait"."""
        articles = {"the", "a", "an", "this", "that", "his", "her", "its", "our", "their", "of"}
        return {
            after for before, after in self.pairs if before.islower() and after.istitle() and before not in articles
        }
