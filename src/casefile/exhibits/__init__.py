"""How a file becomes pages: one converter a file type, and the EXHIBITS table that says which reads what."""
