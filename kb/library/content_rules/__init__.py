"""What texts of a content folder must fulfil: one module a concern, each a function from `Content` to findings."""
