"""Every address. What is not named here does not exist, allauth's other pages included."""

from django.urls import URLPattern, URLResolver, include, path

# What the commands note in the ledger has its words on the pages too.
from openrsd.config import acts as acts

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("openrsd.accounts.urls")),
    path("staff/", include("openrsd.accounts.staff_urls")),
    path("access/", include("openrsd.accounts.access_urls")),
    path("drafts/", include("openrsd.drafts.urls")),
    path("oversight/", include("openrsd.oversight.urls")),
    path("coi/", include("openrsd.coi.urls")),
    path("lawbook/", include("openrsd.lawbook.urls")),
    path("registration/", include("openrsd.registration.urls")),
    path("", include("openrsd.protection.urls")),
    path("matching/", include("openrsd.matching.urls")),
    path("casework/", include("openrsd.casework.urls")),
    path("evidence/", include("openrsd.evidence.urls")),
    path("interviews/", include("openrsd.interviews.urls")),
    path("assessment/", include("openrsd.assessment.urls")),
    path("decisions/", include("openrsd.decisions.urls")),
    path("", include("openrsd.web.urls")),
]
handler400 = "openrsd.web.views.bad_request"
handler403 = "openrsd.web.views.not_found"
handler404 = "openrsd.web.views.not_found"
handler500 = "openrsd.web.views.failed"
# Asked for by the sign-in library.
handler429 = "openrsd.web.views.too_many"
