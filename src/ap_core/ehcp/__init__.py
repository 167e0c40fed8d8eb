"""ehcp."""
