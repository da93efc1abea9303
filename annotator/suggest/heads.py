"""What kind of body or place the first noun of some words names: «صحيفة …», «وزارة …», «مدينة …»."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from annotator.bundled import resource
from annotator.text.folding import fold

_ARTICLE: Final = "ال"


def kind_of_head(words: str) -> str | None:
    """The entity label that the first noun of some words tells, by the lexicon of heads.

    Args:
        words: A name or a noun phrase, as it is written, without what is attached to it.

    Returns:
        The label, or None where the noun tells none.

    >>> kind_of_head("صحيفة «المال اليوم»"), kind_of_head("مدير شركة")
    ('ORG', None)
    """
    first = fold(words.split(maxsplit=1)[0]) if words.strip() else ""
    return _heads().get(first.removeprefix(_ARTICLE), _heads().get(first))


@lru_cache(maxsize=1)
def _heads() -> Mapping[str, str]:
    """The bundled list by noun in the search form, read when it is first asked for."""
    lists = tomllib.loads(resource("lexicons", "heads.toml").read_text(encoding="utf-8"))["heads"]
    return {fold(noun): label for label, nouns in lists.items() for noun in nouns.split()}
