"""How pairs are found: who comes into question, what each pair is worth and why, and the best draft of all."""
