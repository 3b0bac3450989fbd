"""What every server of this package shares: who may ask, how much, for how long, and how it starts and stops.

client ─► protocol (slow clients) ─► guard (host, origin, token) ─► body (size) ─► an application of its own
"""
