"""Languages and locales by BCP 47 (RFC 5646): what is well formed, in its canonical writing."""

import re
from typing import Final

_ISO_639_1: Final = frozenset(
    """aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en
    eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka
    kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl
    nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv
    sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu""".split()  # noqa: SIM905 - a list of quoted pairs would fill a page
)
"""Two-letter codes, because the usual mistakes are country codes: dk for da, cz for cs, jp for ja."""

_TAG: Final = re.compile(
    r"(?P<language>[A-Za-z]{2,3})(?:-(?P<script>[A-Za-z]{4}))?(?:-(?P<region>[A-Za-z]{2}|[0-9]{3}))?"
    r"(?P<rest>(?:-(?:[0-9][A-Za-z0-9]{3}|[A-Za-z0-9]{5,8}))*(?:-[A-Za-z0-9](?:-[A-Za-z0-9]{1,8})+)*)"
)
LONGEST: Final = 35
"""Characters; RFC 5646 section 4.4.1 asks readers for no fewer."""


def tag(text: str) -> str | None:
    """The canonical writing of a language tag (``de_at`` is ``de-AT``), or None where it is none."""
    found = _TAG.fullmatch(text.replace("_", "-")) if len(text) <= LONGEST else None
    if found is None:
        return None
    language = found["language"].lower()
    if len(language) == 2 and language not in _ISO_639_1:  # noqa: PLR2004 - the length of these codes
        return None
    script = f"-{found['script'].title()}" if found["script"] else ""
    region = f"-{found['region'].upper()}" if found["region"] else ""
    return f"{language}{script}{region}{found['rest'].lower()}"


def base(text: str) -> str | None:
    """The language alone, without script and region: what two people have in common when they can talk."""
    canonical = tag(text)
    return None if canonical is None else canonical.partition("-")[0]
