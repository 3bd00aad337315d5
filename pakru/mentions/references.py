"""References: who is meant by "he", "the ministry", "the two sides" or "we", and holders of views without a name.

The rules are few: "he" is the person, "its envoy" that of the state told first in the sentence, else first in the
latest sentence before that tells one; "both sides" are the two states of the sentence, else the two told most of
late. Inside quotation marks, and after the label of an interview, "we" is the speaker; elsewhere it is AUTHOR,
whoever wrote the article. A name that the codebook does not know is a person too, so that "he" is not taken for
another. What stays open is left out.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pakru.codebook import Codebook
from pakru.codebook.wordlists import match_whole
from pakru.ledger import OffsetMap, quote_raw
from pakru.mentions import UNNAMED
from pakru.records import Mention, Sentence

AUTHOR, OTHER = "AUTHOR", "OTHER"
MEMORY = 5  # sentences among which "both sides" finds its two
STATES = frozenset({"state", "seat", "organ"})  # sorts of those that "it" stands for
BODIES = frozenset({"NATO", "SCO", "TALIBAN", AUTHOR, OTHER})  # are none of "the two countries"
OFFICE = re.compile(
    r"(?:'s?)? (?:[\w-]{1,15} ){0,4}?"
    r"(?:[Mm]inister|[Pp]resident|[Pp]remier|[Aa]mbassador|[Ee]nvoy|[Ss]pokes(?:man|woman|person)|[Ss]ecretary"
    r"|[Cc]ounterpart|[Gg]eneral|[Cc]hief|[Oo]fficial|[Dd]iplomat|[Dd]elegate|[Ll]eader|[Aa]dviser|[Cc]onsul)\b"
)
STRANGER = re.compile(
    r"\b(?:[A-Z][\w'-]{1,20}\.? ){1,3}[A-Z][\w'-]{1,20}(?=,? (?:an?|the|who|head|director|said|says|told|wrote|writes"
    r"|argued|argues|believes|thinks|added|from|of the|at the)\b)"
)
LABEL = re.compile(r"[A-Z][\w .'()-]{1,40}: ")
MARK = re.compile(r'["“”]')


class Sign(NamedTuple):
    """A stretch of a clean sentence that stands for somebody: its sort, and its actor if it tells one."""

    start: int
    end: int
    sort: str
    actor: str = ""


@dataclass(slots=True)
class Scene:
    """Who was told so far: the person and the actor told first in the latest sentence that tells one, and so on."""

    person: str = ""
    state: str = ""
    plural: tuple[str, ...] = ()
    speaker: str | None = None  # of an interview; "" if nobody knows who
    quoting: bool = False
    passage: int = -1
    seen: set[str] = field(default_factory=set)
    lately: deque[Counter[str]] = field(default_factory=lambda: deque(maxlen=MEMORY))


def resolve_mentions(
    sentences: Sequence[Sentence], mentions: Iterable[Mention], codebook: Codebook
) -> list[list[Mention]]:
    """Find for each sentence of an article, in order, who is meant there without a name; `mentions` are those by name.

    >>> from pakru.codebook import default
    >>> from pakru.mentions import find_mentions
    >>> texts = ["Lavrov met Khar.", "He and the two sides agreed.", "Analysts doubted it."]
    >>> sentences = [Sentence("a.txt", "a-1", 1, n, 40 * n, 40 * n + len(t), t) for n, t in enumerate(texts)]
    >>> named = [mention for sentence in sentences for mention in find_mentions(sentence, default())]
    >>> for found in resolve_mentions(sentences, named, default()):
    ...     print([(mention.quote, mention.actor) for mention in found])
    []
    [('He', 'RUS'), ('the two sides', 'RUS'), ('the two sides', 'PAK')]
    [('Analysts', 'OTHER')]
    """
    named: dict[tuple[int, int], list[Mention]] = {}
    for mention in mentions:
        named.setdefault((mention.sentence_start, mention.sentence_end), []).append(mention)
    scene, found = Scene(), []
    for sentence in sentences:
        signs = _find_signs(sentence, named.get((sentence.start, sentence.end), ()), codebook)
        found.append(_make_mentions(sentence, _resolve(sentence, signs, scene)))
    return found


def _make_mentions(sentence: Sentence, meant: Sequence[tuple[Sign, str]]) -> list[Mention]:
    place = (sentence.file, sentence.article, sentence.start, sentence.end)
    quotes = quote_raw(sentence, [(sign.start, sign.end) for sign, _ in meant])
    return [Mention(*place, *quote, actor) for quote, (_, actor) in zip(quotes, meant, strict=True)]


def _resolve(sentence: Sentence, signs: Sequence[Sign], scene: Scene) -> list[tuple[Sign, str]]:
    """Give the actors of the signs that tell none, and keep in mind who was told."""
    _start_sentence(sentence, signs, scene)
    told = Counter(sign.actor for sign in signs if sign.actor and sign.actor not in BODIES)
    meant: list[tuple[Sign, str]] = []
    person, state = scene.person, scene.state  # the first of this sentence, where one was told, else of one before
    new_person = new_state = True
    for sign in signs:
        if sign.sort == UNNAMED:
            meant.append((sign, sign.actor))
        elif not sign.actor and sign.sort != "first":
            meant += ((sign, actor) for actor in _find_actors(sign, person, state, told, scene))
        if new_person and sign.actor and sign.sort in {"person", UNNAMED}:
            person, new_person = sign.actor, False
        if new_state and sign.actor and sign.sort in STATES:
            state, new_state = sign.actor, False
    meant += _find_speaker(sentence, signs, meant, scene)
    _keep(signs, meant, told, scene)
    return sorted(meant, key=lambda found: found[0][:2])


def _start_sentence(sentence: Sentence, signs: Sequence[Sign], scene: Scene) -> None:
    """Note where a paragraph ends a quotation, and who speaks where a label says so."""
    if sentence.passage != scene.passage:
        scene.passage, scene.quoting = sentence.passage, False
    label = LABEL.match(sentence.text)
    if label:
        inside = [sign for sign in signs if sign.end <= label.end()]
        if not any(sign.sort == "seat" for sign in inside):  # no dateline
            scene.speaker = next((sign.actor for sign in inside if sign.actor), "")


def _find_actors(sign: Sign, person: str, state: str, told: Counter[str], scene: Scene) -> Sequence[str]:
    """Give those whom a sign without an actor stands for."""
    if sign.sort in {"person", "state"}:
        actor = person if sign.sort == "person" else state
        return [actor] if actor else []
    if sign.sort == "pair":
        return _find_pair(told, scene)
    if sign.sort == "plural":
        return scene.plural
    return [sign.sort] if sign.sort in scene.seen else []


def _find_pair(told: Counter[str], scene: Scene) -> Sequence[str]:
    """Give the two states of the sentence, else the two told most of late."""
    if len(told) == 2:
        return [*told]
    counts = sum(scene.lately, Counter[str]()) + told
    pair = [actor for actor, _ in counts.most_common(2)]
    return pair if len(pair) == 2 else []


def _find_speaker(
    sentence: Sentence, signs: Sequence[Sign], meant: Sequence[tuple[Sign, str]], scene: Scene
) -> Iterator[tuple[Sign, str]]:
    """Give those whom "we" and "I" in a sentence stand for."""
    marks = [mark.start() for mark in MARK.finditer(sentence.text)]
    opened = scene.quoting
    scene.quoting = opened != bool(len(marks) % 2)

    def quoted(sign: Sign) -> bool:
        return opened != bool(bisect_left(marks, sign.start) % 2)

    first = [sign for sign in signs if sign.sort == "first"]
    if not first:
        return
    outside = [(sign, sign.actor) for sign in signs if sign.actor and not quoted(sign)]
    outside += [(sign, actor) for sign, actor in meant if sign.sort in {"person", "state"} and not quoted(sign)]
    outside.sort(key=lambda found: (found[0].sort != "person", found[0].start))
    spoken = outside[0][1] if outside else scene.person
    for sign in first:
        actor = spoken if quoted(sign) else AUTHOR if scene.speaker is None else scene.speaker
        if actor:
            yield sign, actor


def _keep(signs: Sequence[Sign], meant: Sequence[tuple[Sign, str]], told: Counter[str], scene: Scene) -> None:
    """Keep in mind whom a sentence told."""
    known = [(sign, sign.actor) for sign in signs if sign.actor] + [pair for pair in meant if not pair[0].actor]
    known.sort(key=lambda found: found[0].start)
    person = next((actor for sign, actor in known if sign.sort == "person"), "")
    scene.person = person or next((actor for sign, actor in known if sign.sort == UNNAMED), scene.person)
    scene.state = next((sign.actor for sign in signs if sign.actor and sign.sort in STATES), scene.state)
    scene.plural = _find_plural(known) or (tuple(told) if len(told) == 2 else scene.plural)
    scene.seen.update(sign.actor for sign in signs if sign.actor)
    scene.lately.append(told)


def _find_plural(known: Sequence[tuple[Sign, str]]) -> tuple[str, ...]:
    """Give those whom "they" in the next sentence stands for: a pair, several without a name, a movement."""
    pair = tuple(dict.fromkeys(actor for sign, actor in known if sign.sort == "pair"))
    several = [actor for sign, actor in known if sign.sort == UNNAMED or actor == "TALIBAN"]
    return pair or tuple(several[:1])


def _find_signs(sentence: Sentence, named: Sequence[Mention], codebook: Codebook) -> list[Sign]:
    """Find the stretches that stand for somebody, in order; those inside a name are left out."""
    text, sorts = sentence.text, _read_sorts(codebook)
    offsets = OffsetMap(sentence.start, sentence.end, sentence.repairs)
    names = [Sign(*offsets.clean_span(m.start, m.end), sorts.get(m.quote, "state"), m.actor) for m in named]
    names = [_hold_office(name, text) for name in names]
    pattern, actors = _compile(codebook)
    others = [Sign(*alias.span(), UNNAMED, actors[alias[0]]) for alias in pattern.finditer(text)]
    strangers = [Sign(*name.span(), "person", OTHER) for name in STRANGER.finditer(text)]
    references = [Sign(*m.span(), str(m.lastgroup)) for m in _compile_anaphors(codebook).finditer(text)]
    ends = [name.end for name in names]

    def free(sign: Sign) -> bool:
        first = bisect_right(ends, sign.start)
        return first == len(names) or names[first].start >= sign.end

    signs = sorted(
        [*names, *filter(free, [*others, *strangers, *references])], key=lambda sign: (sign.start, -sign.end)
    )
    return [sign for last, sign in pairwise([Sign(-1, -1, ""), *signs]) if sign.start >= last.end]


def _hold_office(name: Sign, text: str) -> Sign:
    """Take "the Russian foreign minister" for a person."""
    return name._replace(sort="person") if OFFICE.match(text, name.end) else name


@cache
def _read_sorts(codebook: Codebook) -> dict[str, str]:
    return {row["alias"]: row["sort"] for row in codebook.table("actors")}


@cache
def _compile(codebook: Codebook) -> tuple[re.Pattern[str], dict[str, str]]:
    """Make one pattern of those without a name, also with a capital where a sentence begins."""
    rows = [row for row in codebook.table("actors") if row["sort"] == UNNAMED]
    actors = {
        alias: row["actor"] for row in rows for alias in (row["alias"], row["alias"][:1].upper() + row["alias"][1:])
    }
    return re.compile(match_whole(actors)), actors


@cache
def _compile_anaphors(codebook: Codebook) -> re.Pattern[str]:
    """Make one pattern of all anaphors, of the group of their sort; whole words, and a capital may begin them."""
    sorts: dict[str, list[str]] = {}
    for row in codebook.table("anaphors"):
        sorts.setdefault(row["sort"], []).append(row["pattern"])
    groups = [f"(?P<{sort}>{'|'.join(patterns)})" for sort, patterns in sorts.items()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups) or '(?!)'})(?!\w)")
