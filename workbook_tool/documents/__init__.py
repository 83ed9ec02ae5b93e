"""Documents of schools → drafts of their plans; plans → the documents that are signed."""
