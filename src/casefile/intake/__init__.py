"""What comes in from others: read as untrusted, compared with the case, and shown before anything is written."""
