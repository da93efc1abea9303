"""What annotating an article costs a person: keys and seconds from the end of one annotation to the end of the next.

A given annotated article is entered by key events at the real window, by a simulated skilled user who sees only what
the screen offers: travel, selection, label, border repair, tie, every core attribute, referent. Nothing suggests
annotations; what the program proposes of itself (the end of a claim, the stem of a word, who goes on speaking, how a
claim is quoted) costs its correction where it is wrong. At the end the entered set must be the given one.

Seconds are those of the keystroke-level model (Card, Moran & Newell 1980): K 0.2 s, M 1.35 s a decision, P 1.1 s,
H 0.4 s; no hand ever leaves the keyboard here. Run it with the path of a native JSONL file, or on the sample articles.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
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
from tests.bench.entering import Entering
from tests.bench.heldout import held_out
from tests.bench.planning import M
from tests.bench.typist import Cost
from tests.bench.windowed import window_on

GIVEN: Final = SetName("adjudicated")
MOST_KEYS, MOST_SECONDS = 3.5, 2.3
_PLAIN, _CHAINED = 8, 11
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
        chained: The same of each relay and denial.
    """

    cost: Cost = field(default_factory=Cost)
    annotations: int = 0
    attributions: int = 0
    links: int = 0
    arcs: int = 0
    plain: list[tuple[int, int]] = field(default_factory=list)
    chained: list[tuple[int, int]] = field(default_factory=list)

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
                kind = self.chained if _is_chained(relation) else self.plain
                kind.append((alone.keys_of[relation.id], alone.ways_to[relation.id]))


def given_articles(path: Path) -> list[AnnotatedDocument]:
    """The adjudicated sets of a file of native records; all sets where none is adjudicated."""
    author = Handle(SET_NAME)
    with (
        tempfile.TemporaryDirectory() as folder,
        Corpus.create(Path(folder) / "given.isnad", default_scheme(), author=author) as corpus,
    ):
        import_paths(corpus, [path], author=author)
        articles = [one for one in corpus.every_annotated() if one.annotation_set is not None]
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


def run(path: Path | None = None) -> None:
    """Measure and print."""
    tally = Tally()
    for article in given_articles(path or bundled("sample_corpus", "annotated.jsonl")):
        with empty_article(article) as window:
            entering = Entering(window, article)
            cost = entering.enter()
            differences = entering.differences()
            assert not differences, "\n".join(differences)
        with empty_article(article) as window:
            alone = Entering(window, article, only_attributions=True)
            alone.enter()
        tally.add(article, cost)
        tally.add_keys(article, alone)
    tell(tally)
    if path is None:
        tell_held_out()


def tell_held_out() -> None:
    """Attributions of articles on which no rule was tuned."""
    tally = Tally()
    for article in held_out("heldout"):
        with empty_article(article) as window:
            alone = Entering(window, article, only_attributions=True)
            alone.enter()
        tally.add_keys(article, alone)
    print("The same of four articles that were written before the rules (looked at once, when the rules first ran)")
    _tell_attributions("a plain attribution", tally.plain, _PLAIN)
    _tell_attributions("a relay or denial", tally.chained, _CHAINED)
    print(flush=True)


def tell(tally: Tally) -> None:
    """Print the figures."""
    cost, items = tally.cost, tally.items
    keys, seconds = cost.all_keys / items, cost.seconds / items
    print("What annotating costs a person (ten sample articles, adjudicated set, entered without any suggester)")
    print(f"  {tally.annotations} annotations, {tally.attributions} attributions, {tally.links} coreference links")
    print(f"  keys: {_listed(cost.keys)}")
    print(f"  decisions: {_listed(cost.decisions)}")
    print(f"  keys an item     {keys:6.2f}    reach: at most {MOST_KEYS}  {_verdict(keys <= MOST_KEYS)}")
    print(f"  seconds an item  {seconds:6.2f}    reach: at most {MOST_SECONDS}  {_verdict(seconds <= MOST_SECONDS)}")
    strict = (cost.seconds + M * cost.looks) / items
    print(
        f"  … and a look of {M} s at each of {cost.looks} right proposals (values, what a key alone took): {strict:.2f}"
    )
    _tell_attributions("a plain attribution", tally.plain, _PLAIN)
    _tell_attributions("a relay or denial", tally.chained, _CHAINED)
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


def _is_chained(relation: Relation) -> bool:
    return bool(relation.roles.get("via")) or relation.attributes.get("stance") == "deny"


def _listed(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counted.most_common())


def _verdict(reached: bool) -> str:
    return "reached" if reached else "NOT REACHED"


if __name__ == "__main__":
    run(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
