"""A year replayed day by day: no step twice, none left out, none on hold or after payment, never too soon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from casefile.case.ladders import USUAL
from tests.followup.year import Replay, Story, at

LADDER = [step.step for step in USUAL]
LATE = LADDER[1:]
YEAR = 365
BETWEEN = 5
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # a year takes seconds: what fails is not made smaller

dues = st.lists(st.tuples(st.integers(0, 120), st.integers(1, 30)), min_size=1, max_size=3).map(tuple)


@st.composite
def stories(draw: st.DrawFn) -> tuple[Story, ...]:
    """One or two cases of one debtor to whom something happens."""
    made = []
    for name in "ab"[: draw(st.integers(1, 2))]:
        begins = draw(st.integers(0, 150))
        made.append(
            Story(
                name,
                draw(dues),
                paid=tuple(draw(st.lists(st.tuples(st.integers(1, 200), st.integers(0, 2)), max_size=2, unique_by=lambda p: p[1]))),
                hold=draw(st.none() | st.just((begins, begins + draw(st.integers(0, 60))))),
                promise=draw(st.none() | st.tuples(st.integers(10, 150), st.integers(0, 40))),
                bounces=frozenset(draw(st.lists(st.integers(0, 5), max_size=2))),
            )
        )  # fmt: skip
    return tuple(made)


def check(told: Sequence[Story]) -> None:
    """What must hold of every year."""
    replay = Replay(told).run(range(YEAR))
    for story in told:
        for place in range(len(story.dues)):
            number = story.number(place)
            steps = [step for _, step in replay.steps(number) if step in LADDER]
            assert len(steps) == len(set(steps)), "no step twice"
            late = [step for step in steps if step not in ("upcoming", "attorney")]
            asked = any(each.case == story.id and each.step == "promise" for each in replay.sent)
            went = [step for step in LATE if step != "call" or step in late or not asked]
            assert late == went[: len(late)], "none left out, and a call about a promise is the ladder's"
            assert "attorney" not in steps[:-1], "nothing after counsel has it"
            paid = [on for on, which in story.payments if which == place]
            assert not any(on > day for day in paid for on, _ in replay.steps(number)), "none after payment"
        on_hold = [each for each in replay.sent if each.case == story.id and _held(story, each)]
        assert not [each for each in on_hold if each.channel != "attorney"], "none on hold"
        counsel = min(
            (each.on for each in replay.sent if each.case == story.id and each.step == "attorney"), default=None
        )
        ours = (each for each in replay.sent if each.case == story.id and each.channel != "attorney")
        assert counsel is None or all(each.on <= counsel for each in ours), "nothing of ours once counsel has the case"
    days = sorted({each.on for each in replay.arrived() if each.channel != "attorney"})
    assert all((after - before).days >= BETWEEN for before, after in pairwise(days)), "never too soon"


def _held(story: Story, each: object) -> bool:
    on = each.on  # type: ignore[attr-defined]
    return story.hold is not None and at(story.hold[0]) <= on <= at(story.hold[1])


@settings(max_examples=2, phases=PHASES, deadline=None, suppress_health_check=list(HealthCheck))
@given(stories())
def test_a_year(told: tuple[Story, ...]) -> None:
    check(told)


@pytest.mark.slow
@settings(max_examples=40, phases=PHASES, deadline=None, suppress_health_check=list(HealthCheck))
@given(stories())
def test_many_years(told: tuple[Story, ...]) -> None:
    check(told)


@st.composite
def quiet(draw: st.DrawFn) -> tuple[Story, ...]:
    """Up to three cases of one debtor who does nothing: of one invoice each and the whole ladder, or of several without
    counsel, whom the oldest invoice brings the others."""
    if draw(st.booleans()):
        return tuple(Story(name, (draw(due),)) for name in "abc"[: draw(st.integers(1, 3))])
    several = st.lists(due, min_size=2, max_size=3).map(tuple)
    return tuple(Story(name, draw(several), without=("attorney",)) for name in "ab"[: draw(st.integers(1, 2))])


due = st.tuples(st.integers(0, 100), st.integers(8, 30))


def same_daily_and_weekly(told: Sequence[Story], weekday: int) -> None:
    """What must hold of every year in which the debtor keeps silent."""
    for days in (range(YEAR), range(weekday, YEAR, 7)):
        replay = Replay(told).run(days)
        for story in told:
            for place, (issued, until) in enumerate(story.dues):
                steps = replay.steps(story.number(place))
                assert [step for _, step in steps] == [step for step in LADDER if step not in story.without]
                assert _latest(at(issued + until), steps) < BETWEEN + 7, "nothing waits for long"


def _latest(due: date, steps: Sequence[tuple[date, str]]) -> int:
    """By how many days the latest of some steps was later than its day, and than the time the one before it gave."""
    found, free = [0], date.min
    for on, name in steps:
        rung = next(step for step in USUAL if step.step == name)
        own = max(due + timedelta(days=rung.days_late), free)
        found.append((on - own).days)
        free = on + timedelta(days=max(BETWEEN, rung.pay_within or 0, 14 if name == "demand" else 0))
    return max(found)


@settings(max_examples=2, phases=PHASES, deadline=None, suppress_health_check=list(HealthCheck))
@given(quiet(), st.integers(0, 6))
def test_once_a_week_does_the_same_as_every_day(told: tuple[Story, ...], weekday: int) -> None:
    same_daily_and_weekly(told, weekday)


@pytest.mark.slow
@settings(max_examples=20, phases=PHASES, deadline=None, suppress_health_check=list(HealthCheck))
@given(quiet(), st.integers(0, 6))
def test_many_years_once_a_week_do_the_same_as_every_day(told: tuple[Story, ...], weekday: int) -> None:
    same_daily_and_weekly(told, weekday)


def test_eight_invoices_ten_days_apart_each_have_their_steps_in_time() -> None:
    story = Story("a", tuple((10 * place, 14) for place in range(8)), without=("attorney",))
    same_daily_and_weekly((story,), 3)


def test_what_was_done_on_a_day_is_not_asked_for_again_on_it() -> None:
    replay = Replay((Story("a", ((0, 14), (12, 10))), Story("b", ((5, 9),))))
    for number in range(120):
        replay.run([number])
        assert replay.asked(number) == ()


def test_who_does_a_day_letter_by_letter_is_asked_for_the_rest_of_it() -> None:
    stories = (Story("a", ((0, 14), (12, 10))), Story("b", ((5, 9),)), Story("c", ((20, 30),)))
    days = range(25, 75)
    assert Replay(stories).letter_by_letter(days).sent == Replay(stories).run(days).sent
