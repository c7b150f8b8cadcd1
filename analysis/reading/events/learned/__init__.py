"""The second coder of events: a small encoder, trained on sentences that were labelled by hand."""
