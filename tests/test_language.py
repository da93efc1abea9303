"""The language of the interface: sentences, numbers and digits as a person reads them."""

from __future__ import annotations

import gettext
from collections.abc import Iterator

import pytest

from annotator import language
from annotator.language import _, digits, explained, isolated, ngettext, number, pgettext, question_mark, said
from annotator.model.errors import AnnotatorError, counted, message


class Arabic(gettext.NullTranslations):
    """A small catalogue, so that the tests do not hang on the wording of the real one."""

    _sentences = {  # noqa: RUF012
        "Saved “{path}”.": "حُفظ «{path}».",
        "{count} claims": "{count} أقوال",
        "The corpus is busy.": "المدوّنة مشغولة.",
        "Ask {who}.": "اسأل {who}.",
    }

    def gettext(self, message: str) -> str:
        return self._sentences.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._sentences.get(msgid2, msgid2) if n != 1 else "قول واحد"

    def pgettext(self, context: str, message: str) -> str:
        return f"{context}:{message}"


@pytest.fixture
def arabic(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    real = language._catalogue
    monkeypatch.setattr(language, "_catalogue", lambda name: Arabic() if name == "ar" else real(name))
    language.use("ar")
    yield
    language.use("en")


def test_english_sentences_stand_for_themselves() -> None:
    assert _("Saved “{path}”.", path="a.isnad") == "Saved “a.isnad”."
    assert ngettext("one claim", "{count} claims", 1200) == "1,200 claims"
    assert ngettext("one claim", "{count} claims", 1) == "one claim"
    assert not language.is_rtl()


def test_a_sentence_without_values_may_hold_braces() -> None:
    assert _("{not a field}") == "{not a field}"


@pytest.mark.usefixtures("arabic")
def test_arabic_sentences_keep_foreign_values_from_reordering_them() -> None:
    assert _("Saved “{path}”.", path="a.isnad") == "حُفظ «\u2068a.isnad\u2069»."
    assert language.is_rtl()


@pytest.mark.usefixtures("arabic")
def test_counted_sentences_show_their_number_in_the_digits_of_the_language() -> None:
    assert said(counted("one claim", "{count} claims", 12)) == "١٢ أقوال"
    assert said(counted("one claim", "{count} claims", 1)) == "قول واحد"


@pytest.mark.usefixtures("arabic")
def test_an_error_is_explained_with_its_remedy_and_messages_inside_messages() -> None:
    who = message("Ask {who}.", who=counted("one claim", "{count} claims", 2))
    assert explained(AnnotatorError(message("The corpus is busy."), who)) == "المدوّنة مشغولة. اسأل ٢ أقوال."


@pytest.mark.usefixtures("arabic")
def test_numbers_and_digits_follow_the_persons_choice() -> None:
    assert (number(1234567.5, digits=1), digits("12%")) == ("١٬٢٣٤٬٥٦٧٫٥", "١٢٪")
    language.use("ar", arabic_digits=False)
    assert (number(1234567.5, digits=1), digits("12%")) == ("1,234,567.5", "12%")


@pytest.mark.usefixtures("arabic")
def test_the_same_english_words_may_need_two_translations() -> None:
    assert pgettext("verb", "Open") == "verb:Open"


def test_an_unknown_language_is_english() -> None:
    language.use("tlh")
    assert language.language() == "en"


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LC_ALL": "ar_EG.UTF-8", "LANG": "en_GB.UTF-8"}, "ar"),
        ({"LANG": "ar"}, "ar"),
        ({"LC_ALL": "fr_FR.UTF-8", "LANG": "ar_TN.UTF-8"}, "en"),
    ],
)
def test_the_systems_language_is_taken_where_it_is_ours(
    variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language.system_language() == expected


def test_isolates_come_in_pairs() -> None:
    assert isolated("NATO") == "\u2068NATO\u2069"


@pytest.mark.parametrize(("spoken", "sign"), [("ar", "؟"), ("en", "?")])
def test_doubt_has_the_sign_of_the_language(spoken: str, sign: str) -> None:
    language.use(spoken)
    assert question_mark() == sign
