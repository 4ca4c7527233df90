"""The application as a server runs it, in a process whose vault is already open."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
