"""Seams: where one text was pasted right after another, with nothing between them and no title above.

Sought only in a post whose other texts were pasted under titles of their own. There has to be a lead that names an
actor by office and full name, though the stretch has named the office before, between the two neighbours
of the stretch that share the fewest words.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from pakru.articles.layout import Cut, Layout
from pakru.boilerplate.cues import Cues

SEAM_CUES = ("lead", "introduced_again", "least_shared")
LEAST_NEIGHBOURS = 3  # paragraphs on each side of a seam and more: shorter stretches say nothing

_LONG_WORD = re.compile(r"[^\W\d_]{5,}")


def find_seams(layout: Layout, cues: Cues, cuts: Sequence[Cut]) -> list[Cut]:
    """Add the cuts at seams to those found so far."""
    if not any("in_post" in cut.cues for cut in cuts):
        return list(cuts)
    found = list(cuts)
    for cut, stretch in zip(cuts, layout.split([cut.line for cut in cuts]), strict=True):
        if "headline" not in cut.cues and all(layout.page.prose[line] for line in stretch.lines):
            found += [Cut(line, SEAM_CUES) for line in _find_seams(layout, cues, stretch.lines)]
    return sorted(found, key=lambda cut: cut.line)


def _find_seams(layout: Layout, cues: Cues, lines: Sequence[int]) -> list[int]:
    texts = [layout.text[slice(*layout.spans[line])] for line in lines]
    shared = [share_words(*pair) for pair in pairwise(texts)]
    least = min(shared, default=0.0)
    return [
        lines[place]
        for place in range(LEAST_NEIGHBOURS, len(lines) - LEAST_NEIGHBOURS + 1)
        if shared[place - 1] == least and _introduces_again(cues, texts, place)
    ]


def _introduces_again(cues: Cues, texts: Sequence[str], place: int) -> bool:
    """Say whether a paragraph opens with an office and a full name, and the office stood in one before."""
    lead = cues.match_opening("lead", texts[place], 0)
    return lead is not None and any(lead["office"] in text for text in texts[:place])


def share_words(first: str, second: str) -> float:
    """Give the share of long words that two paragraphs have in common.

    >>> share_words("The pipeline carries gas", "Gas for the pipeline")
    0.5
    """
    one, two = ({word.casefold() for word in _LONG_WORD.findall(text)} for text in (first, second))
    return len(one & two) / len(one | two) if one | two else 1.0
