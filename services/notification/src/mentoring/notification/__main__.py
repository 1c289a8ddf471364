"""`python -m mentoring.notification`."""

from mentoring.notification.app import main

main()
