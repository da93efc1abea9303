"""The command that writes an annotated article as a page: HTML here, pictures by the other face."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from annotator.cli.arguments import annotator_option, corpus_argument, document_argument, out_option
from annotator.cli.console import tell
from annotator.cli.failures import DONE
from annotator.cli.group import Command, painter
from annotator.language import N_, _, language
from annotator.model.identity import DocumentId
from annotator.operations import corpora
from annotator.operations.transfer import ExportOptions, export

_WRITTEN: Final = ".html"
_PAINTED: Final = (".png", ".pdf")


@click.command("page", cls=Command, help=N_("Write an annotated article as a page to read or print."))
@corpus_argument
@document_argument
@annotator_option
@out_option("FILE.html|.png|.pdf")
def page(corpus: Path, document: str, annotator: str | None, out: Path) -> int:
    """Write one article with one set of annotations; what kind of page follows from the suffix."""
    suffix = out.suffix.lower()
    if suffix not in (_WRITTEN, *_PAINTED):
        raise click.UsageError(_("A page is a file with the suffix .html, .png or .pdf, not “{name}”.", name=out.name))
    with corpora.opened(corpus) as opened:
        viewer = corpora.person_at_this_machine().handle
        name, _others = corpora.set_to_show(opened, DocumentId(document), viewer=viewer, wished=annotator)
        if suffix == _WRITTEN:
            options = ExportOptions(
                documents=(DocumentId(document),),
                annotators=(name,) if name else (),
                language=language(),
                viewer=viewer,
            )
            export(opened, out, format="page", options=options)
        else:
            painter()(opened.annotated(DocumentId(document), name), opened.scheme, out)
    tell(_("Written: {file}", file=str(out)))
    return DONE
