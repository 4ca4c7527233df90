"""What people fill in."""

from django import forms


class OpenForm(forms.Form):
    name = forms.CharField(max_length=200)
    story = forms.CharField(widget=forms.Textarea, max_length=100_000, required=False)


class StoryForm(forms.Form):
    story = forms.CharField(widget=forms.Textarea, max_length=100_000)
