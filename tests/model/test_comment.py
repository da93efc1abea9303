"""Comments say something, somewhere, to somebody."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from annotator.model.comment import Comment
from annotator.model.errors import ValueRefused
from annotator.model.identity import CommentId, DocumentId, Handle, SetName

# “Is this the ministry's forecast or the paper's?”
ASKED = Comment(
    CommentId("m1"),
    DocumentId("7c0f"),
    SetName("hoda"),
    "a1",
    "أهذا توقع الوزارة أم توقع الصحيفة؟",
    Handle("samir"),
    "2026-11-01T08:00:00.000Z",
    question=True,
)


@pytest.mark.parametrize("lack", [{"id": ""}, {"document": ""}, {"author": ""}, {"text": " \n"}, {"reply_to": "m1"}])
def test_a_comment_that_says_nothing_to_nobody_or_answers_itself_is_refused(lack: dict[str, Any]) -> None:
    with pytest.raises(ValueRefused):
        replace(ASKED, **lack)
