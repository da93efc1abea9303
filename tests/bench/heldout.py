"""Articles that no rule was made for, annotated in brackets, entered like the others.

Those of ``heldout.txt`` were written before the rules that read on, and looked at once, when the rules first ran; those
of ``unseen.txt`` were written, and measured, before the rules were gone over a second time.

A bracket is an annotation: a letter (``q`` cue, ``s`` source, ``v`` relay, ``c`` claim), the number
of its attribution, and the words. The same name twice is one annotation in two fragments; a second cue of one
attribution bears a letter (``q3b``). Below each article stands what its words do not say: who goes on speaking
(``# 3 continued 2``), who denies (``# 7 deny 6``: the claim of another), what nobody says, another stance
(``# 6 stance doubt``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from annotator.model.annotated import AnnotatedDocument, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.document import new_document
from annotator.model.identity import AnnotationId, RelationId
from annotator.model.relation import Relation
from annotator.model.scheme import ATTRIBUTION, CLAIM_LAYER, CUE_LAYER, SOURCE_LAYER
from annotator.model.span import Span

_LAYERS: Final = {
    "q": (CUE_LAYER, "Cue"), "s": (SOURCE_LAYER, "Source"), "v": (SOURCE_LAYER, "Source"), "c": (CLAIM_LAYER, "Claim"),
}  # fmt: skip
_FOLDER: Final = Path(__file__).parent
_STANCE: Final = "stance "
_BRACKET: Final = re.compile(r"\[([qsvc]\d+[a-z]?) |\]")


def held_out(name: str) -> Iterator[AnnotatedDocument]:
    """The articles of ``heldout`` or ``unseen``, each with its annotations and attributions."""
    file = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    for number, article in enumerate(file.split("\n\n"), start=1):
        lines = article.strip().splitlines()
        marked = "\n".join(line for line in lines if not line.startswith("#"))
        facts = [line.split(maxsplit=2) for line in lines if line.startswith("#")]
        said = {int(which): what for _sign, which, what in facts if not what.startswith(_STANCE)}
        stances = {int(which): what.removeprefix(_STANCE) for _sign, which, what in facts if what.startswith(_STANCE)}
        yield _article(f"{name}-{number}", marked, said, stances)


def _article(name: str, marked: str, said: dict[int, str], stances: dict[int, str]) -> AnnotatedDocument:
    text, spans = _unbracketed(marked)
    annotations = [
        Annotation(AnnotationId(tag), *_LAYERS[tag[0]], tuple(fragments)) for tag, fragments in spans.items()
    ]
    return AnnotatedDocument(
        new_document(text, document_id=name), (), None, tuple(sorted(annotations, key=lambda a: a.order)),
        tuple(_relations(spans, said, stances)), (), SchemeRef("arabic-news", "1"),
    )  # fmt: skip


def _unbracketed(marked: str) -> tuple[str, dict[str, list[Span]]]:
    """The words, and the fragments of each annotation."""
    text = ""
    spans: dict[str, list[Span]] = {}
    opened: list[tuple[str, int]] = []
    last = 0
    for match in _BRACKET.finditer(marked):
        text += marked[last : match.start()]
        last = match.end()
        if match.group(1):
            opened.append((match.group(1), len(text)))
        else:
            tag, start = opened.pop()
            spans.setdefault(tag, []).append(Span(start, len(text)))
    return text + marked[last:], spans


def _relations(spans: dict[str, list[Span]], said: dict[int, str], stances: dict[int, str]) -> Iterator[Relation]:
    for number in sorted({int(re.sub(r"\D", "", tag)) for tag in spans}):
        word, _space, other = said.get(number, "text").partition(" ")
        denied = other if word == "deny" and other else str(number)
        members = {
            "claim": [f"c{denied}"],
            "source": [_speaker(int(other), spans, said) if word == "continued" else f"s{number}"],
            "via": [f"v{number}"],
            "cue": [f"q{number}", f"q{number}b"],
        }
        roles = {role: tuple(AnnotationId(tag) for tag in tags if tag in spans) for role, tags in members.items()}
        holder = word if word in ("continued", "unstated") else "text"
        stance = stances.get(number, "deny" if word == "deny" else "assert")
        yield Relation(
            RelationId(f"r{number:02}"), ATTRIBUTION, {role: found for role, found in roles.items() if found},
            {"holder": holder, "stance": stance},
        )  # fmt: skip


def _speaker(number: int, spans: dict[str, list[Span]], said: dict[int, str]) -> str:
    """Who speaks in an attribution, through all that go on with it."""
    word, _space, other = said.get(number, "").partition(" ")
    return _speaker(int(other), spans, said) if word == "continued" else f"s{number}"
