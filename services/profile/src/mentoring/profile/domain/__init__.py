"""People, their profiles, and the files that tell of them."""
