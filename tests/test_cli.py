"""The command line as a user meets it: help at once, one clear sentence on bad input."""

from __future__ import annotations

import subprocess
import sys

import pytest

from compare.cli import COMMANDS


def run(*arguments: str, cwd=None) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", "from compare.cli import main; main()", *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        timeout=120,
    )


def test_help_lists_every_command_without_loading_pandas():
    """--help needs no table library, so it answers at once."""
    code = (
        "import sys\nfrom compare.cli import main\nsys.argv = ['policy-compare', "
        "'--help']\ntry:\n    main()\nexcept SystemExit:\n    "
        "pass\nprint(sorted(set(sys.modules) & {'pandas', 'numpy', 'matplotlib', "
        "'sklearn', 'jieba', 'pyarrow'}))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120
    )

    assert result.stdout.rstrip().endswith("[]"), result.stdout
    assert all(name in result.stdout for name in COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [
        ("tables", "--study", "nowhere", "--out", "out"),
        ("figures", "--study", "nowhere", "--out", "out"),
        ("report", "--study", "nowhere", "--out", "out"),
        ("check", "--study", "nowhere"),
        ("methods", "--study", "nowhere"),
    ],
)
def test_missing_study_is_told_in_one_sentence(arguments, tmp_path):
    """A folder that is no study ends with a message, exit code 2 and nothing written."""
    result = run(*arguments, cwd=tmp_path)

    assert result.returncode != 0
    assert "Traceback" not in result.stderr + result.stdout
    assert "nowhere" in result.stderr + result.stdout
    assert not (tmp_path / "out").exists()


def test_version_is_printed():
    """--version names the program and its version."""
    assert run("--version").stdout.startswith("policy-compare 0.")
