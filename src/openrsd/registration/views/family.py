"""The page of a household: everyone on one page, saved as it is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from openrsd.accounts.acting import Actor
from openrsd.accounts.doors import signed_in
from openrsd.registration import policies, selectors
from openrsd.registration.actions import beginning, saving
from openrsd.registration.domain.contents import InvalidContent
from openrsd.registration.editing.editor import Cell, Editor, is_child, is_surely_child
from openrsd.registration.editing.fields import RELATION
from openrsd.registration.errors import ChangedMeanwhile
from openrsd.registration.models import Block, Membership
from openrsd.registration.selectors import RecordedPerson
from openrsd.texts import gettext as _

# As they stand on the page.
SHORT = (
    Block.NAMES,
    Block.PARTICULARS,
    RELATION,
    Block.ORIGINS,
    Block.LANGUAGES,
    Block.NEEDS,
    Block.CONTACT,
)
WRONG, CHANGED = 422, 409


@dataclass
class Member:
    """Someone on the page."""

    membership: Membership
    recorded: RecordedPerson
    parts: dict[str, Editor]
    may_change: bool
    number: int

    @property
    def romanised(self) -> str:
        """The first name in Latin letters."""
        names = self.recorded.content(Block.NAMES).get("names") or [{}]
        return str(names[0].get("romanised") or "")

    @property
    def hidden(self) -> set[str]:
        """What is not asked of this one, by the end of its name."""
        return _hidden(self.parts[Block.PARTICULARS].content)


@dataclass(frozen=True)
class Mistake:
    """Something that could not be saved, and its place on the page."""

    text: str
    place: str


@signed_in
@require_http_methods(["GET", "POST"])
def group(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """A household, to read and to fill in."""
    household = selectors.household(actor, record)
    members = _members(actor, household, request)
    status = 200
    if request.method == "POST":
        status = max((_saved(member, actor) for member in members), default=200)
        if status == 200 and (onward := _onward(request, actor, record)):
            return onward
    shown = {
        "group": household.group,
        "members": members,
        "mistakes": _mistakes(members),
        "may_change": any(one.may_change for one in members),
        "may_register": policies.may_register(actor, actor.office),
        "waits_for_registration": any(
            one.may_change and one.recorded.person.registered_at is None for one in members
        ),
        "added": request.GET.get("added", ""),
    }
    return render(request, "registration/group.html", shown, status=status)


@signed_in
@require_POST
def save_part(request: HttpRequest, actor: Actor, record: UUID, part: str) -> JsonResponse:
    """One block, as a script sends it: what stands there now, or what is amiss and where."""
    is_short = request.POST.get("way") == "short"
    editor = Editor(record, part, {}, is_short=is_short, posted=request.POST)
    # The page offers members of the group; whatever comes is read among those only.
    chosen = request.POST.get(f"{editor.prefix}-goes_with")
    editor.members = [] if chosen is None else [("", ""), (chosen, chosen)]
    try:
        saved = saving.save_as_typed(editor, acting=actor)
    except InvalidContent as invalid:
        editor.problems = invalid.problems
        errors = {cell.name: cell.error for cell in cells_of(editor) if cell.error}
        return JsonResponse({"errors": errors}, status=WRONG)
    except ChangedMeanwhile as changed:
        now = stands_now(actor, editor)
        told = {"says": str(changed), "seen": now.seen, "values": _values(now)}
        return JsonResponse(told, status=CHANGED)
    return JsonResponse(
        {
            "parts": {
                one.prefix: {
                    "seen": one.seen,
                    "values": _values(one),
                    "understood": {cell.name: cell.understood for cell in cells_of(one)},
                }
                for one in saved
            },
            "hidden": sorted(_hidden(editor.content)) if part == Block.PARTICULARS else None,
        }
    )


def _hidden(particulars: Mapping[str, Any]) -> set[str]:
    """In whose case somebody is, is asked of children; how to be reached, of all but children who
    are reached through an adult.
    """
    hidden = set()
    if not is_child(particulars):
        hidden.add("goes_with")
    if is_surely_child(particulars) and particulars.get("goes_with"):
        hidden.add(str(Block.CONTACT))
    return hidden


def _members(actor: Actor, household: selectors.Household, request: HttpRequest) -> list[Member]:
    people = [recorded for _membership, recorded in household.members]
    ids = [one.person.id for one in people]
    changeable = set(policies.changeable(actor).filter(id__in=ids).values_list("id", flat=True))
    posted = request.POST if request.method == "POST" else None
    members = []
    for at, (membership, recorded) in enumerate(household.members):
        carers = _carers(membership, recorded, people)
        parts = {
            part: Editor(
                recorded.person.id,
                part,
                _content(membership, recorded, part),
                recorded.version(Block(part)) if part != RELATION else 0,
                is_short=True,
                posted=posted,
                members=carers,
            )
            for part in _parts(membership)
        }
        may_change = recorded.person.id in changeable
        members.append(Member(membership, recorded, parts, may_change, at + 1))
    return members


def _parts(membership: Membership) -> list[str]:
    """What is asked of this one: of who speaks, not what they are to themselves."""
    return [part for part in SHORT if not (part == RELATION and membership.speaks_for_group)]


def _carers(
    membership: Membership, recorded: RecordedPerson, people: list[RecordedPerson]
) -> list[tuple[str, str]]:
    """Adults in whose case a child can be."""
    if membership.speaks_for_group and len(people) == 1:
        return []
    grown = [
        one
        for one in people
        if one.person.id != recorded.person.id and not is_child(one.content(Block.PARTICULARS))
    ]
    return [("", _("their own")), *((str(one.person.id), one.called) for one in grown)]


def _content(membership: Membership, recorded: RecordedPerson, part: str) -> dict[str, object]:
    if part == RELATION:
        relation = membership.relation.open_or("")
        return {RELATION: relation} if relation else {}
    return recorded.content(Block(part))


def _saved(member: Member, actor: Actor) -> int:
    """Saves what was touched; the status of the page if something could not be."""
    status = 200
    for editor in member.parts.values():
        if not (member.may_change and editor.came() and editor.was_touched()):
            continue
        try:
            saving.save_as_typed(editor, acting=actor)
        except InvalidContent as invalid:
            editor.problems = invalid.problems
            status = max(status, WRONG)
        except ChangedMeanwhile:
            now = stands_now(actor, editor)
            editor.saved_now = differing(editor, now)
            editor.content, editor.saves = now.content, now.saves
            status = max(status, CHANGED)
    return status


def _onward(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse | None:
    """Where the pressed button leads, after everything was saved."""
    then = request.POST.get("then", "")
    if then == "add":
        person = beginning.begin_person(record, acting=actor)
        address = reverse("registration:group", kwargs={"record": record})
        return redirect(f"{address}?added={person.id}")
    if then == "register":
        # The same form goes on to the room that opens cases: one press, also without a script.
        answer = HttpResponseRedirect(reverse("casework:register-group", kwargs={"group": record}))
        answer.status_code = 307
        return answer
    return redirect("registration:group", record=record)


def stands_now(actor: Actor, editor: Editor) -> Editor:
    """What stands in the block now. It is a look, and recorded as one."""
    recorded = selectors.person_to_change(actor, editor.person)
    if editor.block == RELATION:
        content, saves = saving.relation_of(editor.person), 0
    else:
        block = Block(editor.block)
        content, saves = recorded.content(block), recorded.version(block)
    return Editor(
        editor.person,
        editor.block,
        content,
        saves,
        is_short=editor.is_short,
        members=editor.members,
    )


def differing(editor: Editor, now: Editor) -> list[Cell]:
    """The fields in which what stands now is not what was typed."""
    typed = {cell.name: cell.shown for cell in cells_of(editor)}
    return [cell for cell in cells_of(now) if cell.shown != typed.get(cell.name)] or cells_of(now)


def cells_of(editor: Editor) -> list[Cell]:
    """All fields of a block, in order."""
    return [cell for row in editor.rows() for cell in row.cells]


def _values(editor: Editor) -> dict[str, list[str]]:
    return {
        cell.name: list(cell.ticked) if cell.field.kind in ("tick", "ticks") else [cell.value]
        for cell in cells_of(editor)
    }


def _mistakes(members: list[Member]) -> list[Mistake]:
    return [
        Mistake(f"{member.number}. {cell.label}: {cell.error}", cell.name)
        for member in members
        for editor in member.parts.values()
        if editor.problems
        for cell in cells_of(editor)
        if cell.error
    ]
