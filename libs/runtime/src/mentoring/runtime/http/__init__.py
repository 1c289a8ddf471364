"""The HTTP side: the app, its surroundings, its errors."""
