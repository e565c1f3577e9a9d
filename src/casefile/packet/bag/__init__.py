"""The BagIt bag round a packet (RFC 8493): written, and looked through again by whoever gets it."""
