"""Addresses of persons and groups."""

from django.urls import path, register_converter

from openrsd.registration.editing.fields import ASKED, RELATION
from openrsd.registration.groups.urls import urlpatterns as of_groups
from openrsd.registration.views import family, lists, papers, persons, photos


class Block:
    """A block that is filled in on a page of its own."""

    regex = "|".join(ASKED)

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return str(value)


class Part(Block):
    """A part of the page of a household."""

    regex = "|".join([*ASKED, RELATION])


register_converter(Block, "block")
register_converter(Part, "part")

app_name = "registration"
urlpatterns = [
    path("persons/", lists.persons, name="persons"),
    path("groups/new/", lists.new_group, name="new-group"),
    path("groups/<uuid:record>/", family.group, name="group"),
    path("persons/<uuid:record>/save/<part:part>/", family.save_part, name="save"),
    path("persons/<uuid:record>/", persons.person, name="person"),
    path("persons/<uuid:record>/edit/<block:block>/", persons.edit, name="edit"),
    path("persons/<uuid:record>/photo/", photos.photo, name="photo"),
    path("persons/<uuid:record>/photo/change/", photos.change, name="change-photo"),
    path("forms/", papers.blank_forms, name="blank-forms"),
    path("forms/<str:language>/", papers.blank_form, name="blank-form"),
    *of_groups,
]
