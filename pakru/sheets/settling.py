"""Settling: the sheet of what two coders disagree about, for a third reading that decides."""

from collections.abc import Mapping
from pathlib import Path

from pakru.codebook import Codebook
from pakru.rows import InputError
from pakru.sheets import write_handout
from pakru.sheets.handouts import Asked, Draft, Handout
from pakru.sheets.returns import Return

Place = tuple[str, int, int]  # file, start and end of a sentence
HALF = 0.5  # confidence of what one of two coders found


def ask_again(one: Return, other: Return, folder: str | Path, codebook: Codebook) -> Handout:
    """Write the sheet of the sentences that two coders coded differently, and give what it asks.

    Each stance that either found is a draft, with the words that the first of them quoted, and `drafted_by` names who
    found it; stances are the same if holder, target, polarity and basis are. Reading that sheet gives what was settled
    together with the sentences that both coded alike; those that only one has coded are left out. InputError if the two
    cannot be compared.
    """
    check_pair(one, other)
    drafts = [_draft_by_place(side) for side in (one, other)]
    sentences = [asked._replace(drafts=_put_together(asked, *drafts)) for asked in list_shared(one, other)]
    asked, agreed = ([s for s in sentences if _is_open(s) is wanted] for wanted in (True, False))
    numbered = tuple(sentence._replace(number=number) for number, sentence in enumerate(asked, 1))
    words = one.handout.holders, one.handout.targets
    handout = Handout(*words, numbered, (one.coder, other.coder), tuple(agreed))
    write_handout(handout, folder, codebook)
    return handout


def check_pair(one: Return, other: Return) -> None:
    """Raise an InputError if two sheets cannot be compared: a fault, the same coder, other words, other texts."""
    for side in (one, other):
        if side.faults:
            raise InputError(f"{side.faults[0]}; expected two sheets without a fault")
    if one.coder == other.coder:
        raise InputError(f"two sheets coded by {one.coder!r}; expected two coders")
    if (one.handout.holders, one.handout.targets) != (other.handout.holders, other.handout.targets):
        raise InputError(f"{one.coder} and {other.coder} had other holders or targets; expected sheets of one codebook")
    texts = _by_place(other)
    for place, asked in _by_place(one).items():
        if place in texts and texts[place].text != asked.text:
            raise InputError(f"{asked.file}: {one.coder} and {other.coder} read other texts; expected the same")


def list_shared(one: Return, other: Return) -> list[Asked]:
    """List the sentences that two coders have both coded, in the order of the texts."""
    coded = [set(side.sentences[["file", "start", "end"]].itertuples(index=False, name=None)) for side in (one, other)]
    asked = _by_place(one)
    return [asked[place] for place in sorted(coded[0] & coded[1])]


def _by_place(side: Return) -> Mapping[Place, Asked]:
    return {(asked.file, asked.start, asked.end): asked for asked in (*side.handout.asked, *side.handout.agreed)}


def _draft_by_place(side: Return) -> Mapping[Place, list[Draft]]:
    """Give the stances of a coder as drafts, by their sentences; offsets still count from the start of the file."""
    drafts: dict[Place, list[Draft]] = {}
    for row in side.stances.to_dict("records"):
        words = (row["holder"], row["target"], row["polarity"], row["basis"])
        draft = Draft(*words, row["start"], row["end"], HALF, side.coder)
        drafts.setdefault((row["file"], row["sentence_start"], row["sentence_end"]), []).append(draft)
    return drafts


def _put_together(asked: Asked, *sides: Mapping[Place, list[Draft]]) -> tuple[Draft, ...]:
    """Give the stances that either coder found in a sentence, each once."""
    found: dict[tuple[str, ...], Draft] = {}
    for draft in [draft for side in sides for draft in side.get((asked.file, asked.start, asked.end), ())]:
        words = draft.holder, draft.target, draft.polarity, draft.basis
        first = found.get(words)
        if first is None:
            found[words] = draft._replace(start=draft.start - asked.start, end=draft.end - asked.start)
        else:
            found[words] = first._replace(confidence=1.0, coder=f"{first.coder}; {draft.coder}")
    return tuple(found.values())


def _is_open(asked: Asked) -> bool:
    return any(draft.confidence == HALF for draft in asked.drafts)
