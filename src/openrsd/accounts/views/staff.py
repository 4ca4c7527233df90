"""Users, offices and postings, for administrators; and where one works at present."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from openrsd.accounts import selectors
from openrsd.accounts.acting import Actor
from openrsd.accounts.actions import staff
from openrsd.accounts.doors import signed_in
from openrsd.accounts.errors import NotHere
from openrsd.accounts.forms import ActingOfficeForm, OfficeForm, PostingForm, UserForm
from openrsd.accounts.middleware import ACTING_OFFICE
from openrsd.accounts.models import AccountKind
from openrsd.accounts.roles import title_of
from openrsd.accounts.signing_in.confirming import confirmed_recently

WRONG = 422
PAGE = 50
get_or_post = require_http_methods(["GET", "POST"])


@require_GET
@signed_in
def users(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who can sign in."""
    found = selectors.users(actor, after=request.GET.get("after", ""), limit=PAGE + 1)
    behind = found[PAGE - 1].user.username if len(found) > PAGE else ""
    return render(request, "staff/users.html", {"users": found[:PAGE], "behind": behind})


@get_or_post
@confirmed_recently
@signed_in
def new_user(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Makes a user, and shows her first passphrase once."""
    selectors.require_management(actor)
    form = UserForm(request.POST or None)
    made: list[staff.WithPassphrase] = []
    if request.method == "POST" and form.tried(
        lambda given: made.append(
            staff.make_user(
                AccountKind(given["kind"]), given["username"], given["display_name"], acting=actor
            )
        )
    ):
        return render(request, "staff/passphrase.html", {"made": made[0]})
    status = WRONG if request.method == "POST" else 200
    return render(request, "staff/new_user.html", {"form": form}, status=status)


@require_GET
@signed_in
def user(request: HttpRequest, actor: Actor, user: UUID) -> HttpResponse:
    """One user and what she holds."""
    return _user_page(request, actor, user, PostingForm(offices=selectors.offices(actor)))


@require_POST
@confirmed_recently
@signed_in
def post(request: HttpRequest, actor: Actor, user: UUID) -> HttpResponse:
    """Gives a role in an office."""
    form = PostingForm(request.POST, offices=selectors.offices(actor))
    if form.tried(lambda given: staff.post(user, given["office"], given["role"], acting=actor)):
        return redirect("user", user=user)
    return _user_page(request, actor, user, form, status=WRONG)


@get_or_post
@confirmed_recently
@signed_in
def end_posting(request: HttpRequest, actor: Actor, posting: UUID) -> HttpResponse:
    """Takes a role in an office away, after asking."""
    found = selectors.posting_seen(actor, posting)
    if request.POST.get("sure") == "yes":
        staff.unpost(posting, acting=actor)
        return redirect("user", user=found.user_id)
    return render(
        request, "staff/end_posting.html", {"posting": found, "role": title_of(found.role)}
    )


@get_or_post
@confirmed_recently
@signed_in
def reset(request: HttpRequest, actor: Actor, user: UUID) -> HttpResponse:
    """A new first passphrase, shown once."""
    if request.POST.get("sure") == "yes":
        return render(
            request, "staff/passphrase.html", {"made": staff.reset_user(user, acting=actor)}
        )
    return render(request, "staff/reset.html", {"seen": selectors.user_seen(actor, user)})


@get_or_post
@confirmed_recently
@signed_in
def deactivate(request: HttpRequest, actor: Actor, user: UUID) -> HttpResponse:
    """Closes an account, after asking."""
    if request.POST.get("sure") == "yes":
        staff.deactivate(user, acting=actor)
        return redirect("user", user=user)
    return render(request, "staff/deactivate.html", {"seen": selectors.user_seen(actor, user)})


@get_or_post
@signed_in
def offices(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The offices, and a form for a new one."""
    form = OfficeForm(request.POST or None)
    if request.method == "POST" and form.tried(
        lambda given: staff.make_office(given["name"], given["country"], acting=actor)
    ):
        return redirect("offices")
    shown = {"offices": selectors.offices(actor), "form": form}
    status = WRONG if request.method == "POST" else 200
    return render(request, "staff/offices.html", shown, status=status)


@get_or_post
@signed_in
def acting_office(request: HttpRequest, actor: Actor) -> HttpResponse:
    """In which of her offices she works now. The ledger notes it with all that she does."""
    own = selectors.own_offices(actor)
    if not own:
        raise NotHere
    form = ActingOfficeForm(request.POST or None, offices=own, initial={"office": actor.office})
    if request.method == "POST" and form.is_valid():
        request.session[ACTING_OFFICE] = str(form.cleaned_data["office"])
        return redirect("home")
    status = WRONG if request.method == "POST" else 200
    return render(request, "staff/acting_office.html", {"form": form}, status=status)


def _user_page(
    request: HttpRequest, actor: Actor, user: UUID, form: PostingForm, status: int = 200
) -> HttpResponse:
    seen = selectors.user_seen(actor, user)
    is_oneself = actor.id == user
    shown = {"seen": seen, "form": form, "is_oneself": is_oneself}
    return render(request, "staff/user.html", shown, status=status)
