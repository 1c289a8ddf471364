"""What a program comes to: figures, groups that hide nobody, and a comparison that says how sure it is."""
