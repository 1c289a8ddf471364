"""The endpoints, by who knocks: browsers, clients, and anyone who verifies tokens."""
