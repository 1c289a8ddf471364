"""A headless Chromium out of npm, for tests that look at pages as people do."""

import platform
import shutil
from pathlib import Path

from mentoring.local.node import run_node

ARGUMENTS = (
    "--no-sandbox",
    "--headless=shell",
    "--no-zygote",
    "--disable-gpu",
    "--use-gl=angle",
    "--use-angle=swiftshader",
)
"""For `playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)`."""

_UNPACK = 'console.log(await (await import("@sparticuz/chromium")).default.executablePath())'
_INSTALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ON_MACOS = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",)


def find_chromium(tools: Path) -> Path:
    """The path of a Chromium: the packaged one on Linux x86-64, an installed one elsewhere.

    `tools` is the folder with the installed npm packages. Raises LookupError when there is none.
    """
    if platform.system() == "Linux":
        return Path(run_node("--input-type=module", "--eval", _UNPACK, folder=tools).strip())
    for name in (*_INSTALLED, *_ON_MACOS):
        found = shutil.which(name)
        if found:
            return Path(found)
    raise LookupError("no Chromium found: install Chromium or Chrome to run the browser tests on this system")


def axe(tools: Path) -> str:
    """The source of axe-core, to be evaluated in a page before `axe.run()`."""
    return (tools / "node_modules" / "axe-core" / "axe.min.js").read_text()
