"""Trains the learned coder of events; needs the package extra `coder`."""
