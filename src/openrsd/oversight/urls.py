"""Pages for data protection."""

from django.urls import path

from openrsd.oversight import erasure_views as erasures
from openrsd.oversight import views

urlpatterns = [
    path("ledger/", views.search, name="ledger"),
    path("ledger/export/", views.export, name="ledger_export"),
    path("ledger/state/", views.state, name="ledger_state"),
    path("ledger/checkpoint/", views.checkpoint, name="ledger_checkpoint"),
    path("ledger/entries/<uuid:entry>/", views.entry, name="ledger_entry"),
    path("ledger/entries/<uuid:entry>/reason/", views.reason, name="ledger_reason"),
    path("who-looked/<slug:kind>/<uuid:record>/", views.who_looked, name="who_looked"),
    path("erasures/", erasures.requests, name="erasures"),
    path("erasures/new/", erasures.ask, name="new_erasure"),
    path("erasures/<uuid:erasure>/", erasures.one, name="erasure"),
    path("erasures/<uuid:erasure>/reason/", erasures.reason, name="erasure_reason"),
    path("erasures/<uuid:erasure>/confirm/", erasures.confirm, name="confirm_erasure"),
    path("erasures/<uuid:erasure>/withdraw/", erasures.withdraw, name="withdraw_erasure"),
]
