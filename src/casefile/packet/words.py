"""What a packet says outside its templates: stamps, and how contacts are named. Knows no case."""

from __future__ import annotations

from casefile.records import Record, Table, Text
from casefile.render.wording import wording


class Words(Record):
    """One language's words (`<language>/words/packet.yaml`)."""

    page_of: Text
    """An exhibit's stamp: `{label}`, `{page}`, `{pages}`."""
    channels: Table[Text]
    """A contact's name by its channel."""
    to: Text
    """`{whom}` a contact went to, behind its name."""
    met: Text
    """`{whom}` was spoken with, behind the name of a note."""
    sent_by: Text
    """`{whom}` a contact came from, behind its name."""
    sent: Text
    """Behind the name of a contact from us, when nobody is named."""
    received: Text
    """Behind the name of a contact from the debtor, when nobody is named."""
    cover: Text
    """The cover's bookmark."""
    draft: Text
    """Behind the bookmark of a paper that is a draft."""
    redacted: Text
    """Behind the title of an exhibit that a redacted copy stands in for."""
    date: Text
    """A printed contact's head: when."""
    sender: Text
    """A printed contact's head: from whom."""
    recipient: Text
    """A printed contact's head: to whom."""
    subject: Text
    """A printed contact's head: about what."""
    proof: Text
    """A printed contact's head: the proof that it was sent."""
    beside: Text
    """A printed contact's head: the exhibits it names."""
    arrived: Text
    """A printed contact's head: when it reached the debtor."""
    returned: Text
    """A printed contact's head: when it came back."""
    native_kept: Table[Text]
    """Why a file is not among the natives: what is kept back is in it (held), is said beside its pages (quoted), or may
    be in it (closed)."""
    attached: Text
    """Behind the title of an attachment: what it came with, by its `{label}` in the register."""
    attached_named: Text
    """The same, where the `{label}` is a word: Exhibit B."""
    about: Text
    """A contact's name (`{channel}`, with whom) and its `{subject}`, where it has one."""
    proves: Table[Text]
    """What exhibits of each kind prove, in a list of evidence."""
    volume: Text
    """Before an index row's pages: the `{number}` of the file it stands in, where there are several."""
    volumes: Text
    """Behind the packet's title: the `{number}` of the file, of how many (`{volumes}`)."""
    late: Text
    """The heading over what was added after a packet had gone out."""
    title: Text
    """The packet's title: `{creditor}`, `{debtor}`, the `{day}` it speaks of."""
    privileged: Text
    """On every page of what is for our own attorney's eyes."""
    for_counsel: Text
    """In that PDF's title, behind what it is about."""
    metadata: Table[Text]
    """What a native tells besides its pages, by kind."""
    told: Text
    """What a native tells of one `{kind}`, with its `{entries}`."""
    then: Text
    """Two of these in a row: what comes `{before}`, and the next `{one}`."""
    happened: Table[Text]
    """What happened to a native on which `{day}`, by kind."""
    concealed: Table[Text]
    """What is hidden in a native, by kind, with its `{name}`."""


def words(language: str) -> Words:
    """A language's words. CaseError for a language without them; another never stands in."""
    return wording(language, "packet", Words)
