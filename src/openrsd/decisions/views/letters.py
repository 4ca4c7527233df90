"""The pages on which a letter is written, told, and read."""

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere, Refusal
from openrsd.casework import selectors as casework
from openrsd.casework.models import Claim
from openrsd.decisions.actions import lettering
from openrsd.decisions.forms.letters import (
    KeepApartForm,
    LetterWordsForm,
    MakeLetterForm,
    TellingForm,
)
from openrsd.decisions.letters.composing import form_of
from openrsd.decisions.letters.gathering import Said
from openrsd.decisions.letters.printing import printed_form
from openrsd.decisions.selectors import letters as selectors
from openrsd.registration.selectors import called
from openrsd.texts import gettext as _

WRONG = 422


@signed_in
@require_GET
def letter(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """A letter, word for word."""
    found = selectors.letter(actor, record)
    shown = {"letter": found, "languages": selectors.in_languages(found)}
    return render(request, "decisions/letter.html", shown)


@signed_in
@require_GET
def paper(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The paper as it was given."""
    found = selectors.letter(actor, record)
    if found.paper is None:
        raise Http404
    return _pdf(selectors.paper_of(found), "letter.pdf")


@signed_in
@require_http_methods(["GET", "POST"])
def telling(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Telling a decision: the letter as it would be given, and what was done to make it known."""
    found = selectors.to_tell(actor, record)
    if found is None:
        return _nothing_to_tell(request, actor, record)
    case, option = found.claim.case, found.tried.option
    posted = request.method == "POST"
    form = TellingForm(
        request.POST if posted else None,
        case=case,
        option=option,
        language=found.facts.language,
    )
    if posted and form.is_valid() and _told(form, found, actor):
        messages.success(request, _("Done: {step}.").format(step=_(option.transition.title)))
        return redirect("case", record=case.id)
    languages = [asdict(one) for one in found.letter.languages] if found.letter else []
    shown = {
        "found": found,
        "case": case,
        "form": form,
        "title": _(option.transition.title),
        "languages": selectors.shown_in_languages(languages),
        "safeguards": [_(one) for one in option.transition.safeguards],
        "today": timezone.localdate(),
    }
    return render(request, "decisions/letter_telling.html", shown, status=WRONG if posted else 200)


@signed_in
@require_GET
def preview(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The letter as it would be given today, marked as a draft."""
    try:
        made = selectors.previewed(actor, record, timezone.localdate())
    except NotHere:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("decisions:telling", record=record)
    return _pdf(made, "draft.pdf") if made else _nothing_to_tell(request, actor, record)


@signed_in
@require_http_methods(["GET", "POST"])
def words(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The language of a letter, and the translation of the reasons."""
    found = selectors.to_write(actor, record)
    paragraphs = found.reasons.paragraphs if found.reasons else ()
    posted = request.method == "POST"
    form = LetterWordsForm(request.POST if posted else None, paragraphs, found.work)
    form.initial.update(
        language=found.language, translator=found.work.translator, based_on=found.version
    )
    if posted and form.tried(
        lambda given: lettering.save_letter_words(
            record,
            given["language"],
            given["translator"],
            form.translation(),
            based_on=given["based_on"],
            acting=actor,
        )
    ):
        messages.success(request, _("The words of the letter are saved."))
        return redirect("decisions:letter-words", record=record)
    shown = {"found": found, "form": form, "case": found.claim.case}
    return render(request, "decisions/letter_words.html", shown, status=WRONG if posted else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def apart(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """What of the reasons is told in person only."""
    found = selectors.to_write(actor, record)
    paragraphs = found.reasons.paragraphs if found.reasons else ()
    posted = request.method == "POST"
    form = KeepApartForm(request.POST if posted else None, paragraphs)
    if posted and form.tried(
        lambda given: lettering.keep_apart(
            record, given["paragraph"], given["why"], given["told_with"], acting=actor
        )
    ):
        return redirect("decisions:letter-apart", record=record)
    kept_back = [
        (one, found.work.kept_back[one.id]) for one in paragraphs if one.id in found.work.kept_back
    ]
    shown = {"found": found, "form": form, "case": found.claim.case, "kept_back": kept_back}
    return render(request, "decisions/letter_apart.html", shown, status=WRONG if posted else 200)


@signed_in
@require_POST
def after_all(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """A paragraph stands in the letter after all."""
    try:
        lettering.tell_after_all(record, request.POST.get("paragraph", "")[:80], acting=actor)
    except NotHere:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("decisions:letter-apart", record=record)


@signed_in
@require_http_methods(["GET", "POST"])
def making(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """A letter that no step tells."""
    claim = casework.weighed_claim(actor, record)
    case = claim.case
    among = list(Claim.objects.filter(case=case).select_related("person"))
    kinds = selectors.letters_to_make(actor, case, [one.id for one in among])
    if not kinds:
        messages.error(request, _("No letter can be made where this case stands."))
        return redirect("case", record=case.id)
    names = called([one.person for one in among])
    people = [(str(one.id), names[one.person_id].called) for one in among]
    posted = request.method == "POST"
    form = MakeLetterForm(
        request.POST if posted else None,
        kinds,
        people,
        selectors.to_write(actor, record).language,
    )
    if posted and form.tried(
        lambda given: lettering.make_letter(
            UUID(given["claim"]),
            given["kind"],
            given["language"],
            Said(given["language"], given["explained_by"]),
            acting=actor,
        )
    ):
        messages.success(request, _("The letter is made. It stands among the letters."))
        return redirect("case", record=case.id)
    shown = {"form": form, "case": case, "claim": claim}
    return render(request, "decisions/letter_making.html", shown, status=WRONG if posted else 200)


@signed_in
@require_GET
def appeal_form(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """The blank form of an appeal, in the languages of the letter."""
    found = selectors.letter(actor, record)
    return _pdf(printed_form(form_of(selectors.facts_of_form(found))), "appeal.pdf")


def _told(form: TellingForm, found: selectors.ToTell, actor: Actor) -> bool:
    """Whether it was told. Else the reasons stand on the form."""
    tried = found.tried
    try:
        tried.door.act(
            tried.case.id,
            tried.option.transition.id,
            form.to_tell(),
            said=form.said(),
            acting=actor,
        )
    except NotHere:
        raise
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


def _nothing_to_tell(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    claim = casework.weighed_claim(actor, record)
    messages.error(request, _("There is nothing here that you could tell the person now."))
    return redirect("case", record=claim.case_id)


def _pdf(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
