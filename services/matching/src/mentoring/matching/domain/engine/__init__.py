"""The numerical core: arrays in, arrays out. It knows no people, no database and no program, only numbers."""
