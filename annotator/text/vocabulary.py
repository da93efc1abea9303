"""What words are known, and how often: the bundled lexicon and what the corpus adds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from annotator.bundled import resource
from annotator.model.span import Span
from annotator.text.folding import fold
from annotator.text.words import words_in


class Kind(StrEnum):
    """What an entry of the lexicon names; the values are the sections of ``words.tsv``."""

    WORD = "word"
    PERSON = "person"
    PLACE = "place"
    BODY = "body"
    PEOPLE = "people"


class _Lexicon(NamedTuple):
    counts: Mapping[str, int]
    kinds: Mapping[str, Kind]
    least_count: int
    least_ratio: float


class Vocabulary:
    """Counts of words, compared in the search form.

    The bundled lexicon is shared by all vocabularies; what a corpus adds belongs to one.

    Attributes:
        least_count: How often a stem must be known before a word is cut for it.
        least_ratio: How often, in proportion to the whole word.

    >>> vocabulary = Vocabulary.bundled()
    >>> vocabulary.count("فرنسا") > vocabulary.count("رنسا")
    True
    """

    __slots__ = ("_added", "_lexicon", "least_count", "least_ratio")

    def __init__(
        self, counts: Mapping[str, int] | None = None, *, least_count: int = 3, least_ratio: float = 1.0
    ) -> None:
        """A vocabulary without the bundled lexicon.

        Args:
            counts: Words and how often each occurs.
            least_count: See the attributes.
            least_ratio: See the attributes.
        """
        self._lexicon = _Lexicon({}, {}, least_count, least_ratio)
        self._added: Counter[str] = Counter()
        self.least_count = least_count
        self.least_ratio = least_ratio
        for word, count in (counts or {}).items():
            self._added[fold(word)] += count

    @classmethod
    def bundled(cls) -> Vocabulary:
        """A new vocabulary that begins with the bundled lexicon and its thresholds.

        Raises:
            FileNotFoundError: If the lexicon is not where it belongs.
        """
        lexicon = _bundled_lexicon()
        vocabulary = cls(least_count=lexicon.least_count, least_ratio=lexicon.least_ratio)
        vocabulary._lexicon = lexicon
        return vocabulary

    def count(self, word: str) -> int:
        """How often the word is known, in whatever spelling; 0 where it is not."""
        folded = fold(word)
        return self._lexicon.counts.get(folded, 0) + self._added[folded]

    def kind(self, name: str) -> Kind | None:
        """What the bundled lexicon says a name (of one or several words) is; None where it does not know."""
        return self._lexicon.kinds.get(fold(name))

    def names(self) -> Iterator[str]:
        """The names of the bundled lexicon, in the search form: for gazetteers."""
        return (name for name, kind in self._lexicon.kinds.items() if kind is not Kind.WORD)

    def add(self, words: Iterable[str]) -> None:
        """Count words once more each."""
        self._added.update(fold(word) for word in words)

    def add_text(self, text: str) -> None:
        """Count every word of a text, as an article that joins the corpus."""
        folded = fold(text)
        if folded:
            self._added.update(word.of(folded) for word in words_in(folded, Span(0, len(folded))))


_THRESHOLDS: Final = ("least_count", "least_ratio")


@lru_cache(maxsize=1)
def _bundled_lexicon() -> _Lexicon:
    """The lexicon, read when it is first asked for.

    Lines are ``word TAB count TAB kind``; ``#`` begins a comment, or a threshold as ``#least_count TAB 3``.
    """
    # Folding the whole file at once is much faster than word by word; tabs and line ends stay.
    lines = fold(resource("lexicons", "words.tsv").read_text(encoding="utf-8")).splitlines()
    thresholds: dict[str, float] = {}
    counts: dict[str, int] = {}
    kinds: dict[str, Kind] = {}
    named = {kind.value: kind for kind in Kind}
    for line in lines:
        if line.startswith("#"):
            name, _, value = line[1:].partition("\t")
            if name in _THRESHOLDS:
                thresholds[name] = float(value)
            continue
        word, count, kind = line.split("\t")
        counts[word] = int(count)
        kinds[word] = named[kind]
    return _Lexicon(counts, kinds, int(thresholds["least_count"]), thresholds["least_ratio"])
