"""Addresses of users, offices and postings."""

from django.urls import path

from openrsd.accounts.views import staff

urlpatterns = [
    path("users/", staff.users, name="users"),
    path("users/new/", staff.new_user, name="new_user"),
    path("users/<uuid:user>/", staff.user, name="user"),
    path("users/<uuid:user>/post/", staff.post, name="post_user"),
    path("users/<uuid:user>/reset/", staff.reset, name="reset_user"),
    path("users/<uuid:user>/deactivate/", staff.deactivate, name="deactivate_user"),
    path("postings/<uuid:posting>/end/", staff.end_posting, name="end_posting"),
    path("offices/", staff.offices, name="offices"),
    path("office/", staff.acting_office, name="acting_office"),
]
