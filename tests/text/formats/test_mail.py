"""Mails and pages saved whole are unpacked and not read as text."""

from datetime import date
from email.message import EmailMessage

import pytest

from analysis.coverage.sources import list_items
from analysis.text.article import ArticleError, decode_article

STORY = "The crews went ashore on Monday; the union said: “Nobody sails.”"
PAGE = f"""<!doctype html><html><head><title>Ferries stay. | The Courier</title></head><body><article>
<h1>Ferries stay.</h1>
<p>{STORY}</p><p>The company called the strike illegal and asked a court to end it.</p></article></body></html>"""


def make_mail(page=None, text=None):
    mail = EmailMessage()
    mail["Subject"] = "Fwd: Ferries stäy."
    mail["From"] = '"The Courier" <news@courier.example>'
    mail["Date"] = "Thu, 09 Jan 2020 08:00:00 +0100"
    mail.set_content(text or "See the page.")
    if page:
        mail.add_alternative(page, subtype="html", charset="iso-8859-1" if "“" not in page else "utf-8")
    return mail.as_bytes()


def make_saved(page=PAGE, address="https://www.courier.example/2020/01/09/ferries"):
    whole = EmailMessage()
    whole["From"] = "<Saved by Blink>"
    whole["Snapshot-Content-Location"] = address
    whole["Subject"] = "Ferries stay."
    whole["Date"] = "Sat, 1 Feb 2020 08:00:00 +0100"
    whole.set_content(page, subtype="html")
    whole.make_related()
    whole.add_attachment(b"\x89PNG", maintype="image", subtype="png")
    return whole.as_bytes()


@pytest.mark.parametrize("name", ["story.mhtml", "story.mht", "story.bin"])
def test_a_page_saved_whole_is_that_page(name):
    article = decode_article(name, make_saved())
    assert article.headline == "Ferries stay." and STORY in article.text
    assert article.published == date(2020, 1, 9) and "2020/01/09" in article.published_evidence
    assert "PNG" not in article.text and "Content-Type" not in article.text


def test_the_day_of_saving_is_not_that_of_publication():
    assert decode_article("a.mhtml", make_saved(address="https://courier.example/a")).published is None


@pytest.mark.parametrize("content", [make_mail(text=f"{STORY}\n\nNobody followed them."), make_mail(page=PAGE)])
def test_a_mail_is_its_text_with_its_subject_and_its_day(content):
    article = decode_article("story.eml", content)
    assert article.headline in ("Ferries stäy.", "Ferries stay.") and STORY in article.text
    assert article.published == date(2020, 1, 9) and article.published_evidence.startswith("Date: ")
    assert article.outlet == "The Courier" and "Subject" not in article.text


def test_a_mail_of_a_folder_has_its_outlet(tmp_path):
    (tmp_path / "a.eml").write_bytes(make_mail(page=PAGE))
    (item,) = list_items(tmp_path)
    assert item.outlet == "The Courier" and decode_article(item.place, item.content).headline == "Ferries stay."


def test_a_mail_without_a_text_is_refused():
    with pytest.raises(ArticleError):
        decode_article("a.eml", b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: image/png\n\n\n")


def test_a_story_that_begins_like_a_mail_is_a_story():
    text = f"From: our correspondent\n\n{STORY}"
    assert decode_article("a.txt", text.encode()).text == text
