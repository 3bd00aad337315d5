"""Figures carry their sentence."""

import io

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from PIL import Image

from pakru import figures


@pytest.fixture
def axes():
    with figures.style():
        _, axes = plt.subplots()
    axes.bar(["2012", "2018"], [6, 1])
    return axes


def test_the_sentence_is_what_tests_compare(axes):
    assert repr(figures.show(axes, "Six of seven articles are of 2012.")) == "Six of seven articles are of 2012."


def test_a_page_gets_picture_caption_and_alt_text(axes):
    page = figures.show(axes, "'2012' < \"2018\" & more")._repr_html_()
    escaped = "&#x27;2012&#x27; &lt; &quot;2018&quot; &amp; more"
    no_formula = 'class="tex2jax_ignore mathjax_ignore"'
    assert page.startswith(f'<figure {no_formula}><img src="data:image/png;base64,iVBOR')
    assert f'alt="{escaped}"' in page
    assert page.endswith(f"<figcaption {no_formula}>{escaped}</figcaption></figure>")


def test_the_picture_is_small_and_tells_no_version(axes):
    png = figures.show(axes, "Small.").png
    assert len(png) < 30_000
    assert mpl.__version__.encode() not in png
    with Image.open(io.BytesIO(png)) as image:
        assert image.mode == "P"


def test_the_same_figure_gives_the_same_bytes():
    def draw():
        _, axes = plt.subplots()
        axes.plot([1, 2, 3])
        return figures.show(axes, "Three points.").png

    assert draw() == draw()


def test_a_shown_figure_is_closed(axes):
    figures.show(axes.figure, "Closed.")
    assert plt.get_fignums() == []


def test_style_is_left_behind():
    before = mpl.rcParams["font.size"]
    with figures.style():
        assert mpl.rcParams["font.size"] == figures.STYLE["font.size"]
    assert mpl.rcParams["font.size"] == before


TEXTS = pd.DataFrame({"file": ["a.txt", "b.txt"], "characters": [90, 60]})
SPANS = ["file", "start", "end", "of_file", "of_start", "of_end", "share"]


def lines_of(*copies):
    """The ends of the lines that join copies to what is copied, and the lowest point that they turn at."""
    axes = figures.plot_copies(TEXTS, pd.DataFrame(copies, columns=SPANS))
    paths = [patch.get_path().vertices for patch in axes.patches if not patch.get_fill()]
    plt.close(axes.figure)
    return [(tuple(path[0].round(2)), tuple(path[-1].round(2)), path[1:3, 1].round(2).tolist()) for path in paths]


def test_a_copy_is_joined_to_its_source_below_the_strip():
    assert lines_of(("a.txt", 50, 90, "a.txt", 0, 40, 1.0)) == [((20, 0.21), (70, 0.21), [0.57, 0.57])]


def test_a_copy_in_another_text_is_joined_from_strip_to_strip():
    down, up = ("b.txt", 10, 30, "a.txt", 50, 90, 1.0), ("a.txt", 50, 90, "b.txt", 10, 30, 1.0)
    assert lines_of(down, up) == [((70, 0.21), (20, 0.79), [0.5, 0.5]), ((20, 0.79), (70, 0.21), [0.5, 0.5])]


def test_texts_without_layers_are_strips_without_a_legend():
    axes = figures.plot_layers(TEXTS, {})
    assert (len(axes.patches), axes.figure.legends) == (2, [])
    figures.show(axes, "Two texts.")


@pytest.mark.filterwarnings("error")
def test_a_layer_of_any_name_has_its_place_in_the_legend():
    layer = pd.DataFrame({"file": ["a.txt"], "start": [10], "end": [80]})
    axes = figures.plot_layers(TEXTS, {"_hidden": layer.iloc[:0], "shown": layer})
    assert [text.get_text() for text in axes.figure.legends[0].get_texts()] == ["_hidden", "shown"]
    plt.close(axes.figure)


def test_texts_without_copies_are_strips():
    assert lines_of() == []


def test_both_places_of_a_copy_have_their_colour():
    axes = figures.plot_copies(TEXTS, pd.DataFrame([("a.txt", 50, 90, "a.txt", 0, 40, 1.0)], columns=SPANS))
    drawn = [(patch.get_x(), patch.get_width(), patch.get_facecolor()) for patch in axes.patches[2:4]]
    plt.close(axes.figure)
    colours = [mpl.colors.to_rgba(colour) for colour in figures.COLOURS]
    assert drawn == [(0, 40, colours[0]), (50, 40, colours[1])]
