"""What could not be used: kept with its bytes, shown, replayed in order, or discarded with a reason."""
