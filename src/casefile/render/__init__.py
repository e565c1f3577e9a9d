"""How text becomes pages: formats, templates, Markdown, PDF, Word. Knows plain values, never a case."""
