"""The sentences of reasons, a data file a language: `<language>/words/reasons.yaml`."""

from __future__ import annotations

from typing import TypeAlias

from casefile.records import Record, Text

Forms: TypeAlias = tuple[Text, ...]
"""The forms of a sentence with a `{count}`, in the order of the language's plurals."""


class Words(Record):
    """One language's sentences. Each begins as within another one, and ends without a full stop."""

    then: Text
    """Two reasons in a row: what comes `{before}`, and the next `{one}`."""
    also: Text
    """Two facts of one reason, or two names before the last: what comes `{before}`, and the next `{one}`."""
    both: Text
    """The names that come `{before}`, and the last `{one}`."""
    of: Text
    """What a reason `{why}` is about, where that is not all: some `{invoices}`."""
    step: Text
    """A `{step}` of the ladder and `{why}` it is due."""
    credit: Text
    """`{why}` a credit is to be looked at."""

    late: Forms
    """How many days an invoice is late."""
    due_today: Text
    due_on: Text
    """The `{day}` an invoice falls due."""
    sent: Text
    """The `{step}` before, and the `{day}` it went out."""
    sent_demand: Text
    """The same of the formal demand."""
    call_was: Text
    """The same of a call, by its `{day}`."""
    meeting_was: Text
    counsel_got: Text
    """The `{day}` counsel got the case."""
    back_email: Text
    """What of a `{day}` came back, by how it went."""
    back_post: Text
    back_registered: Text
    back_chat: Text
    back_other: Text

    by_email: Text
    """How something goes where that is not as usual."""
    by_post: Text
    by_call: Text
    find_out: Text
    """By telephone, as nobody knows where to write."""
    no_email: Text
    """Behind one of these: what is not known."""
    no_post: Text
    no_chat: Text
    not_mail: Text
    """The same of an `{address}` to which nothing can be sent."""
    counsel_tell: Text
    """That counsel has to be told of it."""
    trifle: Text
    """The `{amount}` that is hardly worth a letter."""

    after_promise: Text
    """That something comes after what is done today, by the step that is."""
    after_answer: Text
    after_default: Text
    after_other: Text
    """The same of any other `{step}`."""
    with_promise: Text
    """That something goes out together with something else, by the step that is."""
    with_answer: Text
    with_default: Text
    with_other: Text
    """The same of any other `{step}`."""

    they_wrote: Text
    """The `{day}` of a message of the debtor's that nobody answered or noted, and its `{file}`."""
    they_called: Text
    """The same of a call, and of a meeting."""
    they_met: Text
    all_contested: Text
    barred: Text
    """The `{day}` since when a consumer owes it no more."""
    promised: Text
    """The `{day}` a payment is promised for."""
    came_before: Text
    """Behind that: it came before."""
    said_paid: Text
    """What the debtor said on a `{day}`."""
    said_disputed: Text
    look_into: Text
    """What was `{said}` has to be looked into."""
    look: Text
    """The same, and until which `{day}` nothing is written."""
    ladder_end: Text
    no_ladder: Text
    """No step is meant for the debtor at all."""
    with_counsel: Text
    """The `{day}` since when counsel has had the case."""
    only_costs: Text
    """Nothing is open but costs and interest."""

    closed: Text
    insolvent: Text
    """The `{day}` an insolvency was opened."""
    filed: Text
    """The `{day}` our claim was filed in one."""
    in_suit: Text
    """The `{day}` since when a court has it."""
    in_mediation: Text
    in_standstill: Text
    """The `{day}` on which both sides agreed to wait."""
    until_day: Text
    """Behind one of these: the last `{day}` of it."""
    no_end: Text
    """Behind one of these: the case does not say when it ends."""
    in_default: Text
    """The `{day}` since when a settlement has been in default."""
    nothing_owed: Text
    accepted: Text
    """An `{offer}` that was accepted and is no settlement yet."""
    settled: Text
    """The `{day}` of a settlement that is kept."""
    settled_rest: Text
    """The same, and the `{amount}` that is `{due}` next."""
    overpaid: Text
    """The `{amount}` that came beyond everything that is owed."""
    credit_left: Text
    """The `{amount}` of the debtor's that covers nothing yet, while something is open."""
    credit_back: Text
    """The same where nothing is open."""
    hold: Text
    """A hold, in our own `{words}`."""
    hold_until: Text
    """The same, and its last `{day}`."""
    too_little: Text
    """The `{amount}` that is open, and the `{least}` that reminders begin at."""

    promised_amount: Text
    """The `{amount}` that was promised for a `{day}`."""
    promised_all: Text
    came: Text
    """Behind that: the `{amount}` that came."""
    nothing_came: Text
    never_came: Text
    """The `{amount}` of an instalment due on a `{day}` that brought about the default."""
    grace: Text
    """The `{amount}` of an instalment due on a `{day}`, and `{until}` when it may still come."""
    short: Text
    """The `{amount}`, a trifle, that the instalment of a `{day}` was short of."""
    default_noticed: Text
    """The `{day}` notice of a default was given."""
    demanded: Text
    """The `{day}` of a formal demand."""
    still_open: Text
    """Behind one of these: the `{amount}` that is still open."""
    objected: Text
    """The `{day}` of an objection."""
    file: Text
    """An insolvency opened on a `{day}`: file the claim."""
    file_too: Text
    """The `{day}` another claim of ours was filed in the insolvency: file this one."""
    file_with: Text
    """The same, with whom: `{name}`."""
    file_by: Text
    """The same, and `{until}` when."""
    file_with_by: Text
    day_passed: Text
    """Behind that: the day has passed."""
    day_unknown: Text
    """Behind that: the day is not known."""
    said_in: Text
    """Behind one of these: the `{file}` of another case that says so."""
    limitation: Text
    """The last `{day}` before a debt is barred by time."""
    delivered: Forms
    """The `{day}` of a delivery, and how many days ago that was."""

    letter: Text
    """A letter on its way: its `{title}`, `{debtor}`, the address it goes `{to}`, and its `{cases}`."""
    the_debtor: Text
    """There, a debtor whose name is not known."""
    printed: Forms
    """How many letters, `{dated}` one day, were printed to a `{file}` and perhaps posted."""
    not_known: Text
    """A `{letter}` that may have gone, and the day it is `{dated}`."""
    not_recorded: Text
    """A `{letter}` that went."""
    on_its_way: Text
    """A `{letter}` that is sent just now, and by `{who}`."""
    unread: Text
    """A `{case}` that cannot be read holds back what goes to its debtor."""
    unread_whose: Text
    """A `{case}` that cannot be read, so that nobody can tell whose it is."""
    twice: Text
    """A `{case}` with an invoice by its `{number}` that is open in `{others}`, too."""
    later: Text
    """A `{case}` in which a `{step}` is `{dated}` after `{today}`."""
    paid_later: Text
    """A `{case}` in which an `{amount}` paid is `{dated}` after `{today}`."""
    noted_later: Text
    """A `{case}` in which anything else in a `{file}` is `{dated}` after `{today}`."""

    over_limit: Text
    """What is `{open}`, and how much `{more}` than the `{limit}` that is."""
    never_reviewed: Text
    review_again: Forms
    """The `{day}` of the last look at a credit, and every how many months it is looked at."""

    no_rate: Text
    """The compensation for an invoice by its `{number}` lacks a rate from `{origin}` to `{target}`."""
    no_rate_of: Text
    """The same, of the day it is `{dated}`."""
