"""Push to Apple's devices through APNs, over HTTP/2 and with a provider token."""
