"""Questionnaires that an office keeps in a file of its own, checked against the law files."""

from dataclasses import replace

from openrsd.errors import InvalidDocument, Problem
from openrsd.law.checks.intake import check_intake
from openrsd.law.checks.versions import check_ids
from openrsd.law.corpus import Corpus, Entry, IntakeEntries
from openrsd.law.documents import Document
from openrsd.law.intake_files import IntakeFile
from openrsd.law.reading import read_shape


def with_own_questionnaires(document: Document, corpus: Corpus) -> tuple[Corpus, tuple[str, ...]]:
    """The law files with the questionnaires of `document`, and the ids of those.

    Raises InvalidDocument with everything that is wrong in the document.
    """
    file = read_shape(document, IntakeFile)
    if not file.questionnaires:
        missing = Problem(
            document.name, 1, 1, "empty", "no questionnaire stands here", "questionnaires: [...]"
        )
        raise InvalidDocument([missing])
    shipped = corpus.intake
    joined = IntakeEntries(
        questionnaires=(
            *shipped.questionnaires,
            *(
                Entry(one, document, ("questionnaires", i))
                for i, one in enumerate(file.questionnaires)
            ),
        ),
        blocks=(
            *shipped.blocks,
            *(
                Entry(one, document, ("intake-blocks", i))
                for i, one in enumerate(file.intake_blocks)
            ),
        ),
        never_collected=(
            *shipped.never_collected,
            *(
                Entry(one, document, ("never-collected", i))
                for i, one in enumerate(file.never_collected)
            ),
        ),
    )
    extended = replace(corpus, intake=joined, _laws={})
    problems = [*check_ids(extended), *check_intake(extended)]
    if problems:
        raise InvalidDocument(problems)
    return extended, tuple(one.id for one in file.questionnaires)
