"""The product's own addresses."""

from openrsd.config import urls

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
handler429 = urls.handler429
urlpatterns = [*urls.urlpatterns]
