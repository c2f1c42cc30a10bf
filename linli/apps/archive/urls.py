from django.urls import path

from linli.apps.archive.pages import acts, desk, open

app_name = "archive"
OPEN = "c/<slug:slug>/honours/"
WORK = "c/<slug:slug>/work/honours/"
FILE = f"{WORK}nominations/<uuid:nomination_id>/"
HONOUR = f"{WORK}<uuid:honour_id>/"
urlpatterns = [
    path(OPEN, open.honours, name="honours"),
    path(f"{OPEN}nominations/new/", open.new_nomination, name="nominate"),
    path(f"{OPEN}nominations/<uuid:nomination_id>/answers/", open.my_answer, name="my_answer"),
    path(f"{OPEN}notices/<uuid:nomination_id>/", open.notice, name="notice"),
    path(f"{OPEN}<uuid:honour_id>/", open.honour, name="honour"),
    path(WORK, desk.desk, name="desk"),
    path(f"{WORK}new/", acts.new_honour, name="new_honour"),
    path(f"{WORK}kinds/new/", acts.new_kind, name="new_kind"),
    path(f"{WORK}kinds/<uuid:kind_id>/closings/", acts.closing, name="closing"),
    path(f"{WORK}nominations/new/", acts.new_nomination, name="new_nomination"),
    path(FILE, desk.nomination, name="nomination"),
    path(f"{FILE}identifications/", acts.identification, name="identification"),
    path(f"{FILE}consents/", acts.consent, name="consent"),
    path(f"{FILE}refusals/", acts.refusal, name="refusal"),
    path(f"{FILE}notices/", acts.notice, name="begin_notice"),
    path(f"{FILE}rejections/", acts.rejection, name="rejection"),
    path(f"{FILE}grants/", acts.grant, name="grant"),
    path(f"{FILE}objections/", acts.objection, name="objection"),
    path(f"{WORK}objections/<uuid:objection_id>/decisions/", acts.decision, name="decision"),
    path(HONOUR, desk.honour, name="file"),
    path(f"{HONOUR}revocations/", acts.revocation, name="revocation"),
    path(f"{HONOUR}forwardings/", acts.forwarding, name="forwarding"),
    path(f"{HONOUR}publicity/", acts.publicity, name="publicity"),
]
