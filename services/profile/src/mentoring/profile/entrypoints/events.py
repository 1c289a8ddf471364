"""What profile reads: nothing yet; it is where facts about people begin."""

from mentoring.messaging import Facts

facts = Facts("profile")
