"""A read model is made again from its topics while the old one keeps serving."""

from mentoring.messaging.rebuilding.rebuild import RebuildRuns, Rebuilt, rebuild
from mentoring.messaging.rebuilding.shadow import ModelMisplaced
from mentoring.messaging.rebuilding.topics import BrokerSilent, Topics, topics_of

__all__ = ["BrokerSilent", "ModelMisplaced", "RebuildRuns", "Rebuilt", "Topics", "rebuild", "topics_of"]
