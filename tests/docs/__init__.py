"""The pages of the documentation as data, and the parts of them that are written from the code."""
