"""The front page, the lock, and the choices of the frame."""

from django.urls import path

from openrsd.web import preferences, views
from openrsd.web.pages import desk
from openrsd.web.pages.case import case
from openrsd.web.pages.country import country
from openrsd.web.pages.splitting import leave_in_confidence

urlpatterns = [
    path("", views.home, name="home"),
    path("cases/<uuid:record>/", case, name="case"),
    path("lawbook/countries/<slug:code>/", country, name="country"),
    path("desk/", desk.desk, name="desk"),
    path("desk/serve/", desk.serve, name="desk-serve"),
    path("desk/<uuid:record>/", desk.person, name="desk-person"),
    path("desk/<uuid:record>/contact/", desk.contact, name="desk-contact"),
    path("desk/<uuid:record>/card/", desk.card, name="desk-card"),
    path("desk/<uuid:record>/card/paper/", desk.card_paper, name="desk-card-paper"),
    path(
        "persons/<uuid:record>/leave-in-confidence/",
        leave_in_confidence,
        name="leave-in-confidence",
    ),
    path("lock/", views.lock, name="lock"),
    path("theme/", preferences.choose_theme, name="choose_theme"),
    path("language/", preferences.choose_language, name="choose_language"),
]
