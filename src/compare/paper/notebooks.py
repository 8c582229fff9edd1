"""Execute notebooks in a clean kernel and store their outputs: ``python -m compare.paper.notebooks
FOLDER``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from compare.paper.notebook_source import build, targets


def execute(path: Path, *, study: Path | None = None):
    """Run one notebook top to bottom and return it with outputs; metadata that differs between
    machines is dropped.

    Parameters
    ----------
    path : Path
        The notebook; the working directory of the kernel is its folder.
    study : Path, optional
        Study folder the notebook should use instead of its own.

    Returns
    -------
    nbformat.NotebookNode
    """
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    environment = {
        **os.environ,
        **({"POLICY_COMPARE_STUDY": str(study.resolve())} if study else {}),
    }
    client = NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
        # the kernel warns of its unencrypted local connection on every start; that helps no reader
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
    )
    client.execute(env=environment)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return notebook


def main() -> None:
    """Build and execute the notebooks of a folder in place: those with a source in
    ``FOLDER/source`` in every language, the others as they are.
    """
    import nbformat

    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "notebooks")
    wanted = sys.argv[2:]  # begin of names, such as 04; all where none is given
    built = {target: (source, lang) for source, lang, target in targets(folder)}
    for path in sorted({*folder.glob("*.ipynb"), *built}):
        if wanted and not path.name.startswith(tuple(wanted)):
            continue
        print(f"executing {path.relative_to(folder)}", file=sys.stderr)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path in built:
            nbformat.write(build(*built[path]), path)
        nbformat.write(execute(path), path)


if __name__ == "__main__":
    main()
