"""Documents of word processors and PDF, made here; without the extra that reads them, one line says so."""

import io
import sys
import textwrap

import pytest

from analysis.coverage.sources import list_items
from analysis.text.article import ArticleError, decode_article, read_article

HEADLINE = "Ferries stay in port"
PARAGRAPHS = [
    "Crews on all four lines stayed ashore on Monday, the union said.",
    "The company called the strike illegal and asked a court to end it.",
]


def make_docx():
    document = pytest.importorskip("docx").Document()
    for part in (HEADLINE, *PARAGRAPHS):
        document.add_paragraph(part)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def make_odt():
    odfdo = pytest.importorskip("odfdo")
    document = odfdo.Document("text")
    document.body.clear()
    for part in (HEADLINE, *PARAGRAPHS):
        document.body.append(odfdo.Paragraph(part))
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def make_rtf():
    pytest.importorskip("striprtf")
    return (r"{\rtf1\ansi{\b " + HEADLINE + r"}\par\par " + r"\par ".join(PARAGRAPHS) + r"\par}").encode()


LINES = (HEADLINE, *(line for part in PARAGRAPHS for line in textwrap.wrap(part, 30)))


def make_pdf(lines=LINES):
    """A PDF of one page, written by hand: nothing here writes PDF."""
    pytest.importorskip("pypdf")
    shown = "\n".join(f"({line}) Tj 0 -16 Td" for line in lines)
    stream = f"BT /F1 12 Tf 72 720 Td\n{shown}\nET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    content, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(content)
    return content + (
        b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (table, start)
    )


MAKERS = {".docx": make_docx, ".odt": make_odt, ".rtf": make_rtf, ".pdf": make_pdf}


@pytest.mark.parametrize("kind", MAKERS)
def test_a_document_is_its_story(tmp_path, kind):
    path = tmp_path / f"story{kind}"
    path.write_bytes(MAKERS[kind]())
    article = read_article(path)
    assert article.headline == HEADLINE
    assert [article.text[b.start : b.end] for b in article.blocks if b.role == "paragraph"] == PARAGRAPHS
    (item,) = list_items(tmp_path)
    assert item.problem is None and decode_article(item.place, item.content).headline == HEADLINE


@pytest.mark.parametrize(
    ("kind", "module"), [(".docx", "docx"), (".odt", "odfdo"), (".rtf", "striprtf"), (".pdf", "pypdf")]
)
def test_without_the_extra_one_line_says_so(monkeypatch, kind, module):
    content = MAKERS[kind]()
    for name in [name for name in sys.modules if name.partition(".")[0] == module]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ArticleError, match=r"pip install crisis-arc\[documents\]") as caught:
        decode_article(f"a{kind}", content)
    assert "\n" not in str(caught.value) and f"a{kind}" in str(caught.value)


@pytest.mark.parametrize("kind", MAKERS)
def test_a_damaged_document_is_refused(kind):
    content = MAKERS[kind]()
    for damaged in (content[: len(content) // 2], content[:40] + bytes(200) + content[240:]):
        try:
            assert decode_article(f"a{kind}", damaged).blocks
        except ArticleError as error:
            assert error.remedy and "\n" not in str(error)


def test_a_pdf_of_pictures_is_refused():
    with pytest.raises(ArticleError, match="no text"):
        decode_article("a.pdf", make_pdf(lines=[]))
