"""The doors of notification."""
