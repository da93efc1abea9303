"""Labels of the same words: the usual one, by places, whoever marked them."""

from __future__ import annotations

from annotator.analysis.wordlabels import WordLabels
from annotator.model.annotation import Annotation
from annotator.model.identity import AnnotationId, DocumentId
from annotator.model.scheme import Scheme
from annotator.model.span import fragments_of

ONE, OTHER = DocumentId("d1"), DocumentId("d2")
# "Moscow answers. Moscow waits."
TEXT = "موسكو ترد. مُوسكو تنتظر."


def marked(name: str, words: str, label: str) -> Annotation:
    start = TEXT.index(words)
    return Annotation(AnnotationId(name), "entity", label, fragments_of([(start, start + len(words))]))


FIRST, SECOND = marked("a1", "موسكو", "GPE"), marked("a2", "مُوسكو", "ORG")


def test_words_are_compared_in_the_search_form_and_the_more_frequent_label_is_the_usual_one(scheme: Scheme) -> None:
    labels = WordLabels(scheme)
    labels.put(ONE, TEXT, [FIRST, SECOND])
    labels.put(OTHER, TEXT, [FIRST])
    assert labels.usual(SECOND, TEXT) == ("GPE", 2)
    assert labels.usual(FIRST, TEXT) is None


def test_of_equally_frequent_labels_the_first_is_the_usual_one(scheme: Scheme) -> None:
    labels = WordLabels(scheme)
    labels.put(ONE, TEXT, [SECOND, FIRST])
    assert labels.usual(SECOND, TEXT) == ("GPE", 1)
    assert labels.usual(FIRST, TEXT) is None


def test_a_place_that_two_sets_have_counts_once(scheme: Scheme) -> None:
    labels = WordLabels(scheme)
    labels.put(ONE, TEXT, [FIRST, SECOND, marked("b7", "مُوسكو", "ORG")])
    labels.put(OTHER, TEXT, [FIRST])
    assert labels.usual(SECOND, TEXT) == ("GPE", 2)


def test_a_document_counted_anew_replaces_what_was_counted(scheme: Scheme) -> None:
    labels = WordLabels(scheme)
    labels.put(ONE, TEXT, [FIRST, SECOND])
    labels.put(ONE, TEXT, [FIRST])
    labels.put(OTHER, TEXT, [FIRST, marked("a2", "مُوسكو", "GPE")])
    assert labels.usual(marked("a2", "مُوسكو", "GPE"), TEXT) is None
    labels.put(OTHER, TEXT, [])
    assert labels.usual(FIRST, TEXT) is None


def test_layers_of_one_label_cannot_disagree(scheme: Scheme) -> None:
    labels = WordLabels(scheme)
    start = TEXT.index("ترد")
    cue = Annotation(AnnotationId("q"), "cue", "Cue", fragments_of([(start, start + 3)]))
    labels.put(ONE, TEXT, [cue])
    assert labels.usual(cue, TEXT) is None


def test_one_annotation_counted_instead_of_another_is_what_counting_all_again_says(scheme: Scheme) -> None:
    labels, fresh = WordLabels(scheme), WordLabels(scheme)
    twin = marked("b7", "مُوسكو", "ORG")
    labels.put(ONE, TEXT, [FIRST, SECOND, twin])
    labels.put(OTHER, TEXT, [FIRST])
    labels.change(ONE, TEXT, SECOND, None)
    assert labels.usual(twin, TEXT) == ("GPE", 2)
    labels.change(ONE, TEXT, twin, None)
    labels.change(ONE, TEXT, None, marked("a2", "مُوسكو", "LOC"))
    fresh.put(ONE, TEXT, [FIRST, marked("a2", "مُوسكو", "LOC")])
    fresh.put(OTHER, TEXT, [FIRST])
    for annotation in (FIRST, SECOND, twin):
        assert labels.usual(annotation, TEXT) == fresh.usual(annotation, TEXT)
