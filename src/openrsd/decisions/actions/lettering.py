"""What is written of a letter before it is told, and letters that no step tells."""

from collections.abc import Callable, Mapping
from uuid import UUID, uuid4

from django.utils import timezone

from openrsd.accounts.access import get_to_change
from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import recorded
from openrsd.casework.models import CLAIM, Claim
from openrsd.decisions import acts, policies
from openrsd.decisions.actions.telling import kept
from openrsd.decisions.letters.composing import Translated
from openrsd.decisions.letters.errors import ChangedMeanwhile, NoSuchLetter, NotYourLetter
from openrsd.decisions.letters.gathering import (
    NOTHING_SAID,
    Said,
    about_of,
    gather,
    kinds_made_in,
    reasons_for,
    work_on,
)
from openrsd.decisions.letters.preparing import (
    About,
    KeptBack,
    TranslatedParagraph,
    Work,
    digest_of,
    works_of,
)
from openrsd.decisions.models import Letter, LetterWork
from openrsd.decisions.rounds import handed_in_drafts


def save_letter_words(
    claim: UUID,
    language: str,
    translator: str,
    translation: Mapping[str, Translated],
    *,
    based_on: int,
    acting: Actor,
) -> LetterWork:
    """The language of the letter, and the reasons in it, paragraph by paragraph, by whom.

    ChangedMeanwhile where somebody saved since `based_on`.
    """

    def changed(work: Work, found: Claim, about: About) -> Work:
        reasons = reasons_for(found.case, about)
        paragraphs = reasons.paragraphs if reasons else ()
        written = {
            one.id: TranslatedParagraph(
                text=said.text.strip(), heading=said.heading.strip(), of=digest_of(one)
            )
            for one in paragraphs
            if (said := translation.get(one.id)) and said.text.strip()
        }
        return work.model_copy(
            update={"language": language, "translator": translator, "translation": written}
        )

    with recorded(acts.WRITE_LETTER, acting=acting, subject_kind=CLAIM, subjects=[claim]):
        found = get_to_change(policies.tellable(acting), claim)
        if work_on(found)[1] != based_on:
            raise ChangedMeanwhile
        return _save(found, changed, acting)


def keep_apart(claim: UUID, paragraph: str, why: str, told_with: str, *, acting: Actor) -> None:
    """A paragraph that would put somebody in danger is told in person only, with counsel. The full
    text stays in the decision. NotYourLetter for whoever drafted it.
    """

    def changed(work: Work, found: Claim, about: About) -> Work:
        reasons = reasons_for(found.case, about)
        if paragraph not in {one.id for one in (reasons.paragraphs if reasons else ())}:
            raise NoSuchLetter
        kept_back = KeptBack(
            why=why,
            told_with=told_with,
            by=str(acting.id),
            on=timezone.localdate().isoformat(),
        )
        return work.model_copy(update={"kept_back": {**work.kept_back, paragraph: kept_back}})

    _decided_apart(claim, changed, acting)


def tell_after_all(claim: UUID, paragraph: str, *, acting: Actor) -> None:
    """The paragraph stands in the letter like the others."""

    def changed(work: Work, _found: Claim, _about: About) -> Work:
        rest = {key: one for key, one in work.kept_back.items() if key != paragraph}
        return work.model_copy(update={"kept_back": rest})

    _decided_apart(claim, changed, acting)


def make_letter(
    claim: UUID, kind: str, language: str, said: Said = NOTHING_SAID, *, acting: Actor
) -> Letter:
    """A letter that no step tells: of a closed file, a certificate of status, and the like.

    NoSuchLetter where the case does not stand so; what `compose` refuses is refused.
    """
    letter = uuid4()
    with recorded(acts.MAKE_LETTER, acting=acting, subject_kind="letter", subjects=[letter]):
        found = get_to_change(policies.tellable(acting), claim)
        case = found.case
        made = next((one for one in kinds_made_in(case.state) if one.kind == kind), None)
        if made is None:
            raise NoSuchLetter
        facts = gather(found, made, said=said, language=language)
        return kept(letter, found, made, facts, received=None, acting=acting)


def _decided_apart(
    claim: UUID, changed: Callable[[Work, Claim, About], Work], acting: Actor
) -> None:
    with recorded(acts.KEEP_FROM_LETTER, acting=acting, subject_kind=CLAIM, subjects=[claim]):
        found = get_to_change(policies.kept_back_by(acting), claim)
        drafted = handed_in_drafts(found.case).last()
        if drafted is not None and drafted.drafted_by == acting.id:
            raise NotYourLetter
        _save(found, changed, acting)


def _save(claim: Claim, changed: Callable[[Work, Claim, About], Work], acting: Actor) -> LetterWork:
    about = about_of(claim.case)
    row = LetterWork.objects.select_for_update().filter(claim=claim).first()
    works = works_of(row.content.open()) if row else works_of(None)
    work = works.with_work(about, changed(works.about(about), claim, about))
    row = row or LetterWork(claim=claim, compartment=claim.compartment)
    row.version += 1
    row.changed_at, row.changed_by = timezone.now(), acting.id
    row.content = work.as_values()
    row.save()
    return row
