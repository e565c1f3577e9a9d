"""The words of the dashboard, a data file a language: `<language>/words/dashboard.yaml`."""

from __future__ import annotations

from casefile.records import Record, Table, Text
from casefile.render import locale
from casefile.render.wording import wording


class Words(Record):
    """One language's words."""

    title: Text
    """What the site is called."""
    as_of: Text
    """The day that is reckoned on: `{day}`."""
    ours: Text
    """Above every page."""
    skip: Text
    """The link past the head of a page."""
    contents: Text
    """The list of a page's parts, as a screen reader calls it."""
    foot: Text
    """Under every page: where the figures come from."""

    open: Text
    """What is open of the principal."""
    overdue: Text
    """How much of that is overdue."""
    claimed: Text
    """The same with interest and costs."""
    in_currency: Text
    """What is open in one `{currency}`."""
    by_age: Text
    """What is open by age."""
    age: Text
    share: Text
    by_debtor: Text
    """Who owes most."""
    weeks: Text
    """What falls due in the coming weeks."""
    week: Text
    """Above the first days of those weeks."""
    later: Text
    """What falls due after the weeks that are shown."""
    nothing_open: Text
    """Where nothing is open."""

    today: Text
    """What is to be done today."""
    nothing_today: Text
    """When nothing is to be done."""
    order: Text
    """How it is ordered."""
    due_today: Text
    due_since: Text
    """Since which `{day}` something has been due."""
    due_from: Text
    """From which `{day}` on something is to be done."""
    about_one: Text
    about: Text
    """Which `{invoices}` something is about, one or several."""
    and_more: Text
    """Some `{invoices}` by name, and the `{count}` of the others: two or more."""
    waits: Text
    """That nothing is to be done now."""
    more: Text
    """What shows more of a list: the `{count}` of what is not shown yet."""

    dates: Text
    """The dates not to miss."""
    no_dates: Text
    """When there is none."""
    sue: Text
    file: Text
    review: Text
    """A credit limit is to be looked at again."""
    dates_note: Text
    """That counsel has to confirm them."""
    in_days: Text
    """How far off a date is: `{days}`."""
    days_past: Text
    """How long ago it was: `{days}`."""

    unread: Text
    """The cases that cannot be read."""
    unread_note: Text
    """What that means for the sums."""
    cases: Text
    """The table of all cases."""
    search: Text
    """The search field's label."""
    keys: Text
    """Which keys do what."""
    any_state: Text
    """The choice of every state."""
    shown: Text
    """How many of the cases are shown: `{count}` of `{all}`."""

    day: Text
    what: Text
    debtor: Text
    owed: Text
    days: Text
    state: Text
    next: Text
    amount: Text
    total: Text

    figures: Text
    """A case's figures."""
    principal: Text
    interest: Text
    compensation: Text
    fees: Text
    costs: Text
    credit: Text
    per_day: Text
    paid: Text
    credited: Text
    not_in_total: Text
    """Before what could not be computed."""
    against: Text
    """Who claims from whom: `{creditor}` and `{debtor}`."""
    invoices: Text
    number: Text
    issued: Text
    due: Text
    outstanding: Text
    contested: Text
    last_day: Text
    settlement: Text
    """A settlement: the `{day}` it was agreed, its `{amount}`."""
    timeline: Text
    documents_made: Text
    """The documents that lie in build/."""
    no_documents: Text
    exhibits: Text
    no_exhibits: Text
    exhibit: Text
    title_of: Text
    mark: Text
    """Who may see an exhibit or a fact."""

    states: Table[Text]
    """How a case, a settlement or an instalment stands."""
    steps: Table[Text]
    """The steps of the ladder and beside it, as far as they are ours."""
    channels: Table[Text]
    """How something goes out."""
    documents: Table[Text]
    """What documents and packets are called."""
    marks: Table[Text]
    """What is kept back, and as what."""

    def step(self, name: str) -> str:
        """A step's name; a workspace's own steps are called as it calls them."""
        return self.steps.get(name, name)

    def document(self, name: str) -> str:
        """What a document is called."""
        return self.documents.get(name, name)


def words(language: str) -> Words:
    """A language's words. CaseError for a language without them; another never stands in."""
    return wording(locale.base(language), "dashboard", Words)
