"""`python -m mentoring.local.frontend`: brings the portal's front-end files by npm's lock.

Needs Node's wheel and the standard library alone, because image builds run it as well.
"""

import hashlib
import json
import sys
from pathlib import Path

from mentoring.local.checkout import Checkout
from mentoring.local.failed import PartFailed
from mentoring.local.node import install

_HASH_LETTERS = 12


def bring(member: Path, package: str = "mentoring/portal") -> list[Path]:
    """Installs a member's packages and copies what its package.json lists under `served`.

    The copies have their content's hash in their names; `manifest.json` beside them maps plain names to these.
    Files of an earlier version are removed. Answers the copies.
    """
    said = json.loads((member / "package.json").read_text(encoding="utf-8"))
    install(member)
    vendor = member / "src" / package / "static" / "vendor"
    vendor.mkdir(parents=True, exist_ok=True)
    manifest = {}
    for place in said["served"]:
        source = member / place
        if not source.is_file():
            raise PartFailed(f"{member / 'package.json'} serves {place}, but no package brought it")
        content = source.read_bytes()
        name = f"{source.stem}.{hashlib.sha256(content).hexdigest()[:_HASH_LETTERS]}{source.suffix}"
        copy = vendor / name
        if not copy.exists() or copy.read_bytes() != content:
            copy.write_bytes(content)
        manifest[source.name] = name
    # Last and whole: whoever reads it finds all that it names.
    draft = vendor / "manifest.draft"
    draft.write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    draft.replace(vendor / "manifest.json")
    for old in vendor.iterdir():
        if old.name not in {*manifest.values(), "manifest.json"}:
            old.unlink()
    return [vendor / name for name in manifest.values()]


def main() -> int:
    """Exit code 1, with the reason, when a package cannot be had."""
    try:
        copies = bring(Checkout.here().portal)
    except PartFailed as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    sys.stdout.writelines(f"{copy.name}\n" for copy in copies)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
