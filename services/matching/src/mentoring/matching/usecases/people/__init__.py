"""The company's facts arrive, and have their consequences."""
