"""A sheet to print or to keep: one HTML file with everything in it, QR codes beside figures."""

from django.template.loader import render_to_string

from linli.apps.bulletins.queries.documents import Document, exact_of
from linli.apps.bulletins.queries.outputs.links import bulletin_url, rows_url
from linli.web.qr import qr_svg


def sheet(document: Document) -> bytes:
    community = document.community
    context = {
        "document": document,
        "community": community,
        "links": {key: rows_url(community, one) for key, one in document.figures.items()},
        "exact": {key: exact_of(one) for key, one in document.figures.items()},
        "code": qr_svg(bulletin_url(community, document.slug)),
        "codes": {one.key: qr_svg(rows_url(community, one)) for one in document.told},
    }
    return render_to_string("bulletins/sheet.html", context).encode()
