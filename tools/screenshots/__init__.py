"""Pictures of the suite for the documents, taken in a real browser."""
