"""`python -m mentoring.portal`."""

from mentoring.portal.app import main

main()
