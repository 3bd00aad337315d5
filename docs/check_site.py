"""Check the built site: no page asks another host for anything, and every local link has its target.

usage: check_site.py FOLDER     prints every fault; exit status 1 if there is one
"""

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

FETCHING = {"audio", "embed", "iframe", "img", "input", "link", "object", "script", "source", "track", "video"}
ADDRESSES = ("src", "href", "data", "poster")
OUTSIDE_CSS = re.compile(r"""(?:url\(|@import)\s*["']?(?:https?:)?//[^"')\s]+""")
OUTSIDE_JS = re.compile(r"""(?:(?:fetch|import|importScripts|open)\(|\.src\s*=)\s*["'`](?:https?:)?//[^"'`]+""")


class Addresses(HTMLParser):
    """Collect what a page fetches by itself and what it links to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.linked: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = [value for name, value in attrs if name in ADDRESSES and value]
        (self.fetched if tag in FETCHING else self.linked).extend(found)


def faults_of(site: Path) -> Iterator[str]:
    """Give a line for each fault of the pages, style sheets and scripts in `site`."""
    for file in sorted(path for path in site.rglob("*") if path.suffix in {".html", ".css", ".js"}):
        if file.name.endswith("webpack-macros.html"):  # the theme's templates, no pages
            continue
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".html":
            yield from (f"{file}: {fault}" for fault in page_faults(file, Addresses(text)))
        outside = OUTSIDE_JS if file.suffix == ".js" else OUTSIDE_CSS
        yield from (f"{file}: asks another host: {match[0]}" for match in outside.finditer(text))


def page_faults(file: Path, addresses: Addresses) -> Iterator[str]:
    """Give the faults among the addresses of one page."""
    yield from (f"asks another host: {address}" for address in addresses.fetched if urlsplit(address).netloc)
    for address in addresses.fetched + addresses.linked:
        url = urlsplit(address)
        if not url.scheme and not url.netloc and url.path and not (file.parent / unquote(url.path)).exists():
            yield f"leads nowhere: {address}"


def main() -> None:
    """Print the faults of the site."""
    faults = list(faults_of(Path(sys.argv[1])))
    print(*faults, sep="\n", end="\n" if faults else "")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
