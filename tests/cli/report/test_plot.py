from __future__ import annotations

from cli.render.report.plot import Plotter, Row

PLOTTER = Plotter({"a": 100, "b": 300, "empty": 0, "c": 600})


def test_texts_lie_end_to_end() -> None:
    plot = PLOTTER.plot([("a", 0), ("b", 0), ("c", 599), ("b", 150)])
    assert plot.path == "M0 0v10M100 0v10M250 0v10M999 0v10"
    assert plot.known == 4
    assert PLOTTER.bands() == [(100, 300), (400, 600)]


def test_each_text_has_its_own_line_in_reading_order() -> None:
    plot = PLOTTER.plot([("b", 150), ("b", 151), ("a", 50)])
    assert plot.rows == (Row("a", 1, "M500 0v10"), Row("b", 2, "M500 0v10M503 0v10"))
    assert plot.more == 0


def test_a_place_is_drawn_once() -> None:
    plotter = Plotter({"long": 1_000_000})
    plot = plotter.plot([("long", start) for start in range(5000)])
    assert plot.path == "".join(f"M{unit} 0v10" for unit in range(5))
    assert plot.rows[0].mentions == 5000


def test_of_many_texts_those_with_most_are_shown() -> None:
    names = [f"{number:02}" for number in range(20)]
    plotter = Plotter(dict.fromkeys(names, 10))
    mentions = [(name, 1) for name in names] + [("19", 2), ("18", 2)]
    plot = plotter.plot(mentions)
    assert [row.document for row in plot.rows] == [*names[:10], "18", "19"]
    assert plot.more == 8


def test_no_mentions_and_no_texts() -> None:
    assert PLOTTER.plot([]).path == ""
    assert Plotter({}).bands() == []
