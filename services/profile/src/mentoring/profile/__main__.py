"""`python -m mentoring.profile`."""

from mentoring.profile.app import main

main()
