"""A PDF as a thing of pages: put together, stamped, linked, made smaller, locked, signed. Knows no case."""
