"""What a study needs to be checked by somebody's CI: workflows, a lock file, .gitignore."""

from __future__ import annotations

from compare.exchange.environment import lock_text, locked

# One list of commands for every service; `check` stands first, so that a changed text is one
# failure.
_SETUP = (
    "python -m pip install --disable-pip-version-check -r requirements.lock",
    "python -m pip install --disable-pip-version-check --no-deps software/*.whl",
)
_CHECKS = ("policy-compare check --study .", "policy-compare notebooks check --study .")
_PYTHON = "3.12"
_SET = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "NO_COLOR": "1"}

GITIGNORE = """\
# results: computed again from what is in git
/build/
# the tools' own
.ipynb_checkpoints/
__pycache__/
.venv/
.~lock.*
~$*
"""


def ci_files() -> dict[str, str]:
    """Path in the study → content: GitHub Actions, GitLab, lock file, .gitignore, a word on
    ``software/``.
    """
    return {
        ".github/workflows/study.yml": github(),
        ".gitlab-ci.yml": gitlab(),
        ".gitignore": GITIGNORE,
        "requirements.lock": study_lock(),
        "software/README.md": SOFTWARE,
    }


SOFTWARE = """\
# The program

Put the wheel of policy-compare here (`policy_compare-*.whl`) and commit it: the workflows install
it from this folder, with exactly the packages of `requirements.lock`. In a checkout of
policy-compare, `python -m build --wheel` makes it.
"""


def study_lock() -> str:
    """The packages installed here, pinned; policy-compare itself comes from ``software/``."""
    versions = locked(("formats", "notebooks"))
    versions.pop("policy-compare", None)
    return lock_text(versions)


def github() -> str:
    """A workflow of GitHub Actions."""
    lines = [
        "# The study is checked first; then its notebooks must say what they said.",
        "name: study",
        "on: [push, pull_request]",
        "jobs:",
        "  check:",
        "    runs-on: ubuntu-latest",
        "    env:",
        *(f'      {name}: "{value}"' for name, value in _SET.items()),
        "    steps:",
        "      - uses: actions/checkout@v4",
        "      - uses: actions/setup-python@v5",
        "        with:",
        f'          python-version: "{_PYTHON}"',
        *(f"      - run: {command}" for command in (*_SETUP, *_CHECKS)),
    ]
    return "\n".join([*lines, ""])


def gitlab() -> str:
    """A pipeline of GitLab."""
    lines = [
        "# The study is checked first; then its notebooks must say what they said.",
        "study:",
        f"  image: python:{_PYTHON}",
        "  variables:",
        *(f'    {name}: "{value}"' for name, value in _SET.items()),
        "  script:",
        *(f"    - {command}" for command in (*_SETUP, *_CHECKS)),
    ]
    return "\n".join([*lines, ""])
