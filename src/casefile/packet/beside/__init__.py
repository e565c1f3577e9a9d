"""What lies beside the packet for other programs and the browser: the page with its search, and the load files."""
