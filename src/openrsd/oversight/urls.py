"""Pages for data protection."""

from django.urls import path

from openrsd.oversight import views

urlpatterns = [
    path("ledger/", views.search, name="ledger"),
    path("ledger/export/", views.export, name="ledger_export"),
    path("ledger/state/", views.state, name="ledger_state"),
    path("ledger/checkpoint/", views.checkpoint, name="ledger_checkpoint"),
    path("ledger/entries/<uuid:entry>/", views.entry, name="ledger_entry"),
    path("ledger/entries/<uuid:entry>/reason/", views.reason, name="ledger_reason"),
    path("who-looked/<slug:kind>/<uuid:record>/", views.who_looked, name="who_looked"),
]
