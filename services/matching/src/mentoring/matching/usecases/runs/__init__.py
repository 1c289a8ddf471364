"""Match runs are started, worked on, and published."""
