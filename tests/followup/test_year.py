"""A year replayed day by day: no step twice, none left out, none on hold or after payment, never too soon."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from casefile.followup.ladder import DEFAULT
from tests.followup.year import Replay, Story, at

LADDER = [step.step for step in DEFAULT]
LATE = LADDER[1:]
YEAR = 365
BETWEEN = 5
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # a year takes seconds: what fails is not made smaller

dues = st.lists(st.tuples(st.integers(0, 120), st.integers(1, 30)), min_size=1, max_size=3).map(tuple)
quiet = st.builds(Story, st.sampled_from(["a"]), dues)


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
            late = [step for step in steps if step != "upcoming"]
            assert late == LATE[: len(late)], "none left out"
            paid = [on for on, which in story.payments if which == place]
            assert not any(on > day for day in paid for on, _ in replay.steps(number)), "none after payment"
        on_hold = [each for each in replay.sent if each.case == story.id and _held(story, each)]
        assert not [each for each in on_hold if each.channel != "attorney"], "none on hold"
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


@settings(max_examples=2, phases=PHASES, deadline=None, suppress_health_check=list(HealthCheck))
@given(quiet, st.integers(0, 6))
def test_once_a_week_does_the_same_as_every_day(story: Story, weekday: int) -> None:
    daily, weekly = Replay((story,)).run(range(YEAR)), Replay((story,)).run(range(weekday, YEAR, 7))
    for place, (_, days) in enumerate(story.dues):
        one, other = ([step for _, step in each.steps(story.number(place))] for each in (daily, weekly))
        if len(story.dues) == 1 and days >= 7:
            assert one == other == LADDER
        late, also = ([step for step in steps if step != "upcoming"] for steps in (one, other))
        assert late == also == LATE, "an announcement has its time; nothing else is left out"
