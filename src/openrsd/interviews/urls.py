"""Addresses of interviews."""

from django.urls import path

from openrsd.interviews.views import meetings, reading_back, writing

app_name = "interviews"
urlpatterns = [
    path("plan/<uuid:record>/", meetings.plan, name="plan"),
    path("begin/<uuid:record>/", meetings.begin, name="begin"),
    path("close/<uuid:record>/", meetings.close, name="close"),
    path("<uuid:record>/", writing.interview, name="interview"),
    path("<uuid:record>/blocks/<uuid:block>/", writing.block, name="block"),
    path("<uuid:record>/closing/", writing.closing, name="closing"),
    path("<uuid:record>/narrative/", writing.narrative, name="narrative"),
    path("<uuid:record>/fix/", reading_back.fix, name="fix"),
    path("<uuid:record>/go-on/", reading_back.go_on, name="go-on"),
    path("<uuid:record>/read-back/", reading_back.read_back, name="read-back"),
]
