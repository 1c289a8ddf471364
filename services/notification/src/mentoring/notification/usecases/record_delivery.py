"""Write down what became of a delivery, and tell of it once it is over."""

from mentoring.contracts.notification import DeliveryAccepted, DeliveryFailed, DeliverySkipped
from mentoring.notification.domain.delivery import Delivery
from mentoring.notification.ports import Work


async def record(delivery: Delivery, work: Work) -> None:
    """A delivery that is over is announced; one that waits or is being sent is kept quietly."""
    await work.deliveries.save(delivery)
    told = {"delivery": delivery.id, "person": delivery.person, "category": delivery.category, "channel": "email"}
    if delivery.state == "accepted":
        work.announce(DeliveryAccepted(**told))
    elif delivery.state == "failed":
        work.announce(DeliveryFailed(**told, reason=delivery.reason or "unknown"))
    elif delivery.state == "skipped":
        work.announce(DeliverySkipped(**told, reason=delivery.reason or "unknown"))
