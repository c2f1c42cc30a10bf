"""The same text for chat groups, and a draft for the press."""

from django.utils.translation import gettext as _

from linli.apps.bulletins.queries.documents import Document, exact_of, said_day
from linli.apps.bulletins.queries.outputs.links import bulletin_url

BULLETS = {"h2": "【{}】", "h3": "〔{}〕", "li": "· {}", "note": "{}", "p": "{}"}


def chat_text(document: Document) -> bytes:
    """Short lines without links inside: groups show them as they are. One link at the end."""
    lines = [f"【{document.community.name}】{document.title}", ""]
    for paragraph in document.paragraphs:
        said = "".join(part.text for part in paragraph.parts)
        lines.append(BULLETS[paragraph.kind].format(said))
    lines += ["", _("As of %(day)s") % {"day": said_day(document.as_of)}]
    lines.append(bulletin_url(document.community, document.slug))
    return "\n".join(lines).encode()


def press_draft(document: Document) -> bytes:
    """Whole sentences with the exact numbers below, for an editor who wants to check them."""
    lines = [document.title, f"（{document.community.name}{_('correspondent')}）", ""]
    for paragraph in document.paragraphs:
        lines += ["".join(part.text for part in paragraph.parts), ""]
    lines.append(_("Figures as of %(day)s") % {"day": said_day(document.as_of)})
    for shown in document.told:
        said = shown.said
        lines.append(f"- {shown.name}：{said}（{_('exactly')} {exact_of(shown)}）")
    return "\n".join(lines).encode()
