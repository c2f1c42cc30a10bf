"""Public case types as services, their questions as attributes."""

from typing import Any

from django.http import HttpResponse

from linli.apps.cases.public import CaseType, active_types
from linli.kernel.community import Community, spoken
from linli.open311.answers import Rows, as_list, as_one
from linli.open311.asking import Call, Fault, call

DATATYPES = {
    "yes_no": "singlevaluelist",
    "choice": "singlevaluelist",
    "choices": "multivaluelist",
    "number": "number",
    "text": "text",
}
YES_NO = ("yes", "no")


def public_types(community: Community) -> list[CaseType]:
    return list(active_types(community).filter(public=True, confidential=False))


def public_type(community: Community, code: str) -> CaseType:
    found = active_types(community).filter(public=True, confidential=False, code=code).first()
    if found is None:
        raise Fault(404, "service_code was not found")
    return found


@call("GET")
def services(asked: Call) -> HttpResponse:
    rows = [
        {
            "service_code": each.code,
            "service_name": each.name,
            "description": spoken(each.filing_condition),
            "metadata": bool(each.questions),
            "type": "realtime",
            "keywords": ",".join(each.keywords),
            "group": each.group_name,
        }
        for each in public_types(asked.community)
    ]
    return as_list("services", "service", rows, asked.form)


@call("GET")
def definition(asked: Call, code: str) -> HttpResponse:
    kind = public_type(asked.community, code)
    attributes = [attribute(q, place) for place, q in enumerate(kind.questions, start=1)]
    row = {"service_code": kind.code, "attributes": Rows("attribute", attributes)}
    return as_one("service_definition", row, asked.form)


def attribute(question: dict[str, Any], order: int) -> dict[str, Any]:
    """One question as the standard describes it; `code` is what a client sends back."""
    made: dict[str, Any] = {
        "variable": True,
        "code": question["code"],
        "datatype": DATATYPES.get(question.get("type", "text"), "text"),
        "required": bool(question.get("required")),
        "datatype_description": None,
        "order": order,
        "description": spoken(question.get("label", {})),
    }
    values = options(question)
    if values:
        made["values"] = Rows("value", [{"key": key, "name": name} for key, name in values])
    return made


def options(question: dict[str, Any]) -> list[tuple[str, str]]:
    if question.get("type") == "yes_no":
        return [(each, each) for each in YES_NO]
    return [(key, spoken(names)) for key, names in (question.get("options") or {}).items()]
