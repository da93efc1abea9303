"""How a WebAnno TSV file looks."""

from __future__ import annotations

from annotator.formats.base import WriteOptions
from annotator.formats.webannotsv import WebannoExporter
from annotator.model.annotated import AnnotatedDocument, AnnotationSet, SchemeRef
from annotator.model.annotation import Annotation
from annotator.model.document import new_document
from annotator.model.identity import AnnotationId, RelationId, SetName
from annotator.model.relation import Relation
from annotator.model.scheme import Scheme
from annotator.model.span import Span
from annotator.model.workflow import Status

# "😀 The minister and Russia said: it is open.\n\nThen he repeated."
_TEXT = "😀 قال الوزير وروسيا: «هو_مفتوح».\n\nثم كرر."


def _mark(identifier: str, layer: str, label: str, *words: str) -> Annotation:
    spans = tuple(Span(_TEXT.index(word), _TEXT.index(word) + len(word)) for word in words)
    return Annotation(AnnotationId(identifier), layer, label, spans)


def _written(scheme: Scheme, marks: tuple[Annotation, ...], relations: tuple[Relation, ...] = ()) -> str:
    reference = SchemeRef(scheme.name, scheme.version)
    header = AnnotationSet(SetName("huda"), Status.IN_PROGRESS, (), None, reference)
    annotated = AnnotatedDocument(new_document(_TEXT), (), header, marks, relations, (), reference)
    ((name, content),) = WebannoExporter().begin_folder(WriteOptions(scheme)).files(annotated)
    assert name.startswith("huda/")
    return content.decode()


def test_a_file_without_annotations_is_text_and_tokens(scheme: Scheme) -> None:
    assert _written(scheme, ()) == (
        "#FORMAT=WebAnno TSV 3.3\n\n\n#Text=😀 قال الوزير وروسيا: «هو_مفتوح».\n#Text=\n"
        "1-1\t0-2\t😀\t\n1-2\t3-6\tقال\t\n1-3\t7-13\tالوزير\t\n1-4\t14-20\tوروسيا\t\n1-5\t20-21\t:\t\n1-6\t22-23\t«\t\n"
        "1-7\t23-31\tهو_مفتوح\t\n1-8\t31-32\t»\t\n1-9\t32-33\t.\t\n\n#Text=ثم كرر.\n"
        "2-1\t35-37\tثم\t\n2-2\t38-41\tكرر\t\n2-3\t41-42\t.\t\n"
    )


def test_parts_stacks_and_fragments_are_told_apart(scheme: Scheme) -> None:
    written = _written(
        scheme, (
            _mark("a", "entity", "GPE", "روسيا"), _mark("b", "entity", "ORG", "الوزير وروسيا"),
            _mark("c", "cue", "Cue", "قال", "كرر"),
        ),
    )  # fmt: skip
    lines = written.split("\n")
    assert lines[1:3] == ["#T_SP=webanno.custom.Entity|label", "#T_SP=webanno.custom.Cue|label|whole"]
    assert "1-2\t3-6\tقال\t_\tCue\t1\t" in lines
    assert "1-3\t7-13\tالوزير\tORG[1]\t_\t_\t" in lines
    assert "1-4\t14-20\tوروسيا\tORG[1]\t_\t_\t" in lines
    assert "1-4.1\t15-20\tروسيا\tGPE\t_\t_\t" in lines
    assert "2-2\t38-41\tكرر\t_\tCue\t1\t" in lines


def test_relations_are_slots_or_arrows(scheme: Scheme) -> None:
    marks = (
        _mark("c1", "claim", "Claim", "هو_مفتوح"), _mark("c2", "claim", "Claim", "كرر"),
        _mark("s", "source", "Source", "الوزير"), _mark("q", "cue", "Cue", "قال"),
    )  # fmt: skip
    claims = {name: AnnotationId(name) for name in ("c1", "c2", "s", "q")}
    says = Relation(
        RelationId("r1"), "attribution", {"claim": (claims["c1"],), "source": (claims["s"],), "cue": (claims["q"],)},
        {"stance": "assert"},
    )  # fmt: skip
    restates = Relation(RelationId("r2"), "restates", {"head": (claims["c1"],), "tail": (claims["c2"],)})
    lines = _written(scheme, marks, (says, restates)).split("\n")
    assert lines[4] == (
        "#T_SP=webanno.custom.Attribution|stance|ROLE_webanno.custom.Attribution:members_webanno.custom.AttributionMembersLink"
        "|uima.tcas.Annotation"
    )
    assert lines[5] == "#T_RL=webanno.custom.Restates|BT_webanno.custom.Claim"
    assert "1-2\t3-6\tقال\t_\t_\tCue[3]\tassert\tclaim;source;cue\t1-7[1];1-3[2];1-2[3]\t_\t" in lines
    assert "2-2\t38-41\tكرر\tClaim\t_\t_\t_\t_\t_\t1-7[1_0]\t" in lines
