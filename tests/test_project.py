"""The project itself: seeds and coding untouched, one list of dependencies, layers kept, nothing private inside."""

import ast
import hashlib
import re
import subprocess
import sys
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import pakru
from pakru import codebook

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

# a step is a module or a package; its parts are the modules of the package: name -> file, without those of pakru itself
FILES = sorted((ROOT / "pakru").rglob("*.py"))
NAMES = {path: path.parent.name if path.stem == "__init__" else path.stem for path in FILES}
MODULES = {name: path for path, name in NAMES.items() if name not in ("pakru", "__main__")}
HEAVY = ("matplotlib", "numpy", "pandas", "scipy", "sklearn")
PACKAGES = {"PIL": "pillow", "sklearn": "scikit-learn"}  # import name -> package, where they differ


def requirements(*extras: str) -> set[Requirement]:
    lists = [PROJECT["dependencies"], *(PROJECT["optional-dependencies"][extra] for extra in extras)]
    return {Requirement(line) for lines in lists for line in lines}


def imports_of(path: Path) -> set[str]:
    """Give the dotted names that a module imports, those inside functions too."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    sources = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    return plain | {f"{node.module}.{alias.name}" for node in sources for alias in node.names}


def steps() -> dict[str, tuple[set[str], set[str]]]:
    """Read the table of layers in the design: step -> its modules, and the steps that it may import."""
    row = re.compile(r"^\| `(\w+)` \|([`\w, ]*)\|.*\| ([\w, -]+) \|$", re.MULTILINE)
    table = row.findall((ROOT / "docs/design.md").read_text(encoding="utf-8"))
    everything = {step for step, _, _ in table}
    words = re.compile(r"\w+").findall
    return {
        step: ({step, *words(parts)}, everything if allowed == "all" else {step, *words(allowed)})
        for step, parts, allowed in table
    }


def imports_inside(module: str) -> set[str]:
    """Give the modules of pakru that a module imports."""
    named = [name.split(".")[1:] for name in imports_of(MODULES[module]) if name.startswith("pakru.")]
    return {next(part for part in reversed(parts[:2]) if part in MODULES) for parts in named if parts[0] in MODULES}


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a clone: git knows no files here")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_seeds_are_byte_for_byte_what_they_were():
    sums = dict(reversed(line.split()) for line in (ROOT / "seeds/SHA256SUMS").read_text().splitlines())
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (ROOT / "seeds").glob("*.txt")}
    assert found == sums
    assert len(found) == 5


def test_the_reference_coding_is_sound():
    check = subprocess.run([sys.executable, ROOT / "annotations/check.py"], capture_output=True, text=True)
    assert check.returncode == 0, check.stdout
    assert check.stdout.endswith("ok\n")


def test_conda_gets_the_same_python_and_packages():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    lines = [line for line in environment["dependencies"] if isinstance(line, str) and line != "pip"]
    conda = {Requirement(line) for line in lines}
    build = {
        Requirement(line) for line in tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    }
    python = {Requirement(f"python{PROJECT['requires-python']}")}
    assert conda == python | requirements("parquet", "notebooks") | build
    assert environment["channels"] == ["conda-forge", "nodefaults"]


def test_the_lock_holds_every_dependency_in_its_range():
    lock = (ROOT / "requirements.lock").read_text()
    pins = [Requirement(line.rstrip(" \\")) for line in lock.splitlines() if re.match(r"\w", line)]
    for wanted in requirements("dev", "docs", "notebooks", "parquet", "test"):
        if wanted.name != "pakru":
            found = [pin for pin in pins if canonicalize_name(pin.name) == canonicalize_name(wanted.name)]
            assert found, f"{wanted.name} is not in requirements.lock: make lock"
            for pin in found:
                assert wanted.specifier.contains(next(iter(pin.specifier)).version), (
                    f"{pin} is outside {wanted}: make lock"
                )
    assert "://" not in lock, "the lock names no registry"


def test_versions_agree():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    assert str(citation["version"]) == pakru.__version__
    assert f"## {pakru.__version__}" in (ROOT / "CHANGELOG.md").read_text()


def test_importing_pakru_loads_no_heavy_library():
    code = f"import pakru, sys; print([name for name in {HEAVY} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


def test_public_names_are_few_and_exist():
    assert len(pakru.__all__) <= 15
    assert all(getattr(pakru, name).__doc__ for name in pakru.__all__)
    assert set(pakru.__all__) <= set(dir(pakru))
    with pytest.raises(AttributeError, match="no attribute 'nonsense'; it has Codebook"):
        _ = pakru.nonsense


@pytest.mark.parametrize("module", MODULES)
def test_modules_import_what_the_design_allows(module):
    homes = [allowed for modules, allowed in steps().values() if module in modules]
    assert len(homes) == 1, f"{module} stands in {len(homes)} rows of the table of layers in docs/design.md, not in one"
    assert imports_inside(module) <= {part for step in homes[0] for part in steps()[step][0]}


def test_no_import_goes_in_a_circle():
    TopologicalSorter({module: imports_inside(module) for module in MODULES}).prepare()


def test_the_design_names_no_module_that_is_not_there():
    assert {module for modules, _ in steps().values() for module in modules} == set(MODULES)


def test_the_parts_of_a_step_lie_in_its_package():
    assert len(NAMES) - len(MODULES) == 1, "each module has a name of its own"
    for step, (modules, _) in steps().items():
        folders = {MODULES[module].parent.name for module in modules}
        assert folders == ({step} if len(modules) > 1 else {"pakru"}), step


def test_third_party_imports_are_declared():
    tops = {name.split(".")[0] for path in MODULES.values() for name in imports_of(path)}
    third_party = {PACKAGES.get(top, top) for top in tops - set(sys.stdlib_module_names) - {"pakru"}}
    assert third_party <= {requirement.name for requirement in requirements("agreement", "parquet")}


def test_every_codebook_table_is_declared_and_there():
    assert {path.stem for path in (ROOT / "pakru/data").glob("*.csv")} == set(codebook.TABLES)
    assert set(codebook.default().tables) == set(codebook.TABLES)


def test_nothing_private_is_tracked():
    hosts = ["pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "deb.debian" + ".org"]
    private = re.compile("|".join([*map(re.escape, hosts), r"(?<![\w.<])/(?:work|root|home)/", r"\.\./" + "shared"]))
    texts = [path for path in tracked_files() if path.suffix != ".lock"]
    found = {
        str(path.relative_to(ROOT)): private.findall(path.read_text(encoding="utf-8", errors="replace"))
        for path in texts
    }
    assert {name: matches for name, matches in found.items() if matches} == {}
