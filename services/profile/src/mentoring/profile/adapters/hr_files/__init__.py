"""The HR system's files: CSV as programs and people really write it."""
