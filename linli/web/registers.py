"""Import and export of any register: upload, what the dry run found, start or refuse, undo."""

import uuid
from typing import Any, cast
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from linli.kernel import clock
from linli.kernel.access.permissions import holds, require
from linli.kernel.errors import NotSeen, Refusal
from linli.kernel.registers import running
from linli.kernel.registers.checking import check_import
from linli.kernel.registers.definition import REGISTERS, Register
from linli.kernel.registers.models import ExportLog, ImportRun
from linli.kernel.registers.writing import XLSX, export, template
from linli.web.asked import Asked, show
from linli.web.forms import HouseForm, LineField

SHOWN_RUNS, SHOWN_FAULTS = 20, 200
ACTS = {
    "starts": running.start_import,
    "discards": running.discard_import,
    "undoings": running.undo_import,
}


class UploadForm(HouseForm):
    file = forms.FileField(
        label=gettext_lazy("The filled table"),
        help_text=gettext_lazy("Excel or CSV, at most 12 MB. Nothing is stored before you agree."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )


class PurposeForm(HouseForm):
    purpose = LineField(
        label=gettext_lazy("What is it for?"),
        most=200,
        help_text=gettext_lazy("It stands on every copy, with your name and the time."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("As"), choices=[("xlsx", "Excel"), ("csv", "CSV")])


def _register(request: HttpRequest, key: str, *, out: bool = False) -> tuple[Asked, Register]:
    asked, register = cast(Asked, request), REGISTERS.get(key)
    if register is None:
        raise NotSeen("not_found", _("There is nothing at this address."))
    wanted = register.export_permission if out else register.import_permission
    require(asked.actor, wanted, asked.community.id)
    return asked, register


@never_cache
@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    asked, register = _register(request, key)
    form, status = UploadForm(request.POST or None, request.FILES or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            upload = form.cleaned_data["file"]
            try:
                run = check_import(
                    actor=asked.actor,
                    community=asked.community,
                    register=register,
                    content=upload.read(),
                    filename=upload.name,
                )
            except Refusal as refusal:
                form.refuse(refusal.detail, "file")
                status = refusal.status
            else:
                return redirect("web:import_run", slug=slug, run_id=run.id)
    rows = ImportRun.objects.filter(community_id=asked.community.id, register=register.key)
    context = {"register": register, "form": form, "runs": list(rows[:SHOWN_RUNS])}
    return show(request, "web/registers/imports.html", context, status)


@never_cache
def empty_table(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    _asked, register = _register(request, key)
    return _file(template(register), f"{register.label}.xlsx", XLSX)


@never_cache
def import_run(request: HttpRequest, slug: str, run_id: uuid.UUID) -> HttpResponse:
    asked, run = _run(request, run_id)
    return _run_page(asked, run)


@never_cache
@require_POST
def import_act(request: HttpRequest, slug: str, run_id: uuid.UUID, act: str) -> HttpResponse:
    asked, run = _run(request, run_id)
    chosen = ACTS.get(act)
    if chosen is None:
        raise NotSeen("not_found", _("There is nothing at this address."))
    try:
        chosen(actor=asked.actor, community=asked.community, run_id=run.id)
    except Refusal as refusal:
        if refusal.status not in {409, 422}:
            raise
        return _run_page(asked, running.run_of(asked.community, run.id), refusal)
    if act == "discards":
        messages.success(request, _("Nothing was imported; the file is thrown away."))
        return redirect("web:imports", slug=slug, key=run.register)
    return redirect("web:import_run", slug=slug, run_id=run.id)


def _run(request: HttpRequest, run_id: uuid.UUID) -> tuple[Asked, ImportRun]:
    asked = cast(Asked, request)
    keys = {each.import_permission for each in REGISTERS.values()}
    if not any(holds(asked.actor, key, asked.community.id) for key in keys):
        require(asked.actor, min(keys), asked.community.id)
    run = running.run_of(asked.community, run_id)
    require(asked.actor, running.register_of(run).import_permission, asked.community.id)
    return asked, run


def _run_page(asked: Asked, run: ImportRun, refusal: Refusal | None = None) -> HttpResponse:
    register = running.register_of(run)
    labels = {column.key: column.label for column in register.columns}
    faults = running.faults_of(run)
    context = {
        "run": run,
        "register": register,
        "refusal": refusal,
        "faults": [(line, labels.get(key, key), why) for line, key, why in faults[:SHOWN_FAULTS]],
        "more_faults": max(0, len(faults) - SHOWN_FAULTS),
        "done": running.rows_done(run),
        "back": register.back,
    }
    return show(asked, "web/registers/run.html", context, refusal.status if refusal else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def exports(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    asked, register = _register(request, key, out=True)
    form, status = PurposeForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            kind = form.cleaned_data["kind"]
            try:
                content = export(
                    actor=asked.actor,
                    community=asked.community,
                    register=register,
                    purpose=form.cleaned_data["purpose"],
                    kind=kind,
                )
            except Refusal as refusal:
                form.refuse(refusal.detail, "purpose")
            else:
                day = clock.today(asked.community)
                mime = XLSX if kind == "xlsx" else "text/csv; charset=utf-8"
                return _file(content, f"{register.label}-{day}.{kind}", mime)
    rows = ExportLog.objects.filter(community_id=asked.community.id, register=register.key)
    context: dict[str, Any] = {"register": register, "form": form, "logs": list(rows[:SHOWN_RUNS])}
    return show(request, "web/registers/exports.html", context, status)


def _file(content: bytes, name: str, mime: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=mime)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer
