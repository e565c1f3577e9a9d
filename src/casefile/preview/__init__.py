"""Live preview: a document in the browser that is drawn anew whenever its template or its case is saved."""
