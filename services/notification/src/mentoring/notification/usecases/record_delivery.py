"""Write down what became of a delivery, and tell of it once it is over."""

from mentoring.contracts.notification import DeliveryAccepted, DeliveryFailed, DeliverySkipped
from mentoring.notification.domain.delivery import BY_MAIL_ALONE, Delivery
from mentoring.notification.ports import Work


async def record(delivery: Delivery, work: Work) -> None:
    """A delivery that is over is announced where there is a word for it; others are kept quietly."""
    await work.deliveries.save(delivery)
    if delivery.category in BY_MAIL_ALONE:
        return
    told = {"delivery": delivery.id, "person": delivery.person, "category": delivery.category, "channel": "email"}
    if delivery.state == "accepted":
        work.announce(DeliveryAccepted(**told))
    elif delivery.state == "failed":
        work.announce(DeliveryFailed(**told, reason=delivery.reason or "unknown"))
    elif delivery.state == "skipped":
        work.announce(DeliverySkipped(**told, reason=delivery.reason or "unknown"))
