"""The proof of the promise: nothing lost, no effect twice, order per key, whatever is killed or frozen when."""
