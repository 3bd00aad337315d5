"""The code in the README does what it says."""

import doctest
import re
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"


def code_of(page: str) -> str:
    """Blank all but the Python blocks, so that line numbers stay."""
    prose = re.compile(r"(?:\A|^```\n).*?(?:^```python\n|\Z)", re.MULTILINE | re.DOTALL)
    return prose.sub(lambda match: "\n" * match[0].count("\n"), page)


def test_the_code_of_the_readme_runs(monkeypatch):
    monkeypatch.chdir(README.parent)
    code = code_of(README.read_text(encoding="utf-8"))
    test = doctest.DocTestParser().get_doctest(code, {}, "README", str(README), 0)
    report: list[str] = []
    doctest.DocTestRunner().run(test, out=report.append)
    assert test.examples
    assert not report, "".join(report)
