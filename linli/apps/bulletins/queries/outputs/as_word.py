"""A Word file as an office writes one: red head line, 宋体 title, 仿宋 text, figures that open."""

import io
from typing import Any

import docx
import segno
from django.utils.translation import gettext as _
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from linli.apps.bulletins.queries.documents import Document, Paragraph, exact_of, said_day
from linli.apps.bulletins.queries.figures import Shown
from linli.apps.bulletins.queries.outputs.links import bulletin_url, rows_url
from linli.kernel.community import Community

TITLE_FONT, TEXT_FONT, HEAD_FONT = "宋体", "仿宋", "黑体"
LATIN = "Times New Roman"
SIZES = {"h2": 16, "h3": 14, "p": 14, "li": 14, "note": 12}
LINE = Pt(28)
TABLE_WIDTHS = (Cm(0.9), Cm(4.6), Cm(4.0), Cm(2.2), Cm(4.1))


def word_file(document: Document) -> bytes:
    made = docx.Document()
    _page(made)
    _head(made, document)
    numbers = {one.key: turn for turn, one in enumerate(document.told, start=1)}
    for paragraph in document.paragraphs:
        _paragraph(made, document.community, paragraph, numbers, document.brand.colours.main)
    _sign_off(made, document)
    _table(made, document)
    _code(made, document)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _page(made: Any) -> None:
    """Margins of GB/T 9704: the text is 156 by 225 mm on A4."""
    section = made.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    style = made.styles["Normal"]
    _font(style, TEXT_FONT, 14)


def _font(styled: Any, name: str, size: int) -> None:
    styled.font.name, styled.font.size = LATIN, Pt(size)
    styled.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _run(paragraph: Any, text: str, font: str, size: int, *, bold: bool = False) -> Any:
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.font.name = Pt(size), bold, LATIN
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def _spaced(paragraph: Any, before: int = 0, after: int = 0) -> Any:
    form = paragraph.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    return form


def _head(made: Any, document: Document) -> None:
    top = made.add_paragraph()
    top.alignment = WD_ALIGN_PARAGRAPH.CENTER
    name = f"{document.community.name}　{document.brand.names}"
    run = _run(top, name, HEAD_FONT, 16, bold=True)
    run.font.color.rgb = RGBColor.from_string(document.brand.colours.main[1:].upper())
    _rule(top, document.brand.colours.main)
    title = made.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _spaced(title, 18, 6)
    _run(title, document.title, TITLE_FONT, 22, bold=True)
    day = made.add_paragraph()
    day.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _spaced(day, 0, 14)
    _run(day, _("As of %(day)s") % {"day": said_day(document.as_of)}, TEXT_FONT, 12)


def _rule(paragraph: Any, colour: str) -> None:
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for word, value in (("val", "single"), ("sz", "18"), ("space", "6"), ("color", colour[1:])):
        line.set(qn(f"w:{word}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def _paragraph(
    made: Any, community: Community, said: Paragraph, numbers: dict[str, int], colour: str
) -> None:
    paragraph = made.add_paragraph()
    heading = said.kind in ("h2", "h3")
    form = _spaced(paragraph, 10 if heading else 0, 4 if heading else 0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    form.keep_with_next = heading
    size = SIZES[said.kind]
    if not heading:
        form.first_line_indent = Pt(2 * size)
    font = HEAD_FONT if heading else TEXT_FONT
    for part in said.parts:
        if part.figure is None:
            _run(paragraph, part.text, font, size)
            continue
        _link(paragraph, rows_url(community, part.figure), part.text, (font, size, colour))
        mark = _run(paragraph, f"[{numbers.get(part.figure.key, '')}]", LATIN, size)
        mark.font.superscript = True


def _link(paragraph: Any, address: str, text: str, look: tuple[str, int, str]) -> None:
    """A link in the text, underlined thinly in the brand's colour. Without a public address the
    file opens nothing, so that the words stand alone.
    """
    font, size, colour = look
    run = _run(paragraph, text, font, size)
    run.font.color.rgb = RGBColor.from_string(colour[1:].upper())
    if not address.startswith("http"):
        return
    run.font.underline = True
    key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), key)
    link.append(run._element)
    paragraph._p.append(link)


def _sign_off(made: Any, document: Document) -> None:
    for text in (document.community.name, said_day(document.as_of)):
        paragraph = made.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _spaced(paragraph, 6, 0)
        _run(paragraph, text, TEXT_FONT, 14)


def _table(made: Any, document: Document) -> None:
    heading = made.add_paragraph()
    _spaced(heading, 22, 8).keep_with_next = True
    _run(heading, _("Where the figures come from"), HEAD_FONT, 14)
    table = made.add_table(rows=1, cols=len(TABLE_WIDTHS))
    table.style = "Table Grid"
    heads = ("", _("Figure"), _("In the text"), _("Exactly"), _("Days"))
    _fill(table.rows[0], heads, bold=True)
    _repeat(table.rows[0])
    for turn, one in enumerate(document.told, start=1):
        _fill(table.add_row(), (f"[{turn}]", one.name, one.said, _exactly(one), _days(one)))


def _exactly(one: Shown) -> str:
    return f"{exact_of(one)} {one.unit}" if not one.fault else one.fault


def _days(one: Shown) -> str:
    if one.start is None:
        return _("up to %(day)s") % {"day": one.end.isoformat()}
    return f"{one.start.isoformat()} – {one.end.isoformat()}"


def _fill(row: Any, texts: tuple[str, ...], *, bold: bool = False) -> None:
    for cell, text, width in zip(row.cells, texts, TABLE_WIDTHS, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        _spaced(paragraph, 2, 2)
        _run(paragraph, text, TEXT_FONT, 10, bold=bold)


def _repeat(row: Any) -> None:
    """The head stands again on each page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _code(made: Any, document: Document) -> None:
    address = bulletin_url(document.community, document.slug)
    if not address.startswith("http"):
        return
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="png", scale=6, border=2)
    picture.seek(0)
    paragraph = made.add_paragraph()
    _spaced(paragraph, 14, 0)
    paragraph.add_run().add_picture(picture, width=Cm(2.6))
    text = _("Scan to open every figure down to its records.")
    _run(paragraph, f"　{text}", TEXT_FONT, 10)
