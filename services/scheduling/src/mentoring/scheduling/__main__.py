"""`python -m mentoring.scheduling`."""

from mentoring.scheduling.app import main

main()
