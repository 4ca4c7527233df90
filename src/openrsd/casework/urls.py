"""Addresses of cases and claims."""

from django.urls import include, path

from openrsd.casework.views import (
    claims,
    handling,
    lists,
    maps,
    office,
    registering,
    registering_groups,
    standing,
    steps,
)

app_name = "casework"
urlpatterns = [
    path("work/", lists.own, name="own"),
    path("team/", lists.team, name="team"),
    path("officers/<uuid:user>/cover/", office.cover, name="cover"),
    path("officers/<uuid:user>/suspend/", office.suspend, name="suspend"),
    path("register/<uuid:group>/", registering_groups.register_group, name="register-group"),
    path("register/<uuid:group>/<uuid:record>/", registering.register, name="register"),
    path("procedure/", maps.procedure, name="map"),
    path("<uuid:record>/procedure/", maps.of_case, name="map-of-case"),
    path("<uuid:record>/", office.office_case, name="office-case"),
    path("<uuid:record>/assign/", office.assign, name="assign"),
    path("<uuid:record>/release/", office.release, name="release"),
    path("<uuid:record>/transfer/", office.transfer, name="transfer"),
    path("<uuid:record>/receive/", office.receive, name="receive"),
    path("<uuid:record>/steps/<slug:transition>/", steps.step, name="step"),
    path("<uuid:record>/confirm/<slug:transition>/<slug:part>/", steps.confirm, name="confirm"),
    path("<uuid:record>/modality/", handling.modality, name="modality"),
    path("<uuid:record>/priority/", handling.priority, name="priority"),
    path("<uuid:record>/standing/", standing.standing, name="standing"),
    path("<uuid:record>/standing/<uuid:proposal>/", standing.answer, name="answer-standing"),
    path("<uuid:record>/contacts/", handling.contact, name="contact"),
    path("<uuid:record>/deadlines/<uuid:deadline>/", handling.extend, name="extend"),
    path("claims/<uuid:record>/", claims.claim, name="claim"),
    path("claims/<uuid:record>/authorities/", claims.authority, name="authority"),
    path("claims/<uuid:record>/authorities/<uuid:authority>/end/", claims.revoke, name="revoke"),
    path("intake/", include("openrsd.casework.intake.urls")),
    path("papers/<uuid:record>/", claims.paper, name="paper"),
]
