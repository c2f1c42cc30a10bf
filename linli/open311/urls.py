from django.urls import re_path

from linli.open311 import discovery, reading, services, updates, writing

FORM = r"\.(?P<form>xml|json)$"
app_name = "open311"
urlpatterns = [
    re_path(r"^(?:v2/)?discovery" + FORM, discovery.discovery, name="discovery"),
    re_path(r"^v2/services" + FORM, services.services, name="services"),
    re_path(r"^v2/services/(?P<code>[\w.-]+)" + FORM, services.definition, name="definition"),
    re_path(r"^v2/requests" + FORM, writing.requests, name="requests"),
    re_path(r"^v2/requests/(?P<number>[\w-]+)" + FORM, reading.one_request, name="request"),
    re_path(r"^v2/tokens/(?P<token>[\w-]+)" + FORM, writing.token, name="token"),
    re_path(r"^v2/servicerequestupdates" + FORM, updates.updates, name="updates"),
]
