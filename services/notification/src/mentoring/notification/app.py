"""Notification, put together."""

from email.message import EmailMessage

from mentoring.notification.adapters.mail import message
from mentoring.notification.adapters.postgres import PostgresDirectory, PostgresViews, PostgresWork
from mentoring.notification.adapters.smtp import SmtpPost
from mentoring.notification.config import Settings
from mentoring.notification.entrypoints.clock import clock
from mentoring.notification.entrypoints.events import facts
from mentoring.notification.entrypoints.http import deliveries, inbox
from mentoring.notification.ports import Letter
from mentoring.runtime import Background, Service, command


def build(settings: Settings) -> Service:
    """The service with its real parts."""
    post = SmtpPost(
        host=settings.smtp_host,
        port=settings.smtp_port,
        write=lambda letter: _write(letter, settings),
        connections=settings.smtp_connections,
        starttls=settings.smtp_starttls,
        username=settings.smtp_username,
        password=settings.smtp_password.get_secret_value() if settings.smtp_password else None,
    )
    return Service(
        name="notification",
        work=PostgresWork,
        views=PostgresViews,
        directory=PostgresDirectory,
        doors=[inbox, deliveries],
        facts=facts,
        clock=clock(post),
        migrations="mentoring.notification",
        background=[Background(post, roles=frozenset({"clock"}))],
    )


def _write(letter: Letter, settings: Settings) -> EmailMessage:
    return message(letter, sender=settings.mail_sender, portal_url=settings.portal_url)


main = command(build, Settings)
