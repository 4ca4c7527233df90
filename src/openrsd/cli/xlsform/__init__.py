"""Questionnaires taken over from XLSForm, as KoBo and ODK use it."""
