"""Figures carry their sentence."""

import io

import matplotlib as mpl
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
    assert page.startswith('<figure><img src="data:image/png;base64,iVBOR')
    assert f'alt="{escaped}"' in page
    assert page.endswith(f"<figcaption>{escaped}</figcaption></figure>")


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
