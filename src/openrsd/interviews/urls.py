"""Addresses of interviews."""

from django.urls import path

from openrsd.interviews.views import apart, arranging, meetings, reading_back, writing

app_name = "interviews"
urlpatterns = [
    path("plan/<uuid:record>/", meetings.plan, name="plan"),
    path("begin/<uuid:record>/", meetings.begin, name="begin"),
    path("close/<uuid:record>/", meetings.close, name="close"),
    path("calendar/", arranging.calendar, name="calendar"),
    path("calendar/appointments.ics", arranging.calendar_export, name="calendar-export"),
    path("arrangements/", arranging.arrangements, name="arrangements"),
    path("rooms/<uuid:record>/close/", arranging.close_room, name="close-room"),
    path("interpreters/<uuid:record>/", arranging.interpreter, name="interpreter"),
    path("apart/<uuid:record>/", apart.apart, name="apart"),
    path("apart/<uuid:record>/readers/", apart.readers, name="apart-readers"),
    path("<uuid:record>/apart/", apart.keep, name="keep-apart"),
    path("<uuid:record>/timeline/", writing.timeline, name="timeline"),
    path("<uuid:record>/notice/", arranging.notice, name="notice"),
    path("<uuid:record>/", writing.interview, name="interview"),
    path("<uuid:record>/blocks/<uuid:block>/", writing.block, name="block"),
    path("<uuid:record>/closing/", writing.closing, name="closing"),
    path("<uuid:record>/narrative/", writing.narrative, name="narrative"),
    path("<uuid:record>/fix/", reading_back.fix, name="fix"),
    path("<uuid:record>/go-on/", reading_back.go_on, name="go-on"),
    path("<uuid:record>/read-back/", reading_back.read_back, name="read-back"),
]
