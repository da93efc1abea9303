"""Every sentence of the program has an Arabic one with the same fields, and what is shipped is up to date."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from annotator import language

_KEYWORDS: dict[str, Any] = {
    "_": None, "N_": None, "message": None, "ngettext": (1, 2), "counted": (1, 2), "pgettext": ((1, "c"), 2),
}  # fmt: skip
_FIELD = re.compile(r"\{(\w*)\}")
_ASCII_QUOTE = re.compile(r"[“”\"]")
_FORMS_OF_ARABIC = 6


def collected(repository: Path) -> Catalog:
    catalog = Catalog()
    found = extract_from_dir(repository / "annotator", [("**.py", "python")], keywords=_KEYWORDS)
    for _file, _line, sentence, _comments, context in found:
        if sentence:
            catalog.add(sentence, context=context)
    return catalog


@pytest.fixture(scope="module")
def folder(repository: Path) -> Path:
    return repository / "resources" / "translations"


@pytest.fixture(scope="module")
def sentences(repository: Path) -> Catalog:
    return collected(repository)


@pytest.fixture(scope="module")
def arabic(folder: Path) -> Catalog:
    with (folder / "ar" / "annotator.po").open("rb") as file:
        return read_po(file, locale="ar")


def test_every_sentence_is_in_arabic(sentences: Catalog, arabic: Catalog) -> None:
    missing = [m.id for m in _messages(sentences) if not all(_strings(arabic.get(_key(m), m.context)))]
    assert missing == []


def test_no_sentence_is_translated_that_nobody_says(sentences: Catalog, arabic: Catalog) -> None:
    left_over = [m.id for m in _messages(arabic) if sentences.get(_key(m), m.context) is None]
    assert left_over == []


def test_the_template_is_what_is_collected(sentences: Catalog, folder: Path) -> None:
    with (folder / "annotator.pot").open("rb") as file:
        template = read_po(file)
    assert {(m.id, m.context) for m in _messages(template)} == {(m.id, m.context) for m in _messages(sentences)}


def test_a_translation_has_the_fields_of_its_sentence(arabic: Catalog) -> None:
    wrong = [m.id for m in _messages(arabic) if not _fields_fit(m)]
    assert wrong == []


def test_numbers_have_all_six_forms(arabic: Catalog) -> None:
    assert arabic.num_plurals == _FORMS_OF_ARABIC
    wrong = [m.id for m in _messages(arabic) if m.pluralizable and len(_strings(m)) != _FORMS_OF_ARABIC]
    assert wrong == []


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "لم يُستورد مقال"), (1, "استُورد مقال واحد"), (2, "استُورد مقالان"), (3, "استُوردت ٣ مقالات"),
        (11, "استُورد ١١ مقالا"), (100, "استُورد ١٠٠ مقال"), (103, "استُوردت ١٠٣ مقالات"), (111, "استُورد ١١١ مقالا"),
    ],
)  # fmt: skip
def test_the_form_follows_the_number_as_grammar_asks(count: int, said: str) -> None:
    language.use("ar")
    assert language.ngettext("Imported {count} article", "Imported {count} articles", count) == said


def test_arabic_quotes_are_angled(arabic: Catalog) -> None:
    wrong = [m.id for m in _messages(arabic) if any(_ASCII_QUOTE.search(string) for string in _strings(m))]
    assert wrong == []


def test_the_compiled_file_is_fresh(folder: Path, arabic: Catalog) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, arabic)
    assert (folder / "ar" / "annotator.mo").read_bytes() == compiled.getvalue()


def test_no_sentence_hides_in_an_fstring(repository: Path) -> None:
    """What stands inside the braces of an f-string is not collected before Python 3.12."""
    hidden = re.compile(r"""\bf["'].*\{(_|ngettext|pgettext)\(["']""")
    lines = [
        f"{path.relative_to(repository)}: {line.strip()}"
        for path in sorted((repository / "annotator").rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if hidden.search(line)
    ]
    assert lines == []


def _messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _strings(message: Message | None) -> tuple[str, ...]:
    if message is None:
        return ("",)
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def _fields_fit(message: Message) -> bool:
    """The same fields; in a form for none, one or two the word itself may say the number."""
    ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    wanted = {field for sentence in ids for field in _FIELD.findall(sentence)}
    strings = _strings(message)
    few_or_many = strings[3:] if message.pluralizable else strings
    none_one_two = strings[:3] if message.pluralizable else ()
    return all(set(_FIELD.findall(string)) == wanted for string in few_or_many) and all(
        set(_FIELD.findall(string)) <= wanted for string in none_one_two
    )
