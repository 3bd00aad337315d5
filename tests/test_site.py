"""The check of the site finds what it looks for."""

import importlib.util
from pathlib import Path

import pytest

CHECK = Path(__file__).parents[1] / "docs/check_site.py"


@pytest.fixture(scope="module")
def faults_of():
    spec = importlib.util.spec_from_file_location("check_site", CHECK)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.faults_of


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.html", '<script src="https://cdn.example/x.js"></script>', "asks another host"),
        ("a.html", '<link rel="stylesheet" href="//fonts.example/x.css">', "asks another host"),
        ("a.html", '<img src="missing.png">', "leads nowhere"),
        ("a.html", '<a href="missing.html#place">more</a>', "leads nowhere"),
        ("a.css", "@import 'https://fonts.example/x.css';", "asks another host"),
        ("a.css", "a { background: url(//img.example/x.png) }", "asks another host"),
        ("a.js", 'fetch("https://api.example/")', "asks another host"),
        ("a.js", "script.src = 'https://cdn.example/x.js'", "asks another host"),
    ],
)
def test_faults_are_found(faults_of, tmp_path, name, content, fault):
    (tmp_path / name).write_text(content)
    assert [fault in line for line in faults_of(tmp_path)] == [True]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", '<a href="https://journal.example/">a link that a reader may follow</a>'),
        ("a.html", '<img src="data:image/png;base64,iVBOR"><a href="#here">here</a><a href="a.html#there">there</a>'),
        ("a.css", "a { background: url(data:image/svg+xml;base64,PHN2) }"),
        ("a.js", "/* see https://docs.example */ const license = 'https://license.example'"),
    ],
)
def test_sound_pages_have_none(faults_of, tmp_path, name, content):
    (tmp_path / name).write_text(content)
    assert list(faults_of(tmp_path)) == []
