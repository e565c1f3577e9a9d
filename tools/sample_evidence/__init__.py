"""Makes the exhibits of the sample cases: fictional contracts, invoices, mails, photographs and scans.

One module a kind of file, and one a case that says what stands in its files. No clock and no chance: the same bytes on
every run with the same libraries. Figures come from the cases' YAML, so an invoice on paper never contradicts them.
"""
