"""Addresses of the first conversations, below those of casework.

A block stands under its number: an address tells nothing of whom somebody spoke.
"""

from django.urls import path

from openrsd.casework.intake import views

urlpatterns = [
    path("<uuid:record>/", views.overview, name="intake"),
    path("<uuid:record>/<int:place>/", views.block, name="intake-block"),
    path("<uuid:record>/end/", views.end, name="intake-end"),
    path("<uuid:record>/needs/", views.needs, name="intake-needs"),
    path("<uuid:record>/said/", views.said, name="intake-said"),
    path("<uuid:record>/plan/", views.plan, name="intake-plan"),
    path("<uuid:record>/priority/", views.priority, name="intake-priority"),
    path("<uuid:record>/indicators/", views.indicators, name="intake-indicators"),
]
