"""What is on show, and what the browser is told of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from casefile.errors import Problem, Source
from casefile.preview.screen import Screen, View

VIEW = View("2026-014-northwind", "reminder-first.en")


def test_views_are_numbered_as_they_are_shown() -> None:
    screen = Screen(VIEW)
    assert screen.view.number == 0
    assert screen.show(VIEW).number == 1
    assert screen.show(VIEW).number == 2
    assert screen.after(1, 0) == screen.view
    assert screen.after(2, 0) is None


def test_whoever_waits_gets_the_next_one() -> None:
    screen = Screen(VIEW)
    with ThreadPoolExecutor() as pool:
        waiting = [pool.submit(screen.after, 0, 20) for _ in range(3)]
        shown = screen.show(VIEW)
        assert [each.result(20) for each in waiting] == [shown] * 3


def test_turned_off_nobody_waits() -> None:
    screen = Screen(VIEW)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(screen.after, 0, 1000)
        screen.turn_off()
        assert waiting.result(20) is None
    assert screen.is_off


def test_warnings_are_no_failure() -> None:
    warning = Problem("no font has 🧾", level="warning")
    assert not View("c", "n", problems=(warning,)).has_failed
    assert View("c", "n", problems=(warning, Problem("wrong"))).has_failed


def test_what_hides_or_turns_text_is_told_in_sight() -> None:
    problem = Problem("no party 'a\u202eb\x1b'", Source("cases/\u2066x/case.yaml", 3, 9), "write\u200f it")
    view = View("c\u202ed", "n", title="\u202etitle", problems=(problem,))
    told = view.told()
    assert told["case"] == "c<U+202E>d"
    assert told["title"] == "<U+202E>title"
    assert told["problems"] == [
        {
            "level": "error",
            "place": "cases/<U+2066>x/case.yaml:3:9",
            "message": "no party 'a<U+202E>b<U+001B>'",
            "hint": "write<U+200F> it",
        }
    ]
