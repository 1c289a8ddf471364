"""`python -m mentoring.matching`."""

from mentoring.matching.app import main

main()
