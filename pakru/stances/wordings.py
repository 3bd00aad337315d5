"""The words of a sentence that carry a stance, and what spoke for it."""

import re
from collections.abc import Sequence

from pakru.stances.scenes import Scene
from pakru.stances.signs import Cue, Target

Span = tuple[int, int]
BORDER = re.compile(
    r"(?:[,;:](?: |$)|[()\"—–] ?| )(?:but|while|although|though|because|which|who) |[,;:](?: |$)|[()\"—–] ?"
)
MOST = 40  # cues, and words for a target, that are paired; more stand in no sentence but in a list


def find_wording(scene: Scene, target: str, polarity: str) -> tuple[Span, list[str]]:
    """Give the stretch of a sentence that carries a stance, and the rows of the codebook that stand in it.

    The clause or clauses from the cue that fits to the words for the target; where there is none of both, the whole
    sentence.

    >>> from pakru.codebook import default
    >>> from pakru.stances.scenes import Line, look_at
    >>> scene = look_at("", [Line("On Monday Moscow opposed drone strikes again.", 0)], default())[0]
    >>> (start, end), rules = find_wording(scene, "drones", "against")
    >>> scene.text[start:end], rules
    ('On Monday Moscow opposed drone strikes again', ['oppose', 'drones name'])
    """
    signs = [sign for sign in scene.targets if sign.target == target][:MOST]
    cues = [cue for cue in scene.cues if cue.polarity != "none"][:MOST]
    cue, sign = _choose_pair(cues, signs, polarity)
    chosen = [one for one in (cue, sign) if one]
    if not chosen:
        return (0, len(scene.text)), []
    span = min(one.start for one in chosen), max(one.end for one in chosen)
    return _widen(scene.text, span), [*([cue.cue] if cue else []), *([f"{sign.target} {sign.kind}"] if sign else [])]


def _widen(text: str, span: Span) -> Span:
    """Take a stretch out to the borders of its clauses."""
    borders = [match.span() for match in BORDER.finditer(text)]
    start = max((end for _, end in borders if end <= span[0]), default=0)
    end = min((start for start, _ in borders if start >= span[1]), default=len(text.rstrip(" .!?")))
    return start, max(end, span[1])


def _choose_pair(cues: Sequence[Cue], signs: Sequence[Target], polarity: str) -> tuple[Cue | None, Target | None]:
    """Choose the cue and the sign that mean `polarity` together, the nearest to each other; else what there is."""
    pairs = [(cue, sign) for cue in cues for sign in signs]
    if pairs:
        return min(pairs, key=lambda pair: (not _means(pair[0], pair[1], polarity), abs(pair[0].start - pair[1].start)))
    fitting = [cue for cue in cues if cue.polarity == polarity] or cues
    return (fitting[0] if fitting else None), (signs[0] if signs else None)


def _means(cue: Cue, sign: Target, polarity: str) -> bool:
    return (cue.polarity == sign.sign) == (polarity == "favor")
