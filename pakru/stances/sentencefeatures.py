"""Features of a sentence, by which the coder judges whether there is a stance in it, on what, and of whom.

Words and pairs of words, the actors told, the cues and targets of the codebook, and each cue beside each target: those
of the sentence, and those carried over from the sentences before and from the title.
"""

from collections.abc import Iterator
from itertools import pairwise

from pakru.stances.scenes import Scene
from pakru.stances.signs import Cue

Features = dict[str, float]
CARRIED = 0.7  # weight of what is carried over from before, beside 1 for what the sentence says
LONG = 60  # words


def describe_sentence(scene: Scene) -> Features:
    """Give the features of a sentence and their values.

    >>> from pakru.codebook import default
    >>> from pakru.stances.scenes import Line, look_at
    >>> features = describe_sentence(look_at("", [Line("Moscow opposed drone strikes.", 0)], default())[0])
    >>> [name for name in features if name.startswith(("cue", "on"))][:3]
    ['cue oppose', 'cue against', 'cue holder_before against']
    """
    features = dict.fromkeys(_tell_words(scene), 1.0)
    features |= dict.fromkeys(_tell_people(scene), 1.0)
    features |= {f"{actor} {n} before": CARRIED for n, one in enumerate(scene.before[:2], 1) for actor in one.actors}
    features |= dict.fromkeys(_tell_signs(scene), 1.0)
    features |= {f"{sign.target} {sign.kind} before": 1 - 0.2 * n
                 for n, one in reversed([*enumerate(scene.before)]) for sign in one.targets}  # fmt: skip
    features |= dict.fromkeys(_carry(scene), CARRIED)
    return features | {"length": min(len(scene.words), LONG) / 30}


def _tell_words(scene: Scene) -> Iterator[str]:
    words = scene.words
    for one, other in pairwise(words):
        yield f"{one} {other}_"
    for word in words:
        yield word + "_"
    yield f"sentence {min(scene.position, 5)}"


def _tell_people(scene: Scene) -> Iterator[str]:
    actors = scene.actors
    yield from actors
    yield from (f"{one} and {other}" for one in actors for other in actors if one < other)
    if actors:
        yield f"{actors[0]} first"


def _tell_signs(scene: Scene) -> Iterator[str]:
    """Tell the cues and targets of the sentence, each alone and each beside the others."""
    for cue in scene.cues:
        yield f"cue {cue.cue}"
        yield f"cue {_side(cue)}"
        yield f"cue {cue.frame} {_side(cue)}"
    told = _list_sides(scene)
    for target, kind, sign in dict.fromkeys((sign.target, sign.kind, sign.sign) for sign in scene.targets):
        yield f"on {target} {kind} {sign}"
        for side in told:
            yield f"on {target} {sign}: {side}"
            yield f"on {kind} {sign}: {side}"
    sides = sorted({cue.polarity for cue in scene.cues} - {"none"})
    for target in sorted(scene.own_targets):
        yield from (f"with {target}: {side}" for side in sides or ["none"])
        yield from (f"with {target}: {actor}" for actor in scene.actors)
    yield from (f"with {actor}: {side}" for actor in scene.actors for side in sides)


def _carry(scene: Scene) -> Iterator[str]:
    """Tell the targets of the title and of the sentences before, each beside the cues of this one."""
    alone = "beside another" if scene.own_targets else "alone"
    yield from (f"title {target}" for target in scene.title)
    for n, target in enumerate(scene.carried[:3]):
        if target not in scene.own_targets:
            yield f"carried {n} {target} {alone}"
            for side in _list_sides(scene):
                yield f"carried {target}: {side}"
                yield f"carried {n} {alone}: {side}"


def _list_sides(scene: Scene) -> list[str]:
    """List which way the cues of a sentence go, each way once: a line of a megabyte may have thousands of cues."""
    return [*dict.fromkeys(map(_side, scene.cues))]


def _side(cue: Cue) -> str:
    return f"{cue.polarity} negated" if cue.negated else cue.polarity


def describe_pair(scene: Scene, target: str) -> Features:
    """Give the features of a sentence and a target that hold of any target: where its signs stand, beside which cues.

    >>> from pakru.codebook import default
    >>> from pakru.stances.scenes import Line, look_at
    >>> describe_pair(look_at("", [Line("Moscow opposed drone strikes.", 0)], default())[0], "drones")
    {'name favor': 1.0, 'name favor: against': 1.0, 'holder_before against': 1.0}
    """
    sides = ["", *(f": {side}" for side in _list_sides(scene))]
    signs = dict.fromkeys(f"{sign.kind} {sign.sign}" for sign in scene.targets if sign.target == target)
    names = dict.fromkeys(f"{sign}{side}" for sign in signs for side in sides)
    if target in scene.carried and not names:
        alone = "beside another" if scene.own_targets else "alone"
        names = dict.fromkeys(f"carried {alone}{side}" for side in sides)
    if names:
        names |= dict.fromkeys(f"{cue.frame} {_side(cue)}" for cue in scene.cues)
    return dict.fromkeys(names, 1.0)
