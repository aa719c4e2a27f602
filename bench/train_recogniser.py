"""Learn glossary/data/recogniser.npz and ranking.toml from bench/data/marked.

usage: python bench/train_recogniser.py [--check]

Three steps, each from a fixed seed, so that the files come out bit for bit:

1. letters: a logistic regression over the letter sequences of names (the packaged
   gazetteer, given and family names) against general words (wordfreq), for
   ``glossary.extract.letters``;
2. the recogniser: a conditional random field (python-crfsuite, L-BFGS) over our own
   marked articles;
3. the ranking: the articles are extracted with recognisers that have not seen them
   (five folds), and two logistic regressions learn from ``glossary.extract.features``
   which candidates are names, and which of the others are terms.

``--check`` prints the quality over the folds and writes nothing.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
import tempfile
from collections import Counter, defaultdict
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pycrfsuite
import wordfreq
from marked import TERM, Marked, articles, labelled
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from glossary import lexicon
from glossary.arabic import Gap, bare, key
from glossary.extract import candidates, recogniser
from glossary.extract.attributes import CLASSES, describe_words, person_words
from glossary.extract.known import known_words
from glossary.extract.letters import BUCKETS, sequences
from glossary.extract.rank import score
from glossary.extract.vocabulary import describe
from glossary.extract.weights import packed
from glossary.gazetteer import places
from glossary.knowledge import place_senses
from glossary.names.given import given_names
from glossary.readings import Readings, word_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.extract.corpus import Corpus
    from glossary.extract.recogniser import Recogniser

DATA = Path(__file__).parents[1] / "glossary" / "data"
FOLDS = 5
NEVER = -30.0
"""The score of a label that cannot follow another."""
FAR = "lkcz"
"""Attributes that count two words away."""
CRF = {"c1": 0.05, "c2": 0.5, "max_iterations": 120, "feature.minfreq": 2}
RANKED = (
    "count|name mean|name best|name second|name sum|term mean|term sum|alone|words|"
    "weird|weirdest|adjective|generic|headed|definite|foreign|one word|cvalue|pmi|llr|"
    "known"
).split("|")
"""Features of the ranking; how many texts hold a name says little where, as here, each
text is about a matter of its own."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    marked = articles()
    words = sum(len(article.document.text.split()) for article in marked)
    print(f"{len(marked)} articles, {words:,} words")
    letters = learn_letters()
    prepared = [observations(*labelled([article]), letters) for article in marked]
    rows: list[Row] = []
    for fold in range(FOLDS):
        seen = [n for n in range(len(marked)) if n % FOLDS != fold]
        model = learn([prepared[n] for n in seen], letters)
        held = [marked[n] for n in range(len(marked)) if n % FOLDS == fold]
        rows += judged(fold, held, model)
    report(rows)
    if not check:
        model = learn(prepared, letters)
        save(model, DATA / "recogniser.npz")
        (DATA / "ranking.toml").write_text(ranking(rows), "utf-8")


def learn_letters() -> NDArray[np.float16]:
    """Return the weights of ``letters.name_likeness``."""
    frequency: defaultdict[str, float] = defaultdict(float)
    for word, share in sorted(wordfreq.get_frequency_dict("ar", "large").items()):
        frequency[key(word)] += share
    zipf = {word: math.log10(share * 1e9) for word, share in frequency.items()}
    names = {
        word
        for place in places()
        for word in place.split()
        if zipf.get(f"ال{word}", 0) < 2.0 and zipf.get(word, 0) < 4.8
    }
    names |= {w for w in person_words() if zipf.get(f"ال{w}", 0) < 3.0}
    names |= {word for name in given_names() for word in name.split()}
    names = {word for word in names if len(word) > 2}
    general = set()
    for word, value in zipf.items():
        (stem,) = word_keys(word) or [""]
        if value >= 3.0 and word.isalpha() and not names & {word, stem}:
            if zipf.get(f"ال{stem}", 0) >= 3.0:
                general.add(stem)
            elif value >= 4.0:
                general.add(word)
    known = [*sorted(names), *sorted(general)]
    rows, buckets = sequences(known)
    seen = csr_matrix((np.ones(len(rows)), (rows, buckets)), (len(known), BUCKETS))
    are_names = np.arange(len(known)) < len(names)
    fitted = LogisticRegression(C=0.5, max_iter=500).fit(seen, are_names)
    print(f"letters: {len(names):,} names, {len(general):,} general words")
    return np.append(fitted.coef_[0], fitted.intercept_[0]).astype(np.float16)


Observed = tuple[list[list[list[str]]], list[list[str]]]
"""For each paragraph: what is seen of each word, and the words' labels."""


def observations(
    corpus: Corpus, labels: list[str], letters: NDArray[np.float16]
) -> Observed:
    """Write what ``Recogniser`` adds up for each word as named features."""
    readings = Readings(lexicon.arabic(), corpus=corpus.words())
    readings.learn(known_words(list(place_senses(places())), lexicon.arabic()))
    vocabulary = describe(corpus, readings)
    columns, classes = describe_words(vocabulary, corpus.types, letters)
    spelt = (
        values if codes is None else [values[code] for code in codes.tolist()]
        for values, codes in columns
    )
    attributes = [tuple(filter(None, word)) for word in zip(*spelt, strict=True)]
    seen: list[list[list[str]]] = []
    told: list[list[str]] = []
    starts = recogniser.paragraphs(corpus).tolist()
    for start, end in zip(starts, [*starts[1:], len(corpus.word)], strict=True):
        rows = corpus.word[start:end].tolist()
        kinds = [0, *classes[rows].tolist(), 0]
        gaps = [*corpus.gap[start:end].tolist(), int(Gap.PARAGRAPH)]
        seen.append(
            [
                [
                    *near(attributes, rows, place),
                    f"G{gaps[place]}.{gaps[place + 1]}",
                    f"P{gaps[place]}.{kinds[place]}.{kinds[place + 1]}",
                    f"N{gaps[place + 1]}.{kinds[place + 1]}.{kinds[place + 2]}",
                    f"T{kinds[place]}.{kinds[place + 1]}.{kinds[place + 2]}",
                ]
                for place in range(len(rows))
            ]
        )
        told.append(labels[start:end])
    return seen, told


def near(
    attributes: Sequence[tuple[str, ...]], rows: Sequence[int], place: int
) -> list[str]:
    return [
        f"{offset}{name}"
        for offset in recogniser.OFFSETS
        if 0 <= place + offset < len(rows)
        for name in attributes[rows[place + offset]]
        if abs(offset) < 2 or name[0] in FAR
    ]


def learn(prepared: Sequence[Observed], letters: NDArray[np.float16]) -> Recogniser:
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(CRF)
    for seen, told in prepared:
        for words, labels in zip(seen, told, strict=True):
            trainer.append(words, labels)
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/model")
        tagger = pycrfsuite.Tagger()
        tagger.open(f"{folder}/model")
        return table(tagger.info(), letters)


def table(learned: Any, letters: NDArray[np.float16]) -> Recogniser:  # noqa: ANN401
    """Put the learned weights, named by strings, into the recogniser's arrays."""
    labels = sorted(learned.labels, key=lambda one: (one != "O", one[2:], one))
    number = {label: place for place, label in enumerate(labels)}
    size, kinds, gaps = len(labels), len(CLASSES), len(Gap)
    arrays = {
        "G": np.zeros((gaps, gaps, size), np.float32),
        "P": np.zeros((gaps, kinds, kinds, size), np.float32),
        "N": np.zeros((gaps, kinds, kinds, size), np.float32),
        "T": np.zeros((kinds, kinds, kinds, size), np.float32),
    }
    names: dict[str, int] = {}
    entries = []
    for (feature, label), weight in sorted(learned.state_features.items()):
        if match := re.match(r"(-?\d)(\D.*)$", feature, re.DOTALL):
            row = names.setdefault(match[2], len(names))
            column = recogniser.OFFSETS.index(int(match[1]))
            entries.append((row, column, number[label], weight))
        else:
            place = tuple(map(int, feature[1:].split(".")))
            arrays[feature[0]][(*place, number[label])] = weight
    words = np.zeros((len(names), len(recogniser.OFFSETS), size), np.float32)
    for row, column, label_, weight in entries:
        words[row, column, label_] = weight
    transitions = np.array(
        [
            [
                0 if not to.startswith("I-") or of[2:] == to[2:] else NEVER
                for to in labels
            ]
            for of in labels
        ],
        np.float32,
    )
    for (of, to), weight in learned.transitions.items():
        transitions[number[of], number[to]] = weight
    return recogniser.Recogniser(
        labels=tuple(labels),
        rows=names,
        words=words,
        gaps=arrays["G"],
        before=arrays["P"],
        after=arrays["N"],
        around=arrays["T"],
        transitions=transitions,
        letters=letters,
    )


def save(model: Recogniser, path: Path) -> None:
    names = "words gaps before after around transitions letters".split()
    tables = {name: getattr(model, name) for name in names}
    tables["attributes"] = np.frombuffer("\n".join(model.rows).encode(), np.uint8)
    tables["labels"] = np.frombuffer("\n".join(model.labels).encode(), np.uint8)
    np.savez_compressed(path, **packed(tables))
    print(f"{path.name}: {len(model.rows):,} attributes, {path.stat().st_size:,} bytes")


Row = tuple[int, list[float], bool, bool]
"""Fold, features, whether it is a name, whether it is a term."""


def judged(fold: int, held: Sequence[Marked], model: Recogniser) -> list[Row]:
    """Extract texts with a model that has not seen them; say what is what."""
    names = wanted(held, lambda label: label != TERM)
    terms = wanted(held, lambda label: label == TERM)
    found = candidates.Extraction(
        [article.document for article in held],
        lexicon=lexicon.arabic(),
        senses=list(place_senses(places())),
        model=model,
        settle=False,
    )
    rows: list[Row] = []
    for number, group in enumerate(found.groups):
        name = normal(found.base(group))
        values = [float(found.features.columns[one][number]) for one in RANKED]
        rows.append((fold, values, name in names, name in terms))
    return rows


def wanted(held: Sequence[Marked], is_kind: Any) -> set[str]:  # noqa: ANN401
    found = Counter(
        normal(article.document.text[span.start : span.end])
        for article in held
        for span in article.spans
        if is_kind(span.label)
    )
    return set(found)


def normal(text: str) -> str:
    return " ".join(word_keys(" ".join(re.findall(r"\w+", bare(text)))))


def report(rows: Sequence[Row]) -> None:
    """Print the quality over the folds."""
    for fold in range(FOLDS):
        train = [row for row in rows if row[0] != fold]
        test = [row for row in rows if row[0] == fold]
        name, term = (weights(train, kind) for kind in (2, 3))
        table_ = np.array([row[1] for row in test])
        chance = [
            1 / (1 + np.exp(-(table_ @ slope + constant)))
            for slope, constant in (name, term)
        ]
        real = np.array([row[2] or row[3] for row in test])
        names = np.array([row[2] for row in test])
        order = np.argsort(-score(*chance))
        print(
            f"fold {fold}: {len(test)} candidates, {names.sum()} names; names' average "
            f"precision {average_precision_score(names, chance[0]):.3f}; of the first "
            f"100 {real[order][:100].mean():.2f} real"
        )


def weights(rows: Sequence[Row], kind: int) -> tuple[NDArray[np.float64], float]:
    """Fit a regression for names (2), or for terms (3) among what is no name."""
    chosen = [row for row in rows if kind == 2 or not row[2]]
    table_ = np.array([row[1] for row in chosen])
    mean, spread = table_.mean(axis=0), table_.std(axis=0) + 1e-9
    fitted = LogisticRegression(C=0.1, max_iter=2000).fit(
        (table_ - mean) / spread, [row[kind] for row in chosen]
    )
    slope = fitted.coef_[0] / spread
    return slope, float(fitted.intercept_[0] - slope @ mean)


def ranking(rows: Sequence[Row]) -> str:
    """Return the text of ranking.toml."""
    text = ""
    for title, kind in (("name", 2), ("term", 3)):
        slope, constant = weights(rows, kind)
        text += f"\n[{title}]\nconstant = {constant:.4f}\n"
        text += "".join(
            f'"{name}" = {weight:.4f}\n'
            for name, weight in zip(RANKED, slope, strict=True)
        )
    signature = blake2b(text.encode(), digest_size=4).hexdigest()
    return (
        "# Learned by bench/train_recogniser.py: log-odds for each feature.\n"
        f'signature = "logistic-{signature}"\n{text}'
    )


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()
