"""What people fill in on the pages of this room."""

from typing import Any

from django import forms

from openrsd.accounts.forms import WordedForm
from openrsd.accounts.models import Posting
from openrsd.accounts.roles import title_of
from openrsd.texts import gettext as _
from openrsd.texts import shown

ASSIGNED = ("case-officer", "reviewer")


class AssignForm(WordedForm):
    """Who is to work on a case, and as what."""

    labels = shown({"post": "Colleague"})
    post = forms.ChoiceField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        posts = Posting.objects.filter(role__in=ASSIGNED, until=None)
        choices = [
            (
                f"{post.user_id} {post.role} {post.office_id}",
                f"{post.user.display_name.open()}, {_(title_of(post.role))}, {post.office.name}",
            )
            for post in posts.select_related("user", "office")
        ]
        field = self.fields["post"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = sorted(choices, key=lambda choice: choice[1])
