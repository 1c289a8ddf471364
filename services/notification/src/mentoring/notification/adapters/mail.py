"""A letter as a MIME message: text, HTML and, last, the calendar part, all as alternatives of each other."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from mentoring.notification.adapters.calendar import calendar_part
from mentoring.notification.adapters.words import in_words
from mentoring.notification.domain.subjects import Session
from mentoring.notification.ports import Letter

LOCAL_PART_LIMIT = 64


def message(letter: Letter, *, sender: str, portal_url: str) -> EmailMessage:
    """The message of a letter. Its Message-ID is made from the delivery, so that a repeat is known as one."""
    words = in_words(letter, portal_url)
    user, _, domain = sender.rpartition("@")
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(letter.program[:LOCAL_PART_LIMIT], user, domain)
    mail["To"] = Address(letter.to.name, addr_spec=letter.to.email or "")
    mail["Subject"] = words.title
    mail["Date"] = format_datetime(letter.delivery.made_at)
    mail["Message-ID"] = f"<{letter.delivery.id}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["Content-Language"] = words.language
    mail["X-Mentoring-Category"] = letter.delivery.category
    mail.set_content(words.text)
    mail.add_alternative(words.html, subtype="html")
    if isinstance(letter.subject, Session):
        link = f"{portal_url}/mentorships/{letter.subject.mentorship}"
        text, method = calendar_part(letter, words, sender, link)
        mail.add_alternative(text, subtype="calendar", params={"method": method})
    return mail
