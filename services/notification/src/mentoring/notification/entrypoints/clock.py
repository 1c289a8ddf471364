"""What falls due in notification: mails to send."""

from datetime import timedelta

from mentoring.notification.ports import Post, Work
from mentoring.notification.usecases.send_mails import send_mails
from mentoring.runtime import Clock, Works


def clock(post: Post) -> Clock:
    """The clock, with the post that its letters go to."""
    ticking = Clock("notification")

    @ticking.job(every=timedelta(milliseconds=500))
    async def send_due_mails(works: Works[Work]) -> int:
        """Several senders may run: each claims its own."""
        return await send_mails(works, post)

    return ticking
