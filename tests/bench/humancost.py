"""What annotating an article costs a person: keys and seconds from the end of one annotation to the end of the next.

A given annotated article is entered by key events at the real window, by a simulated skilled user who sees only what
the screen offers: travel, selection, label, border repair, tie, every core attribute, referent. Nothing suggests
annotations; what the program proposes of itself (the end of a claim, the stem of a word, who goes on speaking, how a
claim is quoted) costs its correction where it is wrong. At the end the entered set must be the given one.

Seconds are those of the keystroke-level model (Card, Moran & Newell 1980): K 0.2 s, M 1.35 s a decision, P 1.1 s,
H 0.4 s; no hand ever leaves the keyboard here. They are counted three times: with one decision for each annotation that
is made up in the mind (an attribution taken as a whole is one), with a further look at each proposal that was right,
and with a look at each part of an attribution that was taken as a whole. How a claim is quoted and its stance stand in
the strip beside what is proposed: where all of it was taken as it stood, they were seen at the same look.

``python -m tests.bench humancost`` measures the sample articles and those that no rule was made for;
``python -m tests.bench humancost FILE.jsonl`` any native records; with ``--by-single-keys`` the key that takes a whole
attribution is left alone.
"""

from __future__ import annotations

import statistics
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from annotator.bundled import bundled
from annotator.model.annotated import AnnotatedDocument
from annotator.model.identity import Handle, SetName
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION
from annotator.operations.transfer import import_paths
from annotator.store.corpus import Corpus
from annotator.ui.window import Window
from tests.bench.corpora import SET_NAME, default_scheme
from tests.bench.entering import Entering, NoKeyError
from tests.bench.heldout import held_out
from tests.bench.planning import M
from tests.bench.tying import NoNumberError
from tests.bench.typist import Cost
from tests.bench.windowed import window_on

GIVEN: Final = SetName("adjudicated")
MOST_KEYS, MOST_SECONDS = 3.5, 2.3
_PLAIN, _CHAINED = 8, 11
_BY_SINGLE_KEYS: Final = "--by-single-keys"
_HELD_OUT: Final = (
    ("heldout", "four articles that were written before the rules (looked at once, when the rules first ran)"),
    ("unseen", "sixteen articles that were written before the rules were gone over (then looked at: first 103 of 122)"),
)
# A drag-and-click web tool, by its documented gestures: drag over the words and click a label; drag an arc, click one.
_WEB_SPAN_S, _WEB_ARC_S = 4.0, 5.3


@dataclass
class Tally:
    """What all articles together cost.

    Attributes:
        cost: Keys and decisions.
        annotations: How many were entered.
        attributions: How many.
        links: Coreference links: mentions of somebody who was mentioned before.
        arcs: What a web tool would draw: from each claim to each member, from each mention to the one before.
        plain: Keys of each attribution with at most one source and one cue, and the way to it among them.
        chained: The same of each relay, denial and joint statement.
        longest: Those with more keys than they should have, each in a line with its keys.
    """

    cost: Cost = field(default_factory=Cost)
    annotations: int = 0
    attributions: int = 0
    links: int = 0
    arcs: int = 0
    plain: list[tuple[int, int]] = field(default_factory=list)
    chained: list[tuple[int, int]] = field(default_factory=list)
    longest: list[str] = field(default_factory=list)

    @property
    def items(self) -> int:
        """Annotations, attributions and coreference links."""
        return self.annotations + self.attributions + self.links

    def add(self, article: AnnotatedDocument, cost: Cost) -> None:
        """Count an article."""
        ties = [relation for relation in article.relations if relation.type == ATTRIBUTION]
        mentions = Counter(a.referent for a in article.annotations if a.referent is not None)
        links = mentions.total() - len(mentions)
        self.cost.add(cost)
        self.annotations += len(article.annotations)
        self.attributions += len(ties)
        self.links += links
        members = sum(len(tuple(relation.members())) - 1 for relation in article.relations)
        self.arcs += members + links

    def add_keys(self, article: AnnotatedDocument, alone: Entering) -> None:
        """Count what each attribution cost by itself."""
        for relation in article.relations:
            if relation.type == ATTRIBUTION:
                chained, keys = _is_chained(relation), alone.keys_of[relation.id]
                (self.chained if chained else self.plain).append((keys, alone.ways_to[relation.id]))
                if keys > (_CHAINED if chained else _PLAIN):
                    pressed = " ".join(alone.pressed[relation.id])
                    self.longest.append(f"{article.document.id} {relation.id}: {keys} keys, {pressed}")


def given_articles(path: Path) -> list[AnnotatedDocument]:
    """The adjudicated sets of a file of native records; all sets where none is adjudicated.

    Raises:
        NotGivenError: If the file is not there, or something in it is refused.
    """
    author = Handle(SET_NAME)
    with (
        tempfile.TemporaryDirectory() as folder,
        Corpus.create(Path(folder) / "given.isnad", default_scheme(), author=author) as corpus,
    ):
        report = import_paths(corpus, [path], author=author)
        if report.refused:
            problems = [problem for refused in report.refused for problem in refused.problems]
            raise NotGivenError([f"{path}:{problem.line or 1}: {problem.reason.english()}" for problem in problems])
        articles = [one for one in corpus.every_annotated() if one.annotation_set is not None]
    if not articles:
        raise NotGivenError([f"{path}: no annotation set is in it"])
    adjudicated = [one for one in articles if one.annotation_set is not None and one.annotation_set.name == GIVEN]
    return adjudicated or articles


@contextmanager
def empty_article(article: AnnotatedDocument) -> Iterator[Window]:
    """The window, open on the article without any annotation."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "cost.isnad"
        author = Handle(SET_NAME)
        with Corpus.create(corpus, default_scheme(), author=author) as made, made.act("Import", author=author) as act:
            act.put_document(article.document, article.zones)
        with window_on(corpus) as window:
            yield window


def run(*arguments: str) -> None:
    """Measure and print.

    Args:
        arguments: Paths of native JSONL files, none for the sample articles; ``--by-single-keys``.

    Raises:
        NotGivenError: If a file cannot be read, or is no native one.
    """
    by_single_keys = _BY_SINGLE_KEYS in arguments
    paths = [Path(argument) for argument in arguments if argument != _BY_SINGLE_KEYS]
    for path in paths or [bundled("sample_corpus", "annotated.jsonl")]:
        tally = Tally()
        left_out = []
        for article in given_articles(path):
            try:
                measure(article, tally, by_single_keys=by_single_keys)
            except UnmeasurableError as reason:
                left_out.append(str(reason))
        name = path.name if paths else "ten sample articles, adjudicated set"
        tell(tally, name=name, by_single_keys=by_single_keys)
        for line in left_out:
            print(f"  left out: {line}\n", flush=True)
    if not paths:
        for name, words in _HELD_OUT:
            tell_held_out(name, words, by_single_keys=by_single_keys)


def measure(article: AnnotatedDocument, tally: Tally, *, by_single_keys: bool = False) -> None:
    """Enter an article twice: all of it, and its attributions alone.

    Raises:
        UnmeasurableError: If it cannot be entered by keys as it is given; nothing is counted then.
    """
    try:
        with empty_article(article) as window:
            entering = Entering(window, article, by_single_keys=by_single_keys)
            cost = entering.enter()
            differences = entering.differences()
        alone = _attributions_alone(article, by_single_keys=by_single_keys)
    except (AssertionError, NoNumberError, NoKeyError) as failure:
        raise UnmeasurableError(article, [str(failure)]) from failure
    if differences:
        raise UnmeasurableError(article, differences)
    tally.add(article, cost)
    tally.add_keys(article, alone)


def tell_held_out(name: str, words: str, *, by_single_keys: bool = False) -> None:
    """Attributions of articles that no rule was made for."""
    tally = Tally()
    for article in held_out(name):
        tally.add_keys(article, _attributions_alone(article, by_single_keys=by_single_keys))
    print(f"The same of {words}")
    _tell_attributions("a plain attribution", tally.plain, _PLAIN)
    _tell_attributions("a relay or denial", tally.chained, _CHAINED)
    _tell_longest(tally)
    print(flush=True)


class NotGivenError(Exception):
    """A file holds no annotated articles that could be entered.

    Args:
        reasons: Why.
    """

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("\n".join(reasons))


class UnmeasurableError(Exception):
    """What came out on the screen is not what was given.

    Args:
        article: The article.
        differences: What differs.
    """

    def __init__(self, article: AnnotatedDocument, differences: Sequence[str]) -> None:
        super().__init__(f"{article.document.id}: entered by keys, it came out otherwise:\n" + "\n".join(differences))


def _attributions_alone(article: AnnotatedDocument, *, by_single_keys: bool) -> Entering:
    with empty_article(article) as window:
        alone = Entering(window, article, only_attributions=True, by_single_keys=by_single_keys)
        alone.enter()
    return alone


def tell(tally: Tally, *, name: str, by_single_keys: bool = False) -> None:
    """Print the figures."""
    cost, items = tally.cost, tally.items
    if not items:
        print(f"Nothing is annotated in {name}.")
        return
    keys, seconds = cost.all_keys / items, cost.seconds / items
    how = ", cue, source and claim by single keys" if by_single_keys else ""
    print(f"What annotating costs a person ({name}, entered without any suggester{how})")
    print(f"  {tally.annotations} annotations, {tally.attributions} attributions, {tally.links} coreference links")
    print(f"  keys: {_listed(cost.keys)}")
    print(f"  decisions: {_listed(cost.decisions)}")
    print(f"  keys an item     {keys:6.2f}    reach: at most {MOST_KEYS}  {_verdict(keys <= MOST_KEYS)}")
    print(f"  seconds an item  {seconds:6.2f}    reach: at most {MOST_SECONDS}  {_verdict(seconds <= MOST_SECONDS)}")
    for looks, of_what in ((cost.looks, "right proposals"), (cost.parts, "parts of right proposals")):
        strict = (cost.seconds + M * looks) / items
        print(f"  … with a look of {M} s at each of {looks} {of_what}: {strict:.2f}")
    _tell_attributions("a plain attribution", tally.plain, _PLAIN)
    _tell_attributions("a relay or denial", tally.chained, _CHAINED)
    _tell_longest(tally)
    print("  uses of the pointer   0    hands that leave the keyboard 0")
    web = (_WEB_SPAN_S * tally.annotations + _WEB_ARC_S * tally.arcs) / items
    print(f"  a drag-and-click web tool, {tally.annotations} spans and {tally.arcs} arcs: {web:.2f} seconds an item, "
          f"attributes not counted; ratio {seconds / web:.2f} ×")  # fmt: skip
    print("  the entered sets are the given ones: yes\n", flush=True)


def _tell_attributions(name: str, counted: list[tuple[int, int]], most: int) -> None:
    if not counted:
        return
    keys, own = [whole for whole, _way in counted], [whole - way for whole, way in counted]
    middle, within = statistics.median(keys), sum(count <= most for count in keys)
    print(
        f"  {name:<20} {middle:4.0f} keys  (median of {len(keys)}; {within} within {most}, most {max(keys)})"
        f"  reach: at most {most}  {_verdict(middle <= most)}"
    )
    print(
        f"    from its first word {statistics.median(own):4.0f} keys  "
        f"({sum(count <= most for count in own)} of {len(own)} within {most}, most {max(own)})"
    )


def _tell_longest(tally: Tally) -> None:
    """Each attribution that took more keys than it should, with its keys."""
    for line in tally.longest:
        print(f"    {line}")


def _is_chained(relation: Relation) -> bool:
    joint = len(relation.roles.get("source", ())) > 1
    return joint or bool(relation.roles.get("via")) or relation.attributes.get("stance") == "deny"


def _listed(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counted.most_common())


def _verdict(reached: bool) -> str:
    return "reached" if reached else "NOT REACHED"
