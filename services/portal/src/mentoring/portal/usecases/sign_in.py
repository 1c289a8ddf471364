"""A browser becomes a person's, for a working day at most."""

from datetime import datetime, timedelta

from mentoring.portal.ports import Tokens, Work

LASTS = timedelta(hours=12)


async def sign_in(secret: str, tokens: Tokens, work: Work) -> None:
    """The tokens stay on this side; the browser holds a random secret."""
    await work.sign_ins.begin(secret, tokens, ends_at=work.now() + LASTS)


async def renew_sign_in(secret: str, tokens: Tokens, work: Work) -> None:
    """Fresh tokens replace old ones; the sign-in ends when it was to end."""
    await work.sign_ins.renew(secret, tokens)


async def sign_out(secret: str, work: Work) -> None:
    """The secret opens nothing from now on."""
    await work.sign_ins.end(secret)


async def forget_what_is_over(work: Work, kept: timedelta = timedelta(days=1)) -> int:
    """Ended sign-ins and yesterday's notices to open pages are dropped."""
    now: datetime = work.now()
    return await work.sign_ins.forget_ended(now) + await work.model.forget_changes(now - kept)
