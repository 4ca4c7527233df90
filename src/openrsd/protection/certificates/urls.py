"""Addresses of certificates. The page that checks them is for everyone."""

from django.urls import path

from openrsd.protection.certificates import public_views, views

_OF = "protection/certificates/<uuid:record>/"
urlpatterns = [
    path(_OF, views.choice, name="certificate-choice"),
    path(f"{_OF}issue/", views.issue, name="certificate-issue"),
    path(f"{_OF}replace/", views.replace, name="certificate-replace"),
    path(f"{_OF}revoke/", views.revoke, name="certificate-revoke"),
    path(f"{_OF}paper/", views.on_paper, name="certificate-paper"),
    path(f"{_OF}phone/", views.on_telephone, name="certificate-phone"),
    path("protected/", public_views.page, name="check"),
    path("protected/known/", public_views.known, name="known"),
    path("protected/worker.js", public_views.worker, name="worker"),
]
