"""A sheet as a post: both texts from the same sheet, the pictures that it sets, nothing fetched."""

from __future__ import annotations

import re
from dataclasses import replace

from casefile.delivery.letter import posted
from casefile.delivery.message import Enclosure, draft
from casefile.documents.envelope import Envelope, Mailbox
from casefile.render.sheet import Asset
from tests.render.letters import ASSETS, letter

ENVELOPE = Envelope(Mailbox("Kestrel", "k@kestrel.example"), Mailbox("Anna Weber", "a@orchid.example"), ())
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><rect width="4" height="2" fill="red"/></svg>'


def test_a_letter_is_posted_with_the_pictures_it_shows_and_no_others() -> None:
    sheet = replace(letter(), assets={**ASSETS, "logo": Asset("image/svg+xml", DRAWING, "Logo", 40)})
    post = posted(sheet, ENVELOPE, (Enclosure("a.pdf", "application/pdf", b"%PDF"),))
    assert (post.sender, post.to, post.language) == (ENVELOPE.sender, ENVELOPE.to, "en-GB")
    assert post.subject == "Invoice 2026-0117: payment reminder"
    ((cid, picture),) = post.pictures.items()
    assert (picture.name, picture.content) == ("payment.png", ASSETS["payment"].content)
    assert re.findall(r'src="(.*?)"', post.html) == [f"cid:{cid}"]
    assert draft(post) == draft(posted(sheet, ENVELOPE, post.enclosures))


def test_a_drawing_is_sent_as_points() -> None:
    sheet = replace(letter("![x](asset:payment)"), assets={"payment": Asset("image/svg+xml", DRAWING, "Code", 40)})
    (picture,) = posted(sheet, ENVELOPE, ()).pictures.values()
    assert (picture.name, picture.media_type, picture.content[:4]) == ("payment.png", "image/png", b"\x89PNG")
