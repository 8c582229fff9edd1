"""Where a Chromium may be, and how it is started so that it asks no network for anything."""

from pathlib import Path

BROWSERS = [
    path
    for path in map(
        Path, ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
    )
    if path.exists()
]
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--no-first-run",
]  # fmt: skip
