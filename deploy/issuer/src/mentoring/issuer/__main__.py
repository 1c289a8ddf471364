"""`python -m mentoring.issuer`."""

from mentoring.issuer.app import main

if __name__ == "__main__":
    main()
