"""The whole suite on one machine: started in order, watched, stopped in order."""
